"""What is said when the time to answer is over, and when a review's pace is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, kit, pace_words, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import listed
from bot.domain.language import t, tn
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
    lead = t("The time to answer is over: {facts}.", facts=listed(_areas(status, answered)))
    about = t("{review}, {channel}.", review=status_words.title(review), channel=f"<#{review.channel_id}>")
    if not _is_revealed(status):
        about = " ".join([about, t("Until an area is revealed, late answers to it still count.")])
    blocks = [kit.section(lead), kit.context(about), kit.actions(area_buttons.facilitate(review.id))]
    return Message(spoken(lead, [about]), blocks)


def news(review: Review, what: str, *, pending: int, today: date) -> Message:
    """To the channel, how things stand now."""
    if review.is_paused:
        text = t(
            "This review is paused: no area is posted by itself and no deadline passes until it goes on. "
            "What is posted can be answered all the same."
        )
    else:
        goes_on = [t("This review goes on.")] if what == GOES_ON else []
        text = " ".join([*goes_on, *_standing(review, pending, today)])
    return Message(text, [kit.section(text)])


def _standing(review: Review, pending: int, today: date) -> Iterator[str]:
    by = status_words.deadline(review, today)
    if by is None:
        yield t("There is no deadline now.")
    elif review.time_is_over:
        yield t("The time to answer ended on {deadline}. Answers are taken until the reveal.", deadline=by)
    else:
        yield t("The deadline is now {deadline}.", deadline=by)
    next_area = pace_words.next_area(review, pending, today)
    if next_area is not None:
        yield next_area
    elif pending and review.pace is Pace.BY_HAND:
        yield t("The facilitators post the next areas.")


def _areas(status: ReviewStatus, answered: AbstractSet[str]) -> Iterator[str]:
    """``7 of 10 areas are revealed``, ``2 wait to be revealed``, ``nobody has answered 1``"""
    states = [(one.area.id, one.review_area.state) for one in status.areas]
    revealed = sum(state is AreaState.REVEALED for _, state in states)
    if revealed == len(states) > 1:
        yield tn("all {n} areas are revealed", "all {n} areas are revealed", revealed)
    else:
        yield tn(
            "{n} {of_all_areas} is revealed",
            "{n} {of_all_areas} are revealed",
            revealed,
            of_all_areas=tn("of {n} area", "of {n} areas", len(states)),
        )
    waiting = sum(state is AreaState.OPEN and area_id in answered for area_id, state in states)
    if waiting:
        yield tn("{n} waits to be revealed", "{n} wait to be revealed", waiting)
    empty = sum(state is AreaState.OPEN and area_id not in answered for area_id, state in states)
    if empty:
        yield tn("nobody has answered {n}", "nobody has answered {n}", empty)
    pending = sum(state is AreaState.PENDING for _, state in states)
    if pending:
        yield tn("{n} was not posted", "{n} were not posted", pending)


def _is_revealed(status: ReviewStatus) -> bool:
    return all(one.review_area.state is not AreaState.OPEN for one in status.areas)
