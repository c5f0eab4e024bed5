"""The days on which a workspace differs from the bank holidays of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from bot.domain.network_errors import DayOffOver, DayOffTwice, TooManyDaysOff
from bot.store import audit, working_days
from bot.store.coordinating import check
from bot.store.schema import workspace_days
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.network import OwnDay
    from bot.store.settings import Calendars

MOST_DAYS = 40
"""Days still to come that are kept: what a form of Slack can show, each with its button."""


def add(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    day: OwnDay,
    by: str,
    now: datetime,
    today: date,
) -> None:
    """Raises NotACoordinator, DayOffTwice, DayOffOver, TooManyDaysOff."""
    check(connection, workspace_id, by)
    if day.on < today:
        raise DayOffOver
    kept: int = connection.execute(
        select(func.count())
        .select_from(workspace_days)
        .where(workspace_days.c.workspace_id == workspace_id, workspace_days.c.on >= today)
    ).scalar_one()
    if kept >= MOST_DAYS:
        raise TooManyDaysOff
    added = connection.execute(
        insert(connection, workspace_days)
        .values(workspace_id=workspace_id, on=day.on, is_off=day.is_off, name=day.name)
        .on_conflict_do_nothing()
        .returning(workspace_days.c.on)
    ).first()
    if added is None:
        raise DayOffTwice
    action = "day off added" if day.is_off else "working day added"
    audit.record(connection, workspace_id, by, action, now, subject=day.on.isoformat(), name=day.name)
    working_days.changed(connection, workspace_id, calendars, now)


def remove(
    connection: Connection, workspace_id: str, calendars: Calendars, on: date, by: str, now: datetime
) -> None:
    """What is removed already stays removed. Raises NotACoordinator."""
    check(connection, workspace_id, by)
    removed = connection.execute(
        delete(workspace_days).where(workspace_days.c.workspace_id == workspace_id, workspace_days.c.on == on)
    )
    if removed.rowcount:
        audit.record(connection, workspace_id, by, "day removed", now, subject=on.isoformat())
        working_days.changed(connection, workspace_id, calendars, now)
