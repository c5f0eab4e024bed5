"""What the owner of a next step does about it from a message of theirs; it is told who owns it by now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.calendar import local_date
from bot.domain.morning_errors import StepGivenAway
from bot.domain.next_steps import StepChange, StepState
from bot.domain.reminders import DAY
from bot.domain.reviews import UNDO_WITHIN
from bot.domain.step_errors import StepNotToUndo
from bot.store import next_steps, reminders, step_changes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.next_steps import NextStep
    from bot.store.settings import Calendars


def finish(
    connection: Connection, workspace_id: str, step_id: int, sequence: int, by: str, now: datetime
) -> NextStep:
    """Raises StepGivenAway, StepChanged, StepNotFound."""
    check_owned(connection, workspace_id, step_id, by)
    return next_steps.finish(connection, workspace_id, step_id, StepState.DONE, None, by, now, sequence)


def snooze(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    until: date,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    """A day that a message offered and that is over by now means the next working day.

    Raises StepGivenAway, StepFinished, StepNotFound, DueTooFar.
    """
    check_owned(connection, workspace_id, step_id, by)
    today = local_date(now, calendars.tz_of(connection, workspace_id, by))
    if until <= today:
        until = calendars.of(connection, workspace_id).forward(today + DAY)
    return next_steps.snooze(connection, workspace_id, step_id, until, by, now, calendars)


def undo(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    sequence: int,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    """Takes back what ``by`` did as change ``sequence``: done, won't do, or a snooze.

    Raises StepNotToUndo, NotYourStep, StepNotFound.
    """
    step = next_steps.get(connection, workspace_id, step_id, locked=True)
    last = next_steps.history(connection, workspace_id, step_id)[-1]
    if last.change is not StepChange.SNOOZED:
        return next_steps.undo(connection, workspace_id, step_id, sequence, by, now, calendars)
    if (last.sequence, last.changed_by) != (sequence, by) or now > last.changed_at + UNDO_WITHIN:
        raise StepNotToUndo
    before = last.before["snoozed_until"]
    step = step_changes.set_fields(
        connection,
        workspace_id,
        step,
        StepChange.UNDONE,
        by,
        now,
        None,
        snoozed_until=date.fromisoformat(before) if before else None,
    )
    reminders.reschedule(connection, workspace_id, step_id, now, calendars)
    return step


def check_owned(connection: Connection, workspace_id: str, step_id: int, by: str) -> None:
    """Holds the next step. Raises StepGivenAway, StepNotFound."""
    step = next_steps.get(connection, workspace_id, step_id, locked=True)
    if step.owner_id != by:
        raise StepGivenAway(step.owner_id)
