"""When a next step has something to say again: set whenever it, its owner's hours or the calendar changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain import reminders
from bot.domain.next_steps import UNFINISHED
from bot.domain.reviews import ReviewState
from bot.store import morning_rows, reminder_rows, waiting_mornings
from bot.store.reminder_rows import Reminder, awaits_notice
from bot.store.rota import Rota
from bot.store.schema import next_steps, reviews

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Row, Select

    from bot.store.rota import Reader
    from bot.store.settings import Calendars

step = next_steps.c


def reschedule(
    connection: Connection, workspace_id: str, step_id: int, now: datetime, calendars: Calendars
) -> None:
    """Sets when a next step that was added or changed has something to say. The caller holds its row.

    What was due before now is dropped. A morning message that waits to be sent keeps it only where its day
    is still one on which this next step is spoken of.
    """
    row = connection.execute(_steps().where(step.workspace_id == workspace_id, step.id == step_id)).one()
    rota = Rota(calendars, now)
    rota.learn(connection, [(workspace_id, row.owner_id)])
    reader = rota.reader((workspace_id, row.owner_id))
    kept = row.in_morning_of if _is_still_meant(connection, rota, row) else None
    reminder_rows.write(connection, [_anew(rota, reader, row, now, kept)])


def recompute(
    connection: Connection, workspace_id: str, user_id: str | None, now: datetime, calendars: Calendars
) -> None:
    """Follows a change of somebody's time zone, hour or presence, or (``user_id`` None) of the calendar.

    What was still to come keeps its day, in the new zone: at once where that hour is over by now. Morning
    messages that wait to be sent move with it. Somebody who has left is asked about; who comes back hears
    of their next steps again.
    """
    mine = () if user_id is None else (step.owner_id == user_id,)
    rows = connection.execute(
        _steps()
        .where(step.workspace_id == workspace_id, step.state.in_(UNFINISHED), *mine)
        .order_by(step.id)
        .with_for_update(of=next_steps)
    ).all()
    rota = Rota(calendars, now)
    rota.learn(connection, {(workspace_id, row.owner_id) for row in rows})
    moved = [_moved(rota, rota.reader((workspace_id, row.owner_id)), row, now) for row in rows]
    reminder_rows.write(connection, moved)
    waiting_mornings.move(connection, workspace_id, user_id, rota, now)


def _anew(rota: Rota, reader: Reader, row: Row, now: datetime, kept: date | None) -> Reminder:
    if row.state not in UNFINISHED or row.review_state is ReviewState.DISCARDED:
        return Reminder(row.id, escalated_at=row.escalated_at)
    if not reader.is_person:
        return Reminder(row.id, now, rota.today(reader), None, row.escalated_at)
    morning = rota.next_morning(reader)
    if awaits_notice(row) and kept is None:
        return Reminder(row.id, rota.instant(reader, morning), morning, None, row.escalated_at)
    after = max(filter(None, (morning - reminders.DAY, kept)))
    stage = rota.next_stage(
        row.workspace_id, row.due_on, row.snoozed_until, after, is_escalated=row.escalated_at is not None
    )
    if stage is None:
        return Reminder(row.id, None, None, kept, row.escalated_at)
    return Reminder(row.id, rota.instant(reader, stage.on), stage.on, kept, row.escalated_at)


def _moved(rota: Rota, reader: Reader, row: Row, now: datetime) -> Reminder:
    pending: date | None = row.remind_on
    kept = row.in_morning_of
    if row.review_state is ReviewState.DISCARDED:
        return Reminder(row.id, None, None, None, row.escalated_at)
    if not reader.is_person:
        # Once the facilitators were asked about its owner, nothing waits any more.
        at = None if pending is None else now
        return Reminder(row.id, at, pending and rota.today(reader), None, row.escalated_at)
    if pending is None:
        return _anew(rota, reader, row, now, kept)
    today = rota.today(reader)
    if pending < today:
        return Reminder(row.id, rota.instant(reader, pending), pending, kept, row.escalated_at)
    if awaits_notice(row) or rota.is_for_facilitators(row):
        on = rota.calendar(row.workspace_id).forward(pending)
        return Reminder(row.id, rota.instant(reader, on), on, kept, row.escalated_at)
    stages = rota.stages(row.workspace_id, row.due_on, row.snoozed_until)
    # The hour of today may be over in the new zone: it counts where it was still to come, or where the
    # calendar has moved what was to come to today.
    comes_today = pending == today or pending not in stages
    yesterday = today - reminders.DAY
    after = yesterday if comes_today else rota.next_morning(reader) - reminders.DAY
    stage = rota.next_stage(
        row.workspace_id,
        row.due_on,
        row.snoozed_until,
        max(filter(None, (after, kept))),
        is_escalated=row.escalated_at is not None,
    )
    if stage is None:
        return Reminder(row.id, None, None, kept, row.escalated_at)
    return Reminder(row.id, rota.instant(reader, stage.on), stage.on, kept, row.escalated_at)


def _is_still_meant(connection: Connection, rota: Rota, row: Row) -> bool:
    """Whether a morning message that is not sent yet holds it, and still has reason to."""
    on = row.in_morning_of
    if on is None or not morning_rows.is_unfinished(connection, row.workspace_id, row.owner_id, on):
        return False
    is_new = row.owner_told_at is None and row.assigned_by != row.owner_id
    return is_new or on in rota.stages(row.workspace_id, row.due_on, row.snoozed_until)


def _steps() -> Select:
    return select(*reminder_rows.COLUMNS, reviews.c.state.label("review_state")).join(
        reviews, (reviews.c.workspace_id == step.workspace_id) & (reviews.c.id == step.review_id)
    )
