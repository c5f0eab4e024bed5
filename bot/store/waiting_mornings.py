"""Morning messages that wait to be sent: their hour may move, and their day may end before they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.next_steps import UNFINISHED
from bot.store import morning_rows
from bot.store.schema import deliveries, next_steps

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from bot.store.rota import Rota

step = next_steps.c
AHEAD_OF_UTC = timedelta(hours=14)
"""Nowhere is the day further on."""

LATE = "late: what it would have said joins the next morning"
DAY_OFF = "a day off ({name}): what it would have said joins the next morning"


def may_be_over(connection: Connection, _workspace_id: str, now: datetime) -> bool:
    """Whether any message waits for a day that is over somewhere."""
    return connection.execute(_outdated(now).limit(1)).first() is not None


def pass_over(connection: Connection, _workspace_id: str, rota: Rota, now: datetime, limit: int) -> int:
    """Skips messages, in any workspace, whose day is over where the person is: what they would have said
    joins the next morning. Returns how many were skipped.
    """
    rows = connection.execute(_outdated(now).limit(limit)).all()
    rota.learn(connection, {(row.workspace_id, row.recipient_id) for row in rows})
    late = [row for row in rows if _day(row) < rota.today(rota.reader((row.workspace_id, row.recipient_id)))]
    return sum(_skip(connection, rota, row, LATE, now) for row in late)


def move(connection: Connection, workspace_id: str, user_id: str | None, rota: Rota, now: datetime) -> None:
    """Gives the messages of a person, or of everybody, the instant that their day and zone now mean."""
    mine = () if user_id is None else (deliveries.c.recipient_id == user_id,)
    rows = connection.execute(
        _waiting().where(deliveries.c.workspace_id == workspace_id, *mine).order_by(deliveries.c.number)
    ).all()
    rota.learn(connection, {(workspace_id, row.recipient_id) for row in rows})
    moved = []
    for row in rows:
        day_off = rota.calendar(workspace_id).reason(_day(row))
        if day_off is None:
            at = rota.instant(rota.reader((workspace_id, row.recipient_id)), _day(row))
            moved.append({"row": row.number, "at": at})
        else:
            _skip(connection, rota, row, DAY_OFF.format(name=day_off), now)
    if moved:
        connection.execute(_MOVE, moved)


def _skip(connection: Connection, rota: Rota, row: Row, reason: str, now: datetime) -> bool:
    """Returns False where somebody has begun to send it meanwhile."""
    skipped = connection.execute(
        update(deliveries)
        .where(deliveries.c.number == row.number, deliveries.c.state == DeliveryState.PLANNED)
        .values(state=DeliveryState.SKIPPED, reason=reason, finished_at=now)
    )
    if skipped.rowcount != 1:
        return False
    reader, missed = rota.reader((row.workspace_id, row.recipient_id)), _day(row)
    held = (
        step.workspace_id == row.workspace_id,
        step.owner_id == row.recipient_id,
        step.in_morning_of == missed,
        step.state.in_(UNFINISHED),
    )
    if connection.execute(select(step.id).where(*held).limit(1)).first() is not None:
        message = (reader, rota.calendar(row.workspace_id).forward(max(rota.today(reader), missed)))
        on = morning_rows.join(connection, rota, [message], now)[message]
        connection.execute(update(next_steps).where(*held).values(in_morning_of=on))
    return True


def _day(row: Row) -> date:
    return date.fromisoformat(row.occurrence)


def _waiting() -> Select:
    return select(
        deliveries.c.number,
        deliveries.c.workspace_id,
        deliveries.c.recipient_id,
        deliveries.c.occurrence,
    ).where(deliveries.c.kind == DeliveryKind.MORNING, deliveries.c.state == DeliveryState.PLANNED)


def _outdated(now: datetime) -> Select:
    begun = (now + AHEAD_OF_UTC).date().isoformat()
    return (
        _waiting()
        .where(deliveries.c.next_at <= now, deliveries.c.occurrence < begun)
        .order_by(deliveries.c.next_at)
    )


_MOVE = (
    update(deliveries)
    .where(deliveries.c.number == bindparam("row"), deliveries.c.state == DeliveryState.PLANNED)
    .values(next_at=bindparam("at"))
)
