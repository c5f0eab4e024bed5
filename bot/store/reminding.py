"""Planning what has become due of next steps, many at a time and in every workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select, tuple_

from bot.domain.next_steps import UNFINISHED
from bot.domain.reviews import ReviewState
from bot.store import asking_facilitators, morning_rows, reminder_rows
from bot.store.reminder_rows import Reminder
from bot.store.schema import next_steps, reviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row

    from bot.store.rota import Reader, Rota

step = next_steps.c


def is_due(connection: Connection, _workspace_id: str, now: datetime) -> bool:
    """Whether there is anything to plan, in any workspace."""
    # In their order: the index is then all that is looked at, whatever PostgreSQL believes of the table.
    return connection.execute(_due(now).limit(1)).first() is not None


def plan_batch(connection: Connection, _workspace_id: str, rota: Rota, now: datetime, limit: int) -> int:
    """Plans what ``limit`` of the next steps that are due have to say, and all that their owners have beside
    them. Returns how many were due.

    Each then waits for its next stage: to plan twice plans once. Next steps that another worker plans at this
    moment are left to it.
    """
    first = connection.execute(_due(now).limit(limit)).all()
    if not first:
        return 0
    owners = sorted({tuple(row) for row in first})
    rows = connection.execute(_OF_OWNERS, {"owners": owners, "now": now}).all()
    rota.learn(connection, owners)
    told, reminded, orphaned, overdue = [], [], [], []
    gone_reviews = _discarded(connection, rows)
    for row in rows:
        if row.state not in UNFINISHED or (row.workspace_id, row.review_id) in gone_reviews:
            told.append(Reminder(row.id, escalated_at=row.escalated_at))
        elif not rota.reader((row.workspace_id, row.owner_id)).is_person:
            orphaned.append(row)
        elif rota.is_for_facilitators(row):
            overdue.append(row)
            told.append(Reminder(row.id, None, None, row.in_morning_of, now))
        else:
            reminded.append(row)
    told += _remind(connection, rota, reminded, now)
    told += asking_facilitators.about_owners(connection, rota, orphaned, now)
    asking_facilitators.about_overdue(connection, rota, overdue, now)
    reminder_rows.write(connection, told)
    return len(rows)


def _remind(connection: Connection, rota: Rota, rows: Sequence[Row], now: datetime) -> list[Reminder]:
    asked: list[tuple[Row, tuple[Reader, date]]] = []
    for row in rows:
        reader = rota.reader((row.workspace_id, row.owner_id))
        today = rota.today(reader)
        # Late: until the end of that day it is sent now; what is older goes with the next morning, which is
        # today's where today's is not sent.
        on = row.remind_on
        if on < today:
            on = rota.calendar(row.workspace_id).forward(today)
        asked.append((row, (reader, on)))
    mornings = morning_rows.join(connection, rota, {message for _, message in asked}, now)
    planned = []
    for row, message in asked:
        reader, on = message[0], mornings[message]
        stage = rota.next_stage(
            row.workspace_id, row.due_on, row.snoozed_until, on, is_escalated=row.escalated_at is not None
        )
        at = None if stage is None else rota.instant(reader, stage.on)
        next_on = None if stage is None else stage.on
        planned.append(Reminder(row.id, at, next_on, on, row.escalated_at))
    return planned


def _discarded(connection: Connection, rows: Sequence[Row]) -> set[tuple[str, int]]:
    asked = sorted({(row.workspace_id, row.review_id) for row in rows})
    return {tuple(row) for row in connection.execute(_DISCARDED, {"reviews": asked})} if asked else set()


def _due(now: datetime) -> Select:
    return select(step.workspace_id, step.owner_id).where(step.remind_at <= now).order_by(step.remind_at)


_OF_OWNERS = (
    select(*reminder_rows.COLUMNS)
    .where(
        tuple_(step.workspace_id, step.owner_id).in_(bindparam("owners", expanding=True)),
        step.remind_at <= bindparam("now", type_=step.remind_at.type),
    )
    .order_by(step.id)
    .with_for_update(skip_locked=True)
)
_DISCARDED = select(reviews.c.workspace_id, reviews.c.id).where(
    tuple_(reviews.c.workspace_id, reviews.c.id).in_(bindparam("reviews", expanding=True)),
    reviews.c.state == ReviewState.DISCARDED,
)
