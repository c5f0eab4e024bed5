"""What ``/socmob`` alone shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.blocks import ids, menu
from bot.blocks.kit import Message
from bot.domain.reviews import AreaState, Review, ReviewState
from bot.domain.status import ReviewStatus
from tests.blocks.block_examples import TODAY, longest, review
from tests.blocks.message_checks import action_ids, element, fits
from tests.blocks.message_examples import longest_status, status

CLOSED = review(state=ReviewState.CLOSED, closed_at=datetime(2026, 12, 4, 15, tzinfo=UTC))
OPEN = status({"understanding": AreaState.OPEN}, deadline_on=date(2026, 12, 11))


def shown(
    open_status: ReviewStatus | None = None,
    *,
    is_facilitator: bool = False,
    waiting: int = 0,
    in_direct_message: bool = False,
    last: Review | None = None,
) -> Message:
    return menu.message(
        open_status=open_status,
        is_facilitator=is_facilitator,
        waiting=waiting,
        in_direct_message=in_direct_message,
        today=TODAY,
        last=last,
    )


def test_a_channel_without_a_review() -> None:
    message = shown()
    assert message.text.startswith("No review is open here.")
    assert action_ids(message) == [
        ids.REVIEW_START,
        ids.REVIEW_ABOUT,
        ids.GUIDE,
        ids.SETTINGS,
        ids.REVIEW_HELP,
    ]


def test_a_channel_whose_review_is_closed() -> None:
    """What one comes back for is within reach: follow-up questions, next steps, the file, the past."""
    message = shown(last=CLOSED)
    assert message.text == (
        "No review is open here. The last one, *Winter review*, was closed on Friday 4 December."
    )
    assert action_ids(message) == [
        ids.REVIEW_START,
        ids.FOLLOW_UPS,
        ids.STEPS_SHOW,
        ids.REVIEW_EXPORT,
        ids.HISTORY,
        ids.GUIDE,
        ids.REVIEW_HELP,
    ]
    for action_id in (ids.FOLLOW_UPS, ids.REVIEW_EXPORT, ids.HISTORY):
        assert element(message, action_id)["value"] == "12"
    fits(shown(last=replace(CLOSED, title=longest(75))))


def test_a_direct_message() -> None:
    message = shown(in_direct_message=True)
    assert action_ids(message) == [
        ids.REVIEW_START,
        ids.COMPARE,
        ids.SETTINGS,
        ids.GUIDE,
        ids.REVIEW_HELP,
    ]


def test_a_participant_with_areas_to_answer() -> None:
    message = shown(OPEN, waiting=2)
    assert message.text == (
        "*Winter review* is open here: 0 of 42 agreed. 2 areas wait for your answers. "
        "Answer by Friday 11 December, 17:00 (London)."
    )
    assert action_ids(message) == [
        ids.REVIEW_ANSWER_NEXT,
        ids.REVIEW_STATUS,
        ids.REVIEW_EXPORT,
        ids.HISTORY,
        ids.COMPARE,
        ids.GUIDE,
        ids.REVIEW_HELP,
    ]
    assert element(message, ids.REVIEW_ANSWER_NEXT)["value"] == "12"


def test_one_area_waits() -> None:
    assert "1 area waits for your answers." in shown(OPEN, waiting=1).text


def test_somebody_who_has_answered_all() -> None:
    message = shown(OPEN)
    assert action_ids(message) == [
        ids.REVIEW_STATUS,
        ids.REVIEW_EXPORT,
        ids.HISTORY,
        ids.COMPARE,
        ids.GUIDE,
        ids.REVIEW_HELP,
    ]
    assert "Answer by" not in message.text


def test_a_facilitator() -> None:
    message = shown(OPEN, is_facilitator=True, waiting=1)
    assert ids.REVIEW_FACILITATE in action_ids(message)


@pytest.mark.parametrize("open_status", [None, OPEN, longest_status(AreaState.OPEN)])
@pytest.mark.parametrize("in_direct_message", [True, False])
def test_it_fits(open_status: ReviewStatus | None, in_direct_message: bool) -> None:
    fits(shown(open_status, is_facilitator=True, waiting=40, in_direct_message=in_direct_message))
