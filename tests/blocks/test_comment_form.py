"""The comment form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import comment_form
from bot.blocks.comment_form import COMMENT_BLOCK, EVIDENCE_BLOCK, CommentGiven, read
from bot.blocks.forms import FormErrors
from bot.blocks.ids import QuestionRef
from bot.domain.answers import Choice
from tests.blocks.block_checks import block, filled, fits, words
from tests.blocks.block_examples import CHECKLIST, answer, board, longest, longest_board

QUESTION = CHECKLIST.area("normalise").question("managers-supported")
REF = QuestionRef(12, "normalise", 1, "managers-supported")
EMPTY = comment_form.view(board(), QUESTION, None)


def sent(comment: str | None = None, evidence: str | None = None) -> dict:
    return filled(EMPTY, comment={"value": comment}, evidence={"value": evidence})


def test_it_fits() -> None:
    fits(EMPTY)


def test_it_fits_with_the_longest_texts() -> None:
    on = longest_board()
    question = on.area.questions[-1]
    link = "https://example.org/".ljust(3000, "x")
    mine = answer(question, Choice.NOT_APPLICABLE, comment=longest(3000), evidence_url=link)
    fits(comment_form.view(on, question, mine))


def test_it_shows_the_question_in_full() -> None:
    assert f"*3. {QUESTION.text}*" in words(EMPTY)


def test_it_says_that_no_name_is_shown() -> None:
    hint = "Shown after the reveal without your name, in random order."
    assert block(EMPTY, COMMENT_BLOCK)["hint"]["text"] == hint


def test_what_was_written_before_stands_in_the_fields() -> None:
    mine = answer(QUESTION, Choice.AMBER, comment="We tried.", evidence_url="https://example.org/a")
    form = comment_form.view(board(), QUESTION, mine)
    assert read(filled(form)) == CommentGiven(REF, "We tried.", "https://example.org/a")
    assert "Your answer: Amber." in words(form)


def test_without_an_answer_it_says_that_a_comment_is_none() -> None:
    removed = answer(QUESTION, None, comment="We tried.")
    assert "not answered this question" in words(EMPTY)
    assert "not answered this question" in words(comment_form.view(board(), QUESTION, removed))


def test_fields_can_be_left_and_made_empty() -> None:
    assert read(sent()) == CommentGiven(REF, None, None)
    assert read(sent("  ", "")) == CommentGiven(REF, None, None)


def test_a_link_that_is_no_page_is_refused_beside_its_field() -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent("We tried.", "javascript:alert(1)"))
    assert list(refused.value.errors) == [EVIDENCE_BLOCK]


def test_all_that_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent("x" * 3001, "https://example.org/" + "x" * 3000))
    assert set(refused.value.errors) == {COMMENT_BLOCK, EVIDENCE_BLOCK}


@given(st.text(max_size=3000))
def test_any_comment_comes_back_as_it_was_typed(comment: str) -> None:
    assert read(sent(comment)).comment == (comment.strip() or None)


@given(st.text(max_size=3000).map(str.strip))
def test_any_comment_fits_when_the_form_opens_again(comment: str) -> None:
    fits(comment_form.view(board(), QUESTION, answer(QUESTION, Choice.RED, comment=comment)))
