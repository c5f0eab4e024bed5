"""What of a next step its reminders need, and writing it for many of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Date, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from bot.store.schema import next_steps
from bot.store.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row
    from sqlalchemy.types import TypeEngine

step = next_steps.c
COLUMNS = (
    step.id,
    step.workspace_id,
    step.review_id,
    step.owner_id,
    step.created_by,
    step.state,
    step.due_on,
    step.snoozed_until,
    step.assigned_by,
    step.owner_told_at,
    step.remind_at,
    step.remind_on,
    step.in_morning_of,
    step.escalated_at,
)


@dataclass(frozen=True)
class Reminder:
    """When the next step ``id`` has something to say next: ``at``, which stands for the local day ``on``.

    ``in_morning_of``: the day of the morning message that says it, planned and not yet sent.
    """

    id: int
    at: datetime | None = None
    on: date | None = None
    in_morning_of: date | None = None
    escalated_at: datetime | None = None


def awaits_notice(row: Row) -> bool:
    """Whether somebody else gave its owner this next step, and no morning message has that yet."""
    return row.owner_told_at is None and row.assigned_by != row.owner_id and row.in_morning_of is None


def write(connection: Connection, reminders: Sequence[Reminder]) -> None:
    """Each is one parameter row on SQLite; on PostgreSQL all of them are one statement, on its own side."""
    if not reminders:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            _EACH, [{f"new_{name}": getattr(one, name) for name in _TYPES} for one in reminders]
        )
        return
    values = {f"new_{name}": [getattr(one, name) for one in reminders] for name in _TYPES}
    connection.execute(_ALL, values)


# No parameter may have the name of a column: SQLAlchemy keeps those for the values of an update.
_TYPES: dict[str, TypeEngine[Any]] = {
    "id": BigInteger(),
    "at": UtcDateTime(),
    "on": Date(),
    "in_morning_of": Date(),
    "escalated_at": UtcDateTime(),
}
_EACH = (
    update(next_steps)
    .where(step.id == bindparam("new_id", type_=BigInteger()))
    .values(
        remind_at=bindparam("new_at"),
        remind_on=bindparam("new_on"),
        in_morning_of=bindparam("new_in_morning_of"),
        escalated_at=bindparam("new_escalated_at"),
    )
)
_GIVEN = select(
    *(func.unnest(bindparam(f"new_{name}", type_=ARRAY(type_))).label(name) for name, type_ in _TYPES.items())
).subquery("given")
_ALL = (
    update(next_steps)
    .where(step.id == _GIVEN.c.id)
    .values(
        remind_at=_GIVEN.c.at,
        remind_on=_GIVEN.c.on,
        in_morning_of=_GIVEN.c.in_morning_of,
        escalated_at=_GIVEN.c.escalated_at,
    )
)
