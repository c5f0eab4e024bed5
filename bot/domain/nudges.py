"""A nudge: somebody has not answered yet, and the deadline is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.calendar import Calendar
    from bot.domain.checklist import Area
    from bot.domain.reviews import Review

WORKING_DAYS_BEFORE = 2
BEGINS_FIRST = timedelta(hours=14)
"""How long before the same day in UTC a date begins in the zone that is furthest ahead."""


@dataclass(frozen=True)
class Nudge:
    """The areas of one review that wait for one person's answers, in their order."""

    review: Review
    areas: tuple[Area, ...]


def nudge_days(deadline_on: date, calendar: Calendar) -> tuple[date, ...]:
    """The working days on which those who have not answered are reminded: two before the deadline, and on it.

    A deadline on a day off is spoken of on the last working day before it.
    """
    last = calendar.back(deadline_on)
    return (calendar.plus(last, -WORKING_DAYS_BEFORE), last)


def begins(on: date) -> datetime:
    """When a date begins first, anywhere."""
    return datetime.combine(on, time(), UTC) - BEGINS_FIRST
