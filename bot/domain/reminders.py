"""On which days the owner of a next step hears of it: a function of its due date and the working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar

BEFORE = (7, 1, 0)
"""Days before the due date; each moves back to the last working day."""

AFTER = (3, 7, 14, 21, 28)
"""Days after it; each moves forward to the next working day."""

TELL_AFTER = 35
"""Days after the due date at which reminders have ended and the facilitators are told, once."""

GRACE = 7
"""Days that the owner has at least, after the last word to them, before the facilitators are told."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """A day on which something is said: to the owner, or at the very end to the facilitators."""

    on: date
    tells_facilitators: bool = False


def stages(due_on: date, calendar: Calendar, snoozed_until: date | None = None) -> tuple[date, ...]:
    """The working days on which the owner is reminded, in their order; those that meet are one.

    A snooze drops every earlier one and is the first itself, so it is the only one that may be added to the
    five after the due date: its owner asked for it.
    """
    before = (calendar.back(due_on - timedelta(days=days)) for days in BEFORE)
    after = (calendar.forward(due_on + timedelta(days=days)) for days in AFTER)
    days = sorted({*before, *after})
    if snoozed_until is None:
        return tuple(days)
    awake = calendar.forward(snoozed_until)
    return (awake, *(day for day in days if day > awake))


def facilitators_on(due_on: date, calendar: Calendar, snoozed_until: date | None = None) -> date:
    """The working day on which the facilitators are told, where nothing came of any reminder."""
    told = calendar.forward(due_on + timedelta(days=TELL_AFTER))
    if snoozed_until is None:
        return told
    return max(told, calendar.forward(snoozed_until + timedelta(days=GRACE)))


def next_stage(
    due_on: date,
    calendar: Calendar,
    after: date,
    snoozed_until: date | None = None,
    *,
    is_escalated: bool = False,
) -> Stage | None:
    """The first stage later than ``after``; None: nothing more is said.

    What lies on ``after`` or before it is dropped, except that the facilitators have to hear of it in the
    end. ``is_escalated``: they have.
    """
    for day in stages(due_on, calendar, snoozed_until):
        if day > after:
            return Stage(day)
    if is_escalated:
        return None
    told = facilitators_on(due_on, calendar, snoozed_until)
    return Stage(max(told, calendar.forward(after + timedelta(days=GRACE))), tells_facilitators=True)
