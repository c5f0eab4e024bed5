"""The pace of a review: when areas are posted by themselves, and until when answers count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.calendar import instant, local_date, morning, zone
from bot.domain.pace_errors import DeadlineNeeded, DeadlineOver, DeadlineTooFar, DeadlineTooSoon
from bot.domain.reviews import Pace, RevealRule

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar
    from bot.domain.reviews import Review

POST_AT = time(9, 30)
FIRST_BEFORE = time(16)
"""A review that is started later in the day has its first area posted on the next working morning."""

ANSWER_UNTIL = time(17)
DAYS_AFTER_LAST_AREA = 3
"""Working days that people have for the last area, where one is posted each day."""

FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class NewPace:
    """What facilitators choose. ``tells_channel``: the channel hears of it."""

    pace: Pace
    deadline_on: date | None
    tells_channel: bool


@dataclass(frozen=True)
class Standing:
    """Where the pace of a review is: ``pending`` areas wait to be posted, the next one at ``next_on`` where
    one is posted each day; ``earliest`` is the first day that such a pace allows as a deadline. ``today`` is
    the day in the review's time zone, ``now`` the instant, ``goes_on_with`` the deadline that a pause would
    leave it with if it ended now.
    """

    review: Review
    pending: int
    next_on: date
    earliest: date
    today: date
    goes_on_with: date | None
    now: datetime


def deadline_instant(on: date, tz: str) -> datetime:
    return instant(on, ANSWER_UNTIL, tz)


def post_instant(on: date, tz: str) -> datetime:
    return instant(on, POST_AT, tz)


def next_post(after: datetime, tz: str, calendar: Calendar) -> datetime:
    """The first working morning later than ``after``."""
    return morning(after, POST_AT, tz, calendar)[0]


def post_after_today(now: datetime, tz: str, calendar: Calendar) -> datetime:
    """The morning of the working day after this one, which has its area."""
    return post_instant(calendar.plus(local_date(now, tz), 1), tz)


def posts_now(now: datetime, tz: str, calendar: Calendar, *, at_start: bool) -> bool:
    """Whether an area that is due is posted at once.

    On a working day, from 09:30 on: one whose morning was missed is posted late rather than a day later. The
    first one as soon as the review is started, unless the day is nearly over.
    """
    local = now.astimezone(zone(tz))
    if not calendar.is_working(local.date()):
        return False
    return local.time() < FIRST_BEFORE if at_start else local.time() >= POST_AT


def first_post_day(now: datetime, tz: str, calendar: Calendar) -> date:
    """The day on which a review that is started now posts its first area."""
    if posts_now(now, tz, calendar, at_start=True):
        return local_date(now, tz)
    return local_date(next_post(now, tz, calendar), tz)


def post_days(first: date, areas: int, calendar: Calendar) -> tuple[date, ...]:
    """The working days on which so many areas are posted, beginning with ``first`` or the one after it."""
    days = [calendar.forward(first)] if areas else []
    while len(days) < areas:
        days.append(calendar.plus(days[-1], 1))
    return tuple(days)


def earliest_deadline(first: date, areas: int, calendar: Calendar) -> date:
    """The first day that leaves people enough time for the last of ``areas``; ``first`` where there is none
    to post."""
    days = post_days(first, areas, calendar)
    return calendar.plus(days[-1], DAYS_AFTER_LAST_AREA) if days else first


def check_deadline(on: date | None, rule: RevealRule, today: date) -> None:
    """Of a deadline that somebody sets. Raises DeadlineNeeded, DeadlineOver, DeadlineTooFar."""
    if on is None:
        if rule is RevealRule.AT_DEADLINE:
            raise DeadlineNeeded
        return
    if on < today:
        raise DeadlineOver
    if on > today + FURTHEST:
        raise DeadlineTooFar


def check_room(on: date | None, pace: Pace, earliest: date | None, today: date) -> None:
    """Whether a deadline leaves time for what is still to be posted. ``earliest``: the first day that does;
    None where nothing is. Raises DeadlineTooSoon.
    """
    if pace is Pace.ONE_A_DAY and on is not None and earliest is not None and on < earliest:
        raise DeadlineTooSoon(earliest, today)


def moved_by_pause(deadline_on: date, paused_on: date, resumed_on: date, calendar: Calendar) -> date:
    """The deadline, later by the working days that a pause took; the day on which it ends is not lost."""
    lost, day = 0, paused_on
    while day < resumed_on:
        lost += calendar.is_working(day)
        day += timedelta(days=1)
    return calendar.plus(deadline_on, lost)


def after_pause(review: Review, now: datetime, calendar: Calendar) -> date | None:
    """The deadline of a paused review that goes on now. One that was over before the pause stays over."""
    if review.deadline_on is None or review.deadline_at is None or review.paused_at is None:
        return review.deadline_on
    paused_on, today = local_date(review.paused_at, review.tz), local_date(now, review.tz)
    return moved_by_pause(review.deadline_on, paused_on, today, calendar)
