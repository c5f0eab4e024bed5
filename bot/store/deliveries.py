"""Deliveries: planned under a unique key, claimed for a while, finished by whoever holds the claim."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, or_, select, update

from bot.domain.deliveries import UNFINISHED, Delivery, DeliveryKey, DeliveryKind, DeliveryState
from bot.store import paces
from bot.store.schema import deliveries, slack_paces
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.domain.deliveries import DeliveryTimes

POST = "chat.postMessage"
LOOKED_AT = 64
"""How many due rows a claim looks at: more than it takes, since one channel gets one post a second."""

SHORTEST_WAIT = 0.05
"""Before looking again for what is due now: another worker may hold it."""


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
    rows = [
        {
            "id": str(uuid.uuid4()),
            "workspace_id": workspace_id,
            "kind": key.kind,
            "subject_id": key.subject_id,
            "recipient_id": key.recipient_id,
            "occurrence": key.occurrence,
            "state": DeliveryState.PLANNED,
            "next_at": at,
            "attempt": 0,
            "checks": 0,
            "planned_at": now,
        }
        for key, at in wanted
    ]
    planned = connection.execute(
        insert(connection, deliveries).on_conflict_do_nothing().returning(deliveries.c.number), rows
    ).all()
    return len(planned)


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


def claim(
    connection: Connection,
    _workspace_id: str,
    owner: str,
    now: datetime,
    real_now: datetime,
    times: DeliveryTimes,
    gap: timedelta,
    limit: int,
) -> list[Delivery]:
    """Takes deliveries that are due in any workspace, at most one for each channel, and none for a channel
    in which one is being sent: what is built for the next one may depend on it.

    ``now`` is business time and says what is due; ``real_now`` rules claims and pacing. The claim is durable
    before anything is posted: a delivery found in ``sending`` with a dead claim may have been accepted.
    """
    candidates = connection.execute(
        select(deliveries)
        .where(_is_due(now, real_now), ~_is_paced(real_now), ~_is_being_sent(real_now))
        .order_by(deliveries.c.next_at, deliveries.c.number)
        .limit(LOOKED_AT)
        .with_for_update(skip_locked=True)
    ).all()
    first_in_channel: dict[tuple[str, str], Row] = {}
    for row in candidates:
        if len(first_in_channel) < limit:
            first_in_channel.setdefault((row.workspace_id, row.recipient_id), row)
    claimed: list[Delivery] = []
    # All workers take turns in the same order of channels, so that two never wait in a ring.
    for workspace_id, channel_id in sorted(first_in_channel):
        row = first_in_channel[workspace_id, channel_id]
        ambiguous = row.state is not DeliveryState.PLANNED
        if not ambiguous and not paces.take(connection, workspace_id, POST, channel_id, real_now, gap):
            continue
        connection.execute(
            update(deliveries)
            .where(deliveries.c.number == row.number)
            .values(
                state=DeliveryState.CHECK if ambiguous else DeliveryState.SENDING,
                lease_owner=owner,
                lease_until=real_now + times.lease,
                attempt=row.attempt + (not ambiguous),
                first_try_at=row.first_try_at or now,
            )
        )
        claimed.append(
            Delivery(
                id=row.id,
                workspace_id=workspace_id,
                key=DeliveryKey(row.kind, row.subject_id, channel_id, row.occurrence),
                attempt=row.attempt + (not ambiguous),
                checks=row.checks,
                is_ambiguous=ambiguous,
                first_try_at=row.first_try_at or now,
            )
        )
    return claimed


def seconds_to_next(
    connection: Connection, _workspace_id: str, now: datetime, real_now: datetime
) -> float | None:
    """How long until a claim could find something, in seconds; None where nothing is planned for now."""
    lease_end = func.coalesce(deliveries.c.lease_until, real_now)
    turn = func.coalesce(select(func.max(slack_paces.c.next_at)).where(*_PACES).scalar_subquery(), real_now)
    earliest: datetime | None = connection.execute(
        select(func.min(case((lease_end > turn, lease_end), else_=turn))).where(
            deliveries.c.state.in_(UNFINISHED),
            or_(deliveries.c.state != DeliveryState.PLANNED, deliveries.c.next_at <= now),
        )
    ).scalar()
    return None if earliest is None else max(SHORTEST_WAIT, (earliest - real_now).total_seconds())


def revive(connection: Connection, workspace_id: str, channel_id: str, now: datetime) -> None:
    """Plans once more what could not be posted in a channel: the app may post there again."""
    connection.execute(
        update(deliveries)
        .where(
            deliveries.c.workspace_id == workspace_id,
            deliveries.c.recipient_id == channel_id,
            deliveries.c.state == DeliveryState.DEAD,
            deliveries.c.reason.in_(["not_in_channel", "channel_not_found", "is_archived"]),
        )
        .values(state=DeliveryState.PLANNED, next_at=now, reason=None, finished_at=None, lease_until=None)
    )


def sent(
    connection: Connection,
    workspace_id: str,
    delivery_id: str,
    owner: str,
    channel_id: str,
    ts: str,
    now: datetime,
) -> bool:
    """Returns False where the claim is no longer ours: then nothing is written."""
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.SENT,
        channel_id=channel_id,
        ts=ts,
        finished_at=now,
    )


def skipped(
    connection: Connection, workspace_id: str, delivery_id: str, owner: str, reason: str, now: datetime
) -> bool:
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.SKIPPED,
        reason=reason,
        finished_at=now,
    )


def dead(
    connection: Connection, workspace_id: str, delivery_id: str, owner: str, reason: str, now: datetime
) -> bool:
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.DEAD,
        reason=reason,
        finished_at=now,
    )


def try_again(
    connection: Connection, workspace_id: str, delivery_id: str, owner: str, not_before: datetime
) -> bool:
    """It was surely not accepted: planned again, but not before ``not_before`` (real time)."""
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.PLANNED,
        lease_until=not_before,
    )


def put_off(connection: Connection, workspace_id: str, delivery_id: str, owner: str, at: datetime) -> bool:
    """Nothing was posted: planned for ``at`` (business time), and that was no attempt."""
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.PLANNED,
        next_at=at,
        attempt=deliveries.c.attempt - 1,
    )


def check_later(
    connection: Connection,
    workspace_id: str,
    delivery_id: str,
    owner: str,
    not_before: datetime,
    *,
    counts: bool,
) -> bool:
    """It may have been accepted: nothing is posted before the history was read, after ``not_before``.

    ``counts``: whether a check was tried and told nothing.
    """
    return _finish(
        connection,
        workspace_id,
        delivery_id,
        owner,
        state=DeliveryState.CHECK,
        lease_until=not_before,
        checks=deliveries.c.checks + int(counts),
    )


def _finish(
    connection: Connection, workspace_id: str, delivery_id: str, owner: str, **values: object
) -> bool:
    values.setdefault("lease_until", None)
    finished = connection.execute(
        update(deliveries)
        .where(
            deliveries.c.workspace_id == workspace_id,
            deliveries.c.id == delivery_id,
            deliveries.c.lease_owner == owner,
            deliveries.c.state.in_([DeliveryState.SENDING, DeliveryState.CHECK]),
        )
        .values(lease_owner=None, **values)
    )
    return finished.rowcount == 1


def _is_due(now: datetime, real_now: datetime) -> ColumnElement[bool]:
    free = deliveries.c.lease_until.is_(None) | (deliveries.c.lease_until <= real_now)
    return and_(
        deliveries.c.state.in_(UNFINISHED),
        free,
        or_(deliveries.c.state != DeliveryState.PLANNED, deliveries.c.next_at <= now),
    )


def _is_being_sent(real_now: datetime) -> ColumnElement[bool]:
    """Whether another delivery for the same channel is on the wire."""
    other = deliveries.alias("other")
    return (
        select(other.c.number)
        .where(
            other.c.workspace_id == deliveries.c.workspace_id,
            other.c.recipient_id == deliveries.c.recipient_id,
            other.c.state == DeliveryState.SENDING,
            other.c.lease_until > real_now,
            other.c.number != deliveries.c.number,
        )
        .exists()
    )


def _is_paced(real_now: datetime) -> ColumnElement[bool]:
    return select(slack_paces.c.workspace_id).where(*_PACES, slack_paces.c.next_at > real_now).exists()


_PACES = (
    slack_paces.c.workspace_id == deliveries.c.workspace_id,
    slack_paces.c.method == POST,
    slack_paces.c.channel_id.in_([deliveries.c.recipient_id, paces.WHOLE_WORKSPACE]),
)
"""The turns that a delivery has to wait for: its channel's, and the whole workspace's."""
