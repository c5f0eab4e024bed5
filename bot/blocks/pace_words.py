"""The pace and the deadline of a review, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import status_words
from bot.blocks.text import city, day, local_day
from bot.domain.calendar import local_date
from bot.domain.language import marked, t, tn
from bot.domain.pace import ANSWER_UNTIL, POST_AT
from bot.domain.reviews import Pace

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.calendar import Calendar
    from bot.domain.pace import Standing
    from bot.domain.reviews import Review

PACES = {
    Pace.ALL_AT_ONCE: marked("all areas at once"),
    Pace.ONE_A_DAY: marked("one area each working day"),
    Pace.BY_HAND: marked("area by area, as the facilitators post them"),
}


def until(review: Review, today: date) -> str | None:
    """``Answer by Friday 11 December, 17:00 (London).``, or that the time is over, or stands still."""
    if review.is_paused:
        return t("The review is paused: no deadline passes. Answers are taken all the same.")
    by = status_words.deadline(review, today)
    if by is None:
        return None
    if review.time_is_over:
        return t("The time to answer ended on {by}. Answers are taken until the reveal.", by=by)
    return t("Answer by {by}.", by=by)


def fact(review: Review, today: date) -> str | None:
    """The same in the quiet line of an area."""
    if review.is_paused:
        return t("the review is paused")
    by = status_words.deadline(review, today)
    if by is None:
        return None
    return t("time to answer ended on {by}", by=by) if review.time_is_over else t("answer by {by}", by=by)


def next_area(review: Review, pending: int, today: date) -> str | None:
    """``The next area is posted on Tuesday 8 December at 09:30 (London); 4 areas are left.``"""
    if review.pace is not Pace.ONE_A_DAY or review.next_post_at is None or not pending:
        return None
    on = local_date(review.next_post_at, review.tz)
    at = f"{POST_AT:%H:%M} ({city(review.tz)})"
    if on == today:
        return tn(
            "The next area is posted today at {time}; {n} area is left.",
            "The next area is posted today at {time}; {n} areas are left.",
            pending,
            time=at,
        )
    return tn(
        "The next area is posted on {day} at {time}; {n} area is left.",
        "The next area is posted on {day} at {time}; {n} areas are left.",
        pending,
        day=local_day(review.next_post_at, review.tz, today),
        time=at,
    )


def standing(where: Standing) -> str:
    """What the pace of a review is now, for its facilitators."""
    review = where.review
    coming = None if review.is_paused else next_area(review, where.pending, where.today)
    sentences = [
        t("Paused.") if review.is_paused else None,
        t("Now: {pace}.", pace=t(PACES[review.pace])),
        coming,
        _deadline(review, where.today),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def day_off(on: date | None, calendar: Calendar, today: date) -> str | None:
    """That nobody works on a chosen day, and which working day comes next."""
    reason = calendar.reason(on) if on is not None else None
    if on is None or reason is None:
        return None
    chosen, following = day(on, today), day(calendar.forward(on), today)
    if reason == "weekend":
        return t("{day} falls on a weekend; the next working day is {next}.", day=chosen, next=following)
    return t(
        "{day} is a day off ({reason}); the next working day is {next}.",
        day=chosen,
        reason=reason,
        next=following,
    )


def clock(tz: str) -> str:
    """``17:00 (London)``"""
    return f"{ANSWER_UNTIL:%H:%M} ({city(tz)})"


def _deadline(review: Review, today: date) -> str:
    by = status_words.deadline(review, today)
    if by is None:
        return t("There is no deadline.")
    return t("The deadline was {by}.", by=by) if review.time_is_over else t("The deadline is {by}.", by=by)
