"""Next steps in the message of an area, before the reveal and after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blocks import area, ids
from bot.blocks.ids import QuestionRef, split_extra
from bot.domain.answers import Choice
from bot.domain.next_steps import LONGEST_TEXT, StepState, StepSubject
from bot.domain.reviews import AreaState, Visibility
from tests.blocks.block_examples import CHECKLIST, TODAY, agreement, longest
from tests.blocks.message_checks import block, element, elements, fits, has_block, option_values, words
from tests.blocks.message_examples import (
    CLOSED,
    DISCARDED,
    agreed_at_length,
    ended,
    longest_board,
    open_board,
    revealed_board,
)
from tests.blocks.step_examples import OWNER, with_steps

NORMALISE = CHECKLIST.area("normalise")
FIRST, SECOND, _ = NORMALISE.questions
LONGEST = {"text": longest(LONGEST_TEXT), "owner_id": "U" + "W" * 20, "state": StepState.IN_PROGRESS}
ALL_GAPS = tuple(
    replace(essential, title=longest(150), id=f"{essential.id}-{number}")
    for number in range(10)
    for essential in CHECKLIST.essentials
)


def only(board, number, question=FIRST):
    """The first question alone has so many next steps."""
    full = with_steps(board, number)
    return replace(board, steps=tuple(s for s in full.steps if s.subject.question_id == question.id))


def test_the_revealed_area_says_who_does_what_by_when():
    agreed = {FIRST.id: agreement(FIRST, Choice.GREEN)}
    message = area.message(only(revealed_board(agreed=agreed), 1), today=TODAY)
    said = f"Next step: Publish the guide, <@{OWNER}>, due Friday 29 January 2027."
    assert said in block(message, "q1.1")["text"]["text"]
    assert f"Agreed: Green. {said}" in message.text
    assert "Next step" not in block(message, "q2.1")["text"]["text"]


def test_the_open_area_says_it_too():
    message = area.message(only(open_board(), 1), today=TODAY)
    assert block(message, "q1.1")["text"]["text"].endswith(
        f"\nNext step: Publish the guide, <@{OWNER}>, due Friday 29 January 2027."
    )
    assert "Next step: Publish the guide" in message.text


def test_outside_it_is_called_an_action():
    board = revealed_board({}, area_id="collaborate")
    message = area.message(with_steps(board, 1), today=TODAY)
    assert words(message).count("Action: Publish the guide") == len(board.area.questions)


@pytest.mark.parametrize("make", [open_board, revealed_board])
def test_three_are_shown_and_the_others_counted(make):
    text = block(area.message(only(make(), 5), today=TODAY), "q1.1")["text"]["text"]
    assert text.count("Publish the guide") == 3
    assert text.endswith("\nAnd 2 more.")


def test_what_is_done_stands_behind_what_is_open_and_wont_do_is_left_out():
    board = only(revealed_board(), 3)
    done, open_, dropped = board.steps
    board = replace(
        board,
        steps=(
            replace(done, state=StepState.DONE),
            replace(open_, state=StepState.IN_PROGRESS, text="Write prompts."),
            replace(dropped, state=StepState.WONT_DO, text="Never"),
        ),
    )
    lines = block(area.message(board, today=TODAY), "q1.1")["text"]["text"].splitlines()[-2:]
    assert lines == [
        f"Next step: Write prompts, <@{OWNER}>, in progress, due Saturday 30 January 2027.",
        f"Next step: Publish the guide, <@{OWNER}>, done.",
    ]


@pytest.mark.parametrize("make", [open_board, revealed_board])
def test_those_of_the_whole_area_stand_by_themselves(make):
    message = area.message(with_steps(make(), 0, of_area=1), today=TODAY)
    assert "For the whole area:\nNext step: Publish the guide" in words(message)
    assert "Next step: Publish the guide" in message.text


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("to_each", [1, 5])
def test_the_longest_open_area_fits(to_each, visibility):
    board = longest_board(AreaState.OPEN, visibility=visibility)
    message = area.message(with_steps(board, to_each, of_area=5, **LONGEST), today=TODAY)
    fits(message)
    assert has_block(message, "foot")


@pytest.mark.parametrize("round_", [1, 2])
@pytest.mark.parametrize("to_each", [0, 1, 5])
def test_the_longest_revealed_area_fits(to_each, round_):
    board = agreed_at_length(longest_board(AreaState.REVEALED, round_=2), round_)
    board = replace(with_steps(board, to_each, of_area=5, **LONGEST), gaps=ALL_GAPS)
    message = area.message(board, today=TODAY)
    fits(message)
    assert has_block(message, "foot")
    assert "Essentials missing without a next step" in words(message)


def test_a_missing_essential_without_a_next_step_is_pointed_out():
    board = replace(revealed_board(), gaps=CHECKLIST.essentials[:2])
    message = area.message(board, today=TODAY)
    said = "Essentials missing without a next step: Commitment and Role models."
    assert said in words(message)
    assert said in message.text
    assert "missing" not in words(area.message(revealed_board(), today=TODAY))


def test_a_next_step_is_added_from_a_question_or_from_the_area():
    message = area.message(revealed_board(), today=TODAY)
    entry, *_ = option_values(block(message, "q1.1")["accessory"])
    word, ref = split_extra(entry)
    assert word == "step"
    assert QuestionRef.parse(ref).question_id == FIRST.id
    button = element(message, ids.STEP_ADD)
    assert ids.read_step_subject(button["value"]) == StepSubject(12, "normalise")


def test_the_menu_of_an_open_question_adds_one_too():
    values = option_values(block(area.message(open_board(), today=TODAY), "q1.1")["accessory"])
    assert [split_extra(value)[0] for value in values] == ["na", "comment", "step", "meaning", "remove"]


def test_a_closed_review_takes_next_steps_and_a_discarded_one_none():
    closed = area.message(ended(revealed_board(), CLOSED), today=TODAY)
    assert [button["text"]["text"] for button in elements(closed, ids.STEP_ADD)] == ["Add a next step"]
    assert option_values(block(closed, "q1.1")["accessory"])
    discarded = area.message(ended(revealed_board(), DISCARDED), today=TODAY)
    assert elements(discarded, ids.STEP_ADD) == []
    assert "accessory" not in block(discarded, "q1.1")
