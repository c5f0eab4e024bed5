"""What waits for an instant of business time, in any workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select, union_all

from bot.domain.deliveries import DeliveryState
from bot.domain.reviews import ReviewState
from bot.store.schema import (
    deliveries,
    next_steps,
    person_settings,
    review_areas,
    reviews,
    workspace_settings,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_GOES_ON = (reviews.c.state == ReviewState.OPEN, reviews.c.paused_at.is_(None))
_INSTANTS = (
    (review_areas.c.reveal_at, ()),
    (reviews.c.next_post_at, _GOES_ON),
    (reviews.c.nudge_at, _GOES_ON),
    (reviews.c.deadline_at, _GOES_ON),
    (next_steps.c.remind_at, ()),
    (person_settings.c.digest_at, ()),
    (workspace_settings.c.digest_channel_at, ()),
    (deliveries.c.next_at, (deliveries.c.state == DeliveryState.PLANNED,)),
)


def next_instant(connection: Connection, _workspace_id: str, after: datetime) -> datetime | None:
    """The first instant later than ``after`` at which a worker has something to do; None: at none."""
    firsts: list[Select] = [
        select(func.min(instant).label("first")).where(instant > after, *holds)
        for instant, holds in _INSTANTS
    ]
    every = union_all(*firsts).subquery()
    first: datetime | None = connection.execute(select(func.min(every.c.first))).scalar()
    return first


def is_quiet(connection: Connection, _workspace_id: str, now: datetime) -> bool:
    """Whether nothing is left to post that was due at ``now``; what waits for a check is not waited for."""
    waits = connection.execute(
        select(deliveries.c.number)
        .where(
            deliveries.c.state.in_([DeliveryState.PLANNED, DeliveryState.SENDING]),
            deliveries.c.next_at <= now,
        )
        .limit(1)
    ).first()
    return waits is None
