"""What a channel hears when facilitators change the pace of its review: the last of several changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryState
from bot.store import deliveries as outbox
from bot.store.schema import deliveries

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.reviews import Review

CHANGED, PAUSED, GOES_ON = "changed", "paused", "goes on"
SECOND_THOUGHTS = timedelta(seconds=15)
"""Somebody who corrects themselves at once is heard once."""

OVERTAKEN = "a later change says it"


def tell(connection: Connection, workspace_id: str, review: Review, what: str, now: datetime) -> None:
    """Plans the news in place of what is not said yet; it says how things stand when it is sent."""
    mine = (
        deliveries.c.workspace_id == workspace_id,
        deliveries.c.kind == DeliveryKind.DEADLINE,
        deliveries.c.subject_id == str(review.id),
        deliveries.c.recipient_id == review.channel_id,
    )
    connection.execute(
        update(deliveries)
        .where(*mine, deliveries.c.state == DeliveryState.PLANNED)
        .values(state=DeliveryState.SKIPPED, reason=OVERTAKEN, finished_at=now)
    )
    number: int = connection.execute(select(func.count()).select_from(deliveries).where(*mine)).scalar_one()
    key = DeliveryKey(DeliveryKind.DEADLINE, str(review.id), review.channel_id, f"{what}.{number + 1}")
    outbox.plan(connection, workspace_id, key, now, at=now + SECOND_THOUGHTS)


def read_occurrence(occurrence: str) -> str:
    """Which of the changes it is."""
    return occurrence.rpartition(".")[0]
