"""The glossary and *What does this mean?*."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import glossary, ids, meaning
from bot.domain.checklist import Checklist, Term
from tests.blocks import block_checks
from tests.blocks.block_examples import CHECKLIST, board, longest, longest_board
from tests.blocks.message_checks import action_ids, elements, fits, words

TERM = CHECKLIST.glossary[-1]


def crowded() -> Checklist:
    """Sixty terms, each as long as the file may have them, in what escapes to five times its length."""
    return replace(
        CHECKLIST, glossary=tuple(Term(f"term-{n}", longest(140) + f" {n}", "&" * 2000) for n in range(60))
    )


def test_all_terms() -> None:
    message = glossary.message(CHECKLIST)
    fits(message)
    assert message.text.startswith("The glossary has 6 terms.")
    assert all(term.term in message.text and term.definition in words(message) for term in CHECKLIST.glossary)


def test_all_terms_of_a_long_glossary() -> None:
    fits(glossary.message(crowded()))
    block_checks.fits(glossary.view(crowded()))
    assert "And 20 more terms." in block_checks.words(glossary.view(crowded()))


def test_a_checklist_without_a_glossary() -> None:
    view = glossary.view(replace(CHECKLIST, glossary=()))
    block_checks.fits(view)
    assert "no glossary" in block_checks.words(view)


def test_one_term_with_the_questions_that_use_it() -> None:
    message = glossary.term(CHECKLIST, TERM)
    fits(message)
    assert TERM.definition in message.text
    assert "questions use it: " in message.text
    assert f"{CHECKLIST.areas[0].questions[0].short} (area 1)" in message.text
    assert action_ids(message) == [ids.GLOSSARY]


def test_one_term_of_the_longest_kind() -> None:
    checklist = crowded()
    fits(glossary.term(checklist, checklist.glossary[0]))


def test_what_is_not_there_and_what_is_near() -> None:
    near = list(CHECKLIST.glossary[:3])
    message = glossary.unknown("incl`usion <!channel>", near)
    fits(message)
    assert message.text.startswith("The glossary has no `incl'usion &lt;!channel&gt;`. Did you mean")
    assert [one["value"] for one in elements(message, ids.GLOSSARY_TERM)] == [term.id for term in near]
    fits(glossary.unknown(longest(3000), list(crowded().glossary[:3])))
    fits(glossary.unknown("   ", []))


def test_a_part_of_several_names() -> None:
    message = glossary.several(CHECKLIST.glossary)
    fits(message)
    assert message.text.startswith("6 terms have that in their names.")
    fits(glossary.several(crowded().glossary))


def test_what_a_question_means() -> None:
    shown = board()
    question = shown.area.questions[0]
    view = meaning.view(shown, question)
    block_checks.fits(view)
    text = block_checks.words(view)
    assert question.text in text
    assert question.green_example in text
    assert f"*Red 🔴:* {CHECKLIST.scale.red}" in text
    assert "Green always means good" not in text
    assert "*Diversity*" in text


def test_a_question_that_was_turned_round_says_that_green_is_good() -> None:
    shown = board(area_id=CHECKLIST.area_of("no-competition").id)
    text = block_checks.words(meaning.view(shown, shown.area.question("no-competition")))
    assert "*Green always means good.*" in text


def test_what_a_question_asks_for_beside_its_rating_is_said() -> None:
    shown = board(area_id=CHECKLIST.area_of("intersectionality-driven").id)
    text = block_checks.words(meaning.view(shown, shown.area.question("intersectionality-driven")))
    assert "How? Say it in the comment." in text


def test_it_fits_at_its_longest() -> None:
    shown = longest_board()
    checklist = replace(shown.checklist, glossary=crowded().glossary)
    terms = tuple(term.id for term in checklist.glossary)
    question = replace(
        shown.area.questions[0],
        terms=terms,
        green_example="&" * 500,
        prompt="&" * 500,
        reversed_from_source=True,
    )
    block_checks.fits(meaning.view(replace(shown, checklist=checklist), question))
