"""*Discuss in order*."""

from __future__ import annotations

import pytest

from bot.blocks import discuss_form, ids
from bot.blocks.decision import choice_block
from bot.blocks.discuss_form import Decision, Walk, read
from bot.blocks.ids import QuestionRef
from bot.domain.answers import Choice, Tally
from bot.domain.reviews import AreaState
from tests.blocks.block_checks import block, element, filled, fits, words
from tests.blocks.block_examples import (
    CHECKLIST,
    agreement,
    board,
    comment,
    longest,
    longest_board,
    longest_status,
    status,
)

QUESTION = CHECKLIST.area("normalise").question("managers-supported")
REF = QuestionRef(12, "normalise", 1, "managers-supported")
SPLIT = board()
PROPOSED = board(tallies={QUESTION.id: Tally(amber=6, green=1)})


def view(on=SPLIT, question=QUESTION, *, position=2, of=7, comments=(), current=None) -> dict:
    return discuss_form.view(
        on, question, walk=Walk(position, of), comments=comments, sequence=4, current=current
    )


def test_it_fits() -> None:
    fits(view(comments=[comment(1)]))


def test_it_fits_with_the_longest_texts() -> None:
    on = longest_board()
    question = on.area.questions[-1]
    comments = [comment(number, longest(3000)) for number in range(200)]
    current = agreement(question, Choice.RED, reason=longest(500))
    fits(view(on, question, position=480, of=480, comments=comments, current=current))


def test_it_says_where_we_are() -> None:
    assert "Question 2 of 7 to discuss · Internal advocacy, Normalise the conversation" in words(view())


def test_it_says_what_there_is_to_discuss() -> None:
    text = words(view())
    assert f"*3. {QUESTION.text}*" in text
    assert "Discuss: split, both red and green were given." in text


def test_a_proposal_is_set() -> None:
    assert block(view(PROPOSED), choice_block(REF))["element"]["initial_option"]["value"] == "amber"


def test_nothing_is_set_where_nothing_is_proposed() -> None:
    assert "initial_option" not in block(view(), choice_block(REF))["element"]


def test_an_earlier_agreement_is_said_and_not_set() -> None:
    form = view(board(round_=2), current=agreement(QUESTION, Choice.GREEN))
    assert "In force from round 1. Agreed: Green." in words(form)
    assert "initial_option" not in block(form, f"choice.{QUESTION.id}.2")["element"]


def test_the_next_question_has_inputs_of_its_own() -> None:
    forms = view(), view(question=CHECKLIST.area("normalise").questions[0])
    first, second = ({item.get("block_id") for item in form["blocks"]} - {None} for form in forms)
    assert not first & second


def test_comments_are_shown_without_those_that_are_hidden() -> None:
    comments = [comment(1, "We <b>tried</b>."), comment(2, "Rude.", hidden_reason="Names a person")]
    text = words(view(comments=comments))
    assert "We <b>tried</b>." in text
    assert "Rude." not in text
    assert "Names a person" not in text


def test_more_comments_than_fit_are_counted() -> None:
    assert "And 4 more" in words(view(comments=[comment(number) for number in range(14)]))


def test_a_question_can_be_skipped() -> None:
    assert element(view(), ids.DISCUSS_SKIP)["value"] == str(REF)


@pytest.mark.parametrize(("position", "submit"), [(6, "Agree and next"), (7, "Agree and finish")])
def test_the_last_question_finishes(position: int, submit: str) -> None:
    assert view(position=position)["submit"]["text"] == submit


def test_read_gives_back_the_decision() -> None:
    assert read(filled(view(PROPOSED))) == Decision(REF, Choice.AMBER, None, 4)


def test_done_says_how_many_are_agreed_and_what_is_not_revealed() -> None:
    revealed = CHECKLIST.areas[:8]
    agreed = {question.id: Choice.GREEN for area in revealed for question in area.questions}
    form = discuss_form.done(status({area.id: AreaState.REVEALED for area in revealed}, agreed))
    text = words(form)
    assert "Nothing is left to discuss for now." in text
    assert f"{len(agreed)} of 42 agreed: Red 0, Amber 0, Green {len(agreed)}." in text
    assert "Not revealed yet: Collaborate and Wider agenda." in text
    fits(form)


def test_at_the_end_what_was_skipped_still_waits() -> None:
    areas = {area.id: AreaState.REVEALED for area in CHECKLIST.areas}
    agreed = {question.id: Choice.RED for area in CHECKLIST.areas for question in area.questions}
    del agreed[CHECKLIST.area("normalise").questions[1].id]
    text = words(discuss_form.done(status(areas, agreed)))
    assert "That was the last one. Still to agree: Normalise the conversation (1)." in text
    assert "Nothing is left" not in text


def test_done_fits_with_the_longest_names() -> None:
    fits(discuss_form.done(longest_status(AreaState.OPEN)))
