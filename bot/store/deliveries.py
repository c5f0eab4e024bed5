"""Deliveries: planned under a unique key, so that each is there once, however often it is planned.

Who takes them is in ``claims``, what becomes of them in ``outcomes``.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, literal_column, select, update

from bot.domain.deliveries import UNFINISHED, DeliveryKey, DeliveryKind, DeliveryState
from bot.store import told
from bot.store.schema import deliveries
from bot.store.upsert import INSERTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Executable, Row

REFUSED_THERE = ("not_in_channel", "channel_not_found", "is_archived")
"""Why the app could not post in a channel where it may be able to later."""


def plan(
    connection: Connection,
    workspace_id: str,
    key: DeliveryKey,
    now: datetime,
    *,
    at: datetime | None = None,
) -> bool:
    """Plans a delivery for ``at``, else ``now`` (business times); False where it is planned already."""
    return plan_many(connection, workspace_id, [(key, at or now)], now) == 1


def plan_many(
    connection: Connection, workspace_id: str, wanted: Sequence[tuple[DeliveryKey, datetime]], now: datetime
) -> int:
    """Plans deliveries, each for its own instant; returns how many of them were not planned before."""
    if not wanted:
        return 0
    dialect = connection.dialect.name
    rows = told.rows(
        dialect,
        [
            {
                "id": str(uuid.uuid4()),
                "kind": key.kind,
                "subject_id": key.subject_id,
                "recipient_id": key.recipient_id,
                "occurrence": key.occurrence,
                "next_at": at,
            }
            for key, at in wanted
        ],
    )
    values = {"rows": rows, "of_workspace": workspace_id, "now": now}
    return len(connection.execute(_PLAN[dialect], values).all())


def count(connection: Connection, workspace_id: str, kind: DeliveryKind, subject_id: str) -> int:
    """How many deliveries of a kind there are for a subject, whatever became of them."""
    number: int = connection.execute(
        select(func.count())
        .select_from(deliveries)
        .where(
            deliveries.c.workspace_id == workspace_id,
            deliveries.c.kind == kind,
            deliveries.c.subject_id == subject_id,
        )
    ).scalar_one()
    return number


def posted(connection: Connection, workspace_id: str, delivery_id: str) -> Row | None:
    """Where a delivery was posted, and when it was built: (kind, subject_id, channel_id, ts, last_try_at)."""
    return connection.execute(
        select(
            deliveries.c.kind,
            deliveries.c.subject_id,
            deliveries.c.channel_id,
            deliveries.c.ts,
            deliveries.c.last_try_at,
        ).where(
            deliveries.c.workspace_id == workspace_id,
            deliveries.c.id == delivery_id,
            deliveries.c.ts.is_not(None),
        )
    ).first()


def is_on_its_way(connection: Connection, workspace_id: str, kind: DeliveryKind, subject_id: str) -> bool:
    """Whether a delivery of a kind is planned or being sent for a subject."""
    return (
        connection.execute(
            select(deliveries.c.number)
            .where(
                deliveries.c.workspace_id == workspace_id,
                deliveries.c.kind == kind,
                deliveries.c.subject_id == subject_id,
                deliveries.c.state.in_(UNFINISHED),
            )
            .limit(1)
        ).first()
        is not None
    )


def revive(connection: Connection, workspace_id: str, channel_id: str) -> None:
    """Plans once more what could not be posted in a channel: the app may post there again.

    Each is due when it was due: what is no news any more by now, as the digests of some weeks, is not sent.
    """
    connection.execute(
        update(deliveries)
        .where(
            deliveries.c.workspace_id == workspace_id,
            deliveries.c.recipient_id == channel_id,
            deliveries.c.state == DeliveryState.DEAD,
            deliveries.c.reason.in_(REFUSED_THERE),
        )
        .values(state=DeliveryState.PLANNED, reason=None, finished_at=None, lease_until=None)
    )


def waiting(connection: Connection, _workspace_id: str, now: datetime) -> tuple[int, datetime | None]:
    """How many deliveries of all workspaces are due and not sent, and since when the oldest of them is."""
    number, oldest = connection.execute(
        select(func.count(), func.min(deliveries.c.next_at)).where(
            deliveries.c.state.in_(UNFINISHED), deliveries.c.next_at <= now
        )
    ).one()
    return number, oldest


def _plan(dialect: str) -> Executable:
    texts = ("id", "kind", "subject_id", "recipient_id", "occurrence")
    values = {
        **told.columns(dialect, *texts, instants=["next_at"]),
        "workspace_id": bindparam("of_workspace"),
        "state": literal_column(f"'{DeliveryState.PLANNED}'"),
        "attempt": literal_column("0"),
        "checks": literal_column("0"),
        "planned_at": bindparam("now", type_=deliveries.c.planned_at.type),
    }
    # SQLite takes ON CONFLICT after a SELECT only where that has a WHERE.
    wanted = select(*values.values()).where(literal_column("true"))
    statement = INSERTS[dialect](deliveries).from_select(list(values), wanted)
    return statement.on_conflict_do_nothing().returning(deliveries.c.number)


_PLAN = {dialect: _plan(dialect) for dialect in told.DIALECTS}
