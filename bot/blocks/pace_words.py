"""The pace and the deadline of a review, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import status_words
from bot.blocks.text import city, count, day, local_day
from bot.domain.calendar import local_date
from bot.domain.pace import ANSWER_UNTIL, POST_AT
from bot.domain.reviews import Pace

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.calendar import Calendar
    from bot.domain.pace import Standing
    from bot.domain.reviews import Review

PACES = {
    Pace.ALL_AT_ONCE: "all areas at once",
    Pace.ONE_A_DAY: "one area each working day",
    Pace.BY_HAND: "area by area, as the facilitators post them",
}


def until(review: Review, today: date) -> str | None:
    """``Answer by Friday 11 December, 17:00 (London).``, or that the time is over, or stands still."""
    if review.is_paused:
        return "The review is paused: no deadline passes. Answers are taken all the same."
    by = status_words.deadline(review, today)
    if by is None:
        return None
    if review.time_is_over:
        return f"The time to answer ended on {by}. Answers are taken until the reveal."
    return f"Answer by {by}."


def fact(review: Review, today: date) -> str | None:
    """The same in the quiet line of an area."""
    if review.is_paused:
        return "the review is paused"
    by = status_words.deadline(review, today)
    if by is None:
        return None
    return f"time to answer ended on {by}" if review.time_is_over else f"answer by {by}"


def next_area(review: Review, pending: int, today: date) -> str | None:
    """``The next area is posted on Tuesday 8 December at 09:30 (London); 4 areas are left.``"""
    if review.pace is not Pace.ONE_A_DAY or review.next_post_at is None or not pending:
        return None
    on = local_date(review.next_post_at, review.tz)
    when = "today" if on == today else f"on {local_day(review.next_post_at, review.tz, today)}"
    left = count(pending, "area is", "areas are")
    return f"The next area is posted {when} at {POST_AT:%H:%M} ({city(review.tz)}); {left} left."


def standing(where: Standing) -> str:
    """What the pace of a review is now, for its facilitators."""
    review = where.review
    words = ["Paused. " if review.is_paused else "", f"Now: {PACES[review.pace]}."]
    if not review.is_paused:
        words.append(f" {next_area(review, where.pending, where.today) or ''}".rstrip())
    words.append(f" {_deadline(review, where.today)}")
    return "".join(words)


def day_off(on: date | None, calendar: Calendar, today: date) -> str | None:
    """That nobody works on a chosen day, and which working day comes next."""
    reason = calendar.reason(on) if on is not None else None
    if on is None or reason is None:
        return None
    why = "falls on a weekend" if reason == "weekend" else f"is a day off ({reason})"
    return f"{day(on, today)} {why}; the next working day is {day(calendar.forward(on), today)}."


def clock(tz: str) -> str:
    """``17:00 (London)``"""
    return f"{ANSWER_UNTIL:%H:%M} ({city(tz)})"


def _deadline(review: Review, today: date) -> str:
    by = status_words.deadline(review, today)
    if by is None:
        return "There is no deadline."
    return f"The deadline was {by}." if review.time_is_over else f"The deadline is {by}."
