"""Days in words: ``Friday 11 December``, with the year only when it is not this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.language import marked, t

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


def weekday(on: date) -> str:
    return t(WEEKDAYS[on.weekday()])


def month(on: date) -> str:
    """As it stands in a date behind the number of the day."""
    return t(MONTHS[on.month - 1])


def day(on: date, today: date | None = None) -> str:
    """``today`` None: with the year at any rate."""
    if today is not None and on.year == today.year:
        return t("{weekday} {day} {month}", weekday=weekday(on), day=on.day, month=month(on))
    return t("{weekday} {day} {month} {year}", weekday=weekday(on), day=on.day, month=month(on), year=on.year)


@dataclass(frozen=True)
class Day:
    """A day that is put in words when they are read: in the language of whoever reads them."""

    on: date
    today: date | None = None

    def __str__(self) -> str:
        return day(self.on, self.today)
