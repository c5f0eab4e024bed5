"""What a facilitator can do now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.blocks import facilitate, ids
from bot.blocks.ids import AreaRef
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState, Progress
from tests.blocks.block_examples import CHECKLIST, TODAY
from tests.blocks.message_checks import action_ids, element, fits, words
from tests.blocks.message_examples import CLOSED, DISCARDED, ENDED, finished, longest_status, status

AREA = CHECKLIST.area("normalise")
FIRST = AREA.questions[0]
COMPLETE = Progress(9, 9, True)


def test_a_review_by_hand_starts_with_posting() -> None:
    message = facilitate.message(status({}), today=TODAY)
    assert "*Social mobility understanding* can be posted next: 6 questions." in words(message)
    assert element(message, ids.AREA_POST)["value"] == "12"
    foot = [
        ids.REVIEW_STATUS,
        ids.REVIEW_PACE,
        ids.REVIEW_PAUSE,
        ids.REVIEW_PEOPLE,
        ids.REVIEW_EXPORT,
        ids.REVIEW_RECORD,
        ids.REVIEW_DISCARD,
    ]
    assert action_ids(message) == [ids.AREA_POST, *foot]
    fits(message)


def test_what_everyone_has_answered_can_be_revealed() -> None:
    states = {AREA.id: AreaState.OPEN, "data": AreaState.OPEN}
    message = facilitate.message(
        status(states, progress={AREA.id: COMPLETE, "data": Progress(4, 9, False)}), today=TODAY
    )
    assert "Everyone has answered *Normalise the conversation*: 9 of 9." in words(message)
    button = element(message, ids.AREA_REVEAL)
    assert AreaRef.parse(button["value"]) == AreaRef(12, AREA.id, 1)
    assert "confirm" in button


def test_what_waits_for_an_agreement_comes_before_that() -> None:
    states = {AREA.id: AreaState.REVEALED, "data": AreaState.OPEN}
    message = facilitate.message(status(states, {FIRST.id: Choice.RED}, {"data": COMPLETE}), today=TODAY)
    assert action_ids(message) == [
        ids.DISCUSS,
        ids.AREA_REVEAL,
        ids.AREA_POST,
        ids.REVIEW_STATUS,
        ids.REVIEW_PACE,
        ids.REVIEW_PAUSE,
        ids.REVIEW_PEOPLE,
        ids.AREA_REOPEN,
        ids.REVIEW_EXPORT,
        ids.REVIEW_RECORD,
        ids.REVIEW_CLOSE,
        ids.REVIEW_DISCARD,
    ]
    assert "2 revealed questions wait for a collective answer." in message.text
    fits(message)


def test_closing_comes_first_once_everything_is_agreed() -> None:
    message = facilitate.message(finished(), today=TODAY)
    assert action_ids(message) == [
        ids.REVIEW_CLOSE,
        ids.FOLLOW_UPS,
        ids.REVIEW_STATUS,
        ids.REVIEW_PEOPLE,
        ids.AREA_REOPEN,
        ids.REVIEW_EXPORT,
        ids.REVIEW_RECORD,
        ids.REVIEW_DISCARD,
    ]
    fits(message)


def test_a_review_with_nothing_agreed_cannot_be_closed() -> None:
    message = facilitate.message(status({AREA.id: AreaState.REVEALED}), today=TODAY)
    assert ids.REVIEW_CLOSE not in action_ids(message)


def test_the_text_says_what_can_be_done() -> None:
    text = facilitate.message(finished(), today=TODAY).text
    assert text.startswith("*Winter review*: 42 of 42 agreed.")
    assert "Everything is agreed. Close the review to post its summary." in text
    assert "Also: Status, People…, Re-open an area, Export…, Record, Discard." in text


def test_a_closed_review_can_be_opened_again_for_a_week() -> None:
    closed_on = ENDED.date()
    message = facilitate.message(finished(**CLOSED), today=closed_on + timedelta(days=6))
    assert action_ids(message) == [ids.REVIEW_RESUME, ids.FOLLOW_UPS, ids.REVIEW_EXPORT, ids.REVIEW_RECORD]
    assert "It can be opened again before Friday 18 December." in words(message)
    fits(message)


def test_after_a_week_it_cannot() -> None:
    message = facilitate.message(finished(**CLOSED), today=ENDED.date() + timedelta(days=7))
    assert action_ids(message) == [ids.FOLLOW_UPS, ids.REVIEW_EXPORT, ids.REVIEW_RECORD]
    fits(message)


def test_a_discarded_review_is_over() -> None:
    message = facilitate.message(finished(**DISCARDED), today=TODAY)
    assert message.text == "*Winter review* was discarded on Friday 11 December."
    assert action_ids(message) == []


@pytest.mark.parametrize("state", list(AreaState))
def test_it_fits_with_the_longest_checklist(state: AreaState) -> None:
    fits(facilitate.message(longest_status(state), today=TODAY))
