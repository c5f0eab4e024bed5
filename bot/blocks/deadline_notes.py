"""What is said when the time to answer is over, and when a review's pace is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, kit, pace_words, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import count
from bot.domain.reviews import AreaState, Pace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus

GOES_ON = "goes on"


def over(status: ReviewStatus, answered: AbstractSet[str]) -> Message:
    """To a facilitator alone. ``answered``: the areas that somebody has answered."""
    review = status.review
    lead = f"The time to answer is over: {', '.join(_areas(status, answered))}."
    late = "" if _is_revealed(status) else " Until an area is revealed, late answers to it still count."
    about = f"{status_words.title(review)}, <#{review.channel_id}>.{late}"
    blocks = [kit.section(lead), kit.context(about), kit.actions(area_buttons.facilitate(review.id))]
    return Message(spoken(lead, [about]), blocks)


def news(review: Review, what: str, *, pending: int, today: date) -> Message:
    """To the channel, how things stand now."""
    if review.is_paused:
        text = (
            "This review is paused: no area is posted by itself and no deadline passes until it goes on. "
            "What is posted can be answered all the same."
        )
    else:
        goes_on = ["This review goes on."] if what == GOES_ON else []
        text = " ".join([*goes_on, *_standing(review, pending, today)])
    return Message(text, [kit.section(text)])


def _standing(review: Review, pending: int, today: date) -> Iterator[str]:
    by = status_words.deadline(review, today)
    if by is None:
        yield "There is no deadline now."
    elif review.time_is_over:
        yield f"The time to answer ended on {by}. Answers are taken until the reveal."
    else:
        yield f"The deadline is now {by}."
    next_area = pace_words.next_area(review, pending, today)
    if next_area is not None:
        yield next_area
    elif pending and review.pace is Pace.BY_HAND:
        yield "The facilitators post the next areas."


def _areas(status: ReviewStatus, answered: AbstractSet[str]) -> Iterator[str]:
    """``7 of 10 areas are revealed``, ``2 wait to be revealed``, ``nobody has answered 1``"""
    states = [(one.area.id, one.review_area.state) for one in status.areas]
    revealed = sum(state is AreaState.REVEALED for _, state in states)
    yield (
        f"all {count(len(states), 'area')} are revealed"
        if revealed == len(states) > 1
        else f"{revealed} of {count(len(states), 'area')} {'is' if revealed == 1 else 'are'} revealed"
    )
    waiting = sum(state is AreaState.OPEN and area_id in answered for area_id, state in states)
    if waiting:
        yield f"{waiting} {'waits' if waiting == 1 else 'wait'} to be revealed"
    empty = sum(state is AreaState.OPEN and area_id not in answered for area_id, state in states)
    if empty:
        yield f"nobody has answered {empty}"
    pending = sum(state is AreaState.PENDING for _, state in states)
    if pending:
        yield f"{pending} {'was' if pending == 1 else 'were'} not posted"


def _is_revealed(status: ReviewStatus) -> bool:
    return all(one.review_area.state is not AreaState.OPEN for one in status.areas)
