"""Writes down what became of deliveries: each by whoever holds it, many of them in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, literal_column, select, update

from bot.domain.deliveries import DeliveryState
from bot.store import members, told
from bot.store.schema import deliveries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Update

    from bot.domain.outcomes import Outcome

HELD = (DeliveryState.SENDING, DeliveryState.CHECK)
OVER = (DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.DEAD)


@dataclass(frozen=True)
class Ending:
    """``also`` is done in the same transaction, where the delivery is still ours.

    ``direct`` is somebody whose direct messages were found to be where the outcome says.
    """

    workspace_id: str
    delivery_id: str
    outcome: Outcome
    also: Callable[[Connection, str], None] | None = None
    direct: str | None = None


def record(
    connection: Connection, _workspace_id: str, owner: str, endings: Sequence[Ending], now: datetime
) -> list[bool]:
    """Whether each was still ours; of one that was not, nothing is written."""
    ours = _record_sent(connection, owner, [ending for ending in endings if ending.outcome.is_sent], now)
    ours |= _record_rest(connection, owner, [ending for ending in endings if not ending.outcome.is_sent], now)
    kept = [ending for ending in endings if ending.delivery_id in ours]
    members.note_direct(
        connection,
        [
            (ending.workspace_id, ending.direct, ending.outcome.channel_id)
            for ending in kept
            if ending.direct is not None and ending.outcome.channel_id is not None
        ],
    )
    for ending in kept:
        if ending.also is not None:
            ending.also(connection, ending.workspace_id)
    return [ending.delivery_id in ours for ending in endings]


def _record_sent(connection: Connection, owner: str, endings: Sequence[Ending], now: datetime) -> set[str]:
    """Nearly all come to this: one statement for however many."""
    if not endings:
        return set()
    rows = [
        {
            "workspace_id": ending.workspace_id,
            "id": ending.delivery_id,
            "channel_id": ending.outcome.channel_id,
            "ts": ending.outcome.ts,
        }
        for ending in endings
    ]
    dialect = connection.dialect.name
    values = {"rows": told.rows(dialect, rows), "owner": owner, "finished": now}
    return set(connection.execute(_SENT[dialect], values).scalars())


def _record_rest(connection: Connection, owner: str, endings: Sequence[Ending], now: datetime) -> set[str]:
    if not endings:
        return set()
    held = connection.execute(
        select(deliveries.c.workspace_id, deliveries.c.id)
        .where(
            deliveries.c.id.in_([ending.delivery_id for ending in endings]),
            deliveries.c.lease_owner == owner,
            deliveries.c.state.in_(HELD),
        )
        .order_by(deliveries.c.number)
        .with_for_update()
    )
    found = {(row.workspace_id, row.id) for row in held}
    ours = [ending for ending in endings if (ending.workspace_id, ending.delivery_id) in found]
    if ours:
        connection.execute(_RECORD, [_values(ending, now) for ending in ours])
    return {ending.delivery_id for ending in ours}


def _sent(dialect: str) -> Update:
    sent = told.columns(dialect, "workspace_id", "id", "channel_id", "ts")
    return (
        update(deliveries)
        .where(
            deliveries.c.workspace_id == sent["workspace_id"],
            deliveries.c.id == sent["id"],
            deliveries.c.lease_owner == bindparam("owner"),
            deliveries.c.state.in_([literal_column(f"'{state}'") for state in HELD]),
        )
        .values(
            state=literal_column(f"'{DeliveryState.SENT}'"),
            channel_id=sent["channel_id"],
            ts=sent["ts"],
            lease_owner=None,
            lease_until=None,
            finished_at=bindparam("finished", type_=deliveries.c.finished_at.type),
        )
        .returning(deliveries.c.id)
    )


_SENT = {dialect: _sent(dialect) for dialect in told.DIALECTS}
_RECORD = (
    update(deliveries)
    .where(
        deliveries.c.workspace_id == bindparam("of_workspace"), deliveries.c.id == bindparam("of_delivery")
    )
    .values(
        state=bindparam("state"),
        reason=bindparam("reason"),
        next_at=func.coalesce(bindparam("at", type_=deliveries.c.next_at.type), deliveries.c.next_at),
        attempt=deliveries.c.attempt - bindparam("no_try"),
        checks=deliveries.c.checks + bindparam("told_nothing"),
        is_repeat=deliveries.c.is_repeat | bindparam("is_repeat", type_=deliveries.c.is_repeat.type),
        lease_owner=None,
        lease_until=bindparam("not_before", type_=deliveries.c.lease_until.type),
        finished_at=bindparam("finished_at"),
    )
)


def _values(ending: Ending, now: datetime) -> dict[str, object]:
    outcome = ending.outcome
    return {
        "of_workspace": ending.workspace_id,
        "of_delivery": ending.delivery_id,
        "state": outcome.state,
        "reason": outcome.reason,
        "at": outcome.at,
        "no_try": int(outcome.was_no_try),
        "told_nothing": int(outcome.told_nothing),
        "is_repeat": outcome.is_repeat,
        "not_before": outcome.not_before,
        "finished_at": now if outcome.state in OVER else None,
    }
