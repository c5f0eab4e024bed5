"""Working days and local times: when something that is due on a date comes to a person somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SATURDAY = 5
FURTHEST = 60
"""A calendar in which this many days in a row are off is taken to be wrong: the day itself is then used."""

DayOff = Callable[[date], str | None]


@lru_cache(maxsize=1024)
def zone(tz: str | None, default: str = "UTC") -> ZoneInfo:
    """The zone of a name; what is no name of a zone gives the default's, and at last UTC."""
    for name in (tz, default):
        try:
            return ZoneInfo(name or "")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def instant(on: date, at: time, tz: str) -> datetime:
    """When a clock on the wall shows ``at`` on a date, in UTC.

    As PEP 495 has it: of a time that comes twice the first, and one that the clocks jump over is later by the
    jump; so is a date that a zone left out.
    """
    return datetime.combine(on, at.replace(fold=0), zone(tz)).astimezone(UTC)


def local_date(at: datetime, tz: str) -> date:
    return at.astimezone(zone(tz)).date()


def week(on: date) -> str:
    """The ISO week, such as ``2026-W11``."""
    year, number, _ = on.isocalendar()
    return f"{year}-W{number:02d}"


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday without days off.

    ``day_off(date)`` names why a weekday is off, or returns None; it is not asked about weekends.
    """

    day_off: DayOff

    def reason(self, on: date) -> str | None:
        """Why nobody works on a day: "weekend", or the name of the day off; None for a working day."""
        return "weekend" if on.weekday() >= SATURDAY else self.day_off(on)

    def is_working(self, on: date) -> bool:
        return self.reason(on) is None

    def forward(self, on: date) -> date:
        """That day, or the next working day."""
        return self._nearest(on, 1)

    def back(self, on: date) -> date:
        """That day, or the last working day before it."""
        return self._nearest(on, -1)

    def plus(self, on: date, days: int) -> date:
        """The working day that many working days after ``on``, or before it where ``days`` is negative."""
        step = 1 if days > 0 else -1
        for _ in range(abs(days)):
            on = self._nearest(on + timedelta(days=step), step)
        return on

    def _nearest(self, on: date, step: int) -> date:
        for days in range(FURTHEST):
            day = on + timedelta(days=step * days)
            if self.is_working(day):
                return day
        return on


EVERY_WEEKDAY = Calendar(lambda _on: None)


def morning(after: datetime, at: time, tz: str, calendar: Calendar) -> tuple[datetime, date]:
    """The first working-day morning later than ``after`` for somebody in ``tz``, and its local date.

    A date that the zone left out has none.
    """
    day = local_date(after, tz)
    while True:
        day = calendar.forward(day)
        due = instant(day, at, tz)
        if due > after and local_date(instant(day, time.min, tz), tz) == day:
            return due, day
        day += timedelta(days=1)


def next_weekly(after: datetime, weekday: int, at: time, tz: str, calendar: Calendar) -> tuple[datetime, str]:
    """When a weekly message is due next, later than ``after``, and the ISO week that it is for.

    On ``weekday`` (0: Monday), or on the next working day; the week is that of the day it was meant for, so
    that a move makes no second one. A week in which it could come no sooner than the next one has none.
    """
    today = local_date(after, tz)
    monday = today - timedelta(days=today.weekday() + 14)
    for weeks in count():
        planned = monday + timedelta(days=weekday + 7 * weeks)
        due = instant(calendar.forward(planned), at, tz)
        if after < due < instant(calendar.forward(planned + timedelta(days=7)), at, tz):
            return due, week(planned)
    raise AssertionError("weeks go on for ever")
