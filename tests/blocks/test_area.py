"""The message of an area that neither takes answers nor shows any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blocks import area, ids
from bot.domain.board import AreaBoard
from bot.domain.reviews import AreaState, Visibility
from tests.blocks.block_examples import TODAY
from tests.blocks.message_checks import action_ids, fits, words
from tests.blocks.message_examples import (
    CLOSED,
    DISCARDED,
    agreed_at_length,
    ended,
    longest_board,
    open_board,
    revealed_board,
)


def earlier_round(board: AreaBoard) -> AreaBoard:
    return replace(board, round=1, review_area=replace(board.review_area, round=2))


@pytest.mark.parametrize(
    "board",
    [
        earlier_round(open_board()),
        earlier_round(revealed_board()),
        earlier_round(longest_board(AreaState.OPEN)),
        ended(open_board(), CLOSED),
        ended(open_board(), DISCARDED),
        ended(agreed_at_length(longest_board(AreaState.REVEALED)), CLOSED),
    ],
)
def test_it_fits(board: AreaBoard) -> None:
    fits(area.message(board, today=TODAY))


@pytest.mark.parametrize("board", [open_board(), revealed_board(), ended(revealed_board(), CLOSED)])
def test_an_earlier_round_points_to_the_newest_message(board: AreaBoard) -> None:
    message = area.message(earlier_round(board), today=TODAY)
    assert "Round 1 is over; the area was re-opened. It goes on in its newest message below." in message.text
    assert set(action_ids(message)) <= {ids.QUESTION_COMMENTS}


def test_an_earlier_round_still_shows_what_it_revealed() -> None:
    board = revealed_board()
    board = replace(board, comments={board.area.questions[0].id: 3})
    message = area.message(earlier_round(board), today=TODAY)
    assert "Red 1 · Amber 5 · Green 2." in words(message)
    assert "Red 1 · Amber 5 · Green 2." in message.text
    assert ids.QUESTION_COMMENTS in action_ids(message)


def test_an_earlier_round_fits() -> None:
    fits(area.message(earlier_round(longest_board(AreaState.REVEALED)), today=TODAY))


def test_a_closed_review_keeps_unrevealed_answers_hidden() -> None:
    message = area.message(ended(open_board(), CLOSED), today=TODAY)
    assert (
        "This review was closed on Friday 11 December before this area was revealed; its answers stay hidden."
    ) in words(message)
    assert action_ids(message) == []


def test_a_closed_live_review_does_not_claim_that_answers_were_hidden() -> None:
    board = ended(open_board(visibility=Visibility.LIVE), CLOSED)
    assert "hidden" not in area.message(board, today=TODAY).text


def test_a_discarded_review_says_so() -> None:
    message = area.message(ended(open_board(), DISCARDED), today=TODAY)
    assert message.text == (
        "Normalise the conversation: This review was discarded on Friday 11 December.\n"
        "Internal advocacy, area 2 of 10"
    )


def test_an_area_with_a_twin_is_named_with_its_section() -> None:
    board = ended(open_board(area_id="internal-commitment"), DISCARDED)
    assert area.message(board, today=TODAY).text.startswith("Internal: Commitment:")
