"""Terms found by what somebody typed, and in what a question says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain import glossary
from bot.domain.checklist import Term
from tests.blocks.block_examples import CHECKLIST

SHORT = Term("plan", "Plan", "What is meant to be done.")
LONG = Term("plan-of-action", "Plan of action", "A plan with dates.")
TWO = replace(CHECKLIST, glossary=(SHORT, LONG))


def names(terms: list[Term]) -> list[str]:
    return [term.term for term in terms]


@pytest.mark.parametrize("typed", ["inclusion", "  INCLUSION ", "Inclusion!"])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert names(glossary.find(CHECKLIST, typed)) == ["Inclusion"]


def test_a_part_of_two_names_finds_both() -> None:
    assert names(glossary.find(CHECKLIST, "social")) == ["Social class", "Social mobility"]


def test_a_whole_name_wins_over_a_part_of_a_longer_one() -> None:
    assert glossary.find(TWO, "plan") == [SHORT]


@pytest.mark.parametrize("typed", ["", "!!", "zebra"])
def test_what_is_no_term(typed: str) -> None:
    assert glossary.find(CHECKLIST, typed) == []
    assert glossary.nearest(CHECKLIST, typed) == []


def test_near_matches() -> None:
    assert names(glossary.nearest(CHECKLIST, "intersectionalty"))[0] == "Intersectionality"


def test_terms_in_a_text_stand_in_it_as_whole_words() -> None:
    text = "DIVERSITY first; a social  mobility plan, biodiversity, diversity again."
    assert names(glossary.used_in(CHECKLIST, text)) == ["Diversity", "Social mobility"]


def test_the_longest_term_counts() -> None:
    assert glossary.used_in(TWO, "Our plan of action.") == [LONG]
    assert glossary.used_in(TWO, "The plan, and a plan of action.") == [SHORT, LONG]


def test_a_term_with_signs_in_it_is_read_as_it_stands() -> None:
    odd = replace(CHECKLIST, glossary=(Term("di", "D&I (all)", "…"),))
    assert names(glossary.used_in(odd, "our d&i (all) plan")) == ["D&I (all)"]
    assert glossary.used_in(replace(CHECKLIST, glossary=()), "inclusion") == []


def test_a_question_has_the_terms_that_are_named_for_it_first() -> None:
    question = replace(CHECKLIST.areas[0].questions[0], terms=("inclusion",), text="What of diversity?")
    assert names(glossary.of_question(CHECKLIST, question))[:2] == ["Inclusion", "Diversity"]


def test_every_named_term_of_the_checklist_comes_with_its_question() -> None:
    for area in CHECKLIST.areas:
        for question in area.questions:
            found = {term.id for term in glossary.of_question(CHECKLIST, question)}
            assert found >= set(question.terms)
