"""What else is written down when a delivery was posted, or was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.errors import NoOpenReview
from bot.jobs.charts import after_closing
from bot.jobs.digests import after_digest
from bot.jobs.mornings import after_morning
from bot.jobs.posts import Context
from bot.jobs.refresh import gone
from bot.store import areas, deliveries, reviews

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.slack.client import Posted
    from bot.store.checklists import Checklists

LONGEST_OCCURRENCE = 32

AfterSent = Callable[["Connection", str, Context, "Delivery", "Posted"], None]
"""Runs in the transaction that records a delivery as sent: both are kept, or neither."""


def tell_facilitators(
    connection: Connection, workspace_id: str, channel_id: str, code: str, now: datetime
) -> None:
    """The channel does not take our messages: whoever facilitates its review hears so, once for a cause."""
    try:
        review = reviews.open_in_channel(connection, workspace_id, channel_id)
    except NoOpenReview:
        return
    rows = [
        (DeliveryKey(DeliveryKind.CANNOT_POST, str(review.id), user_id, code[:LONGEST_OCCURRENCE]), now)
        for user_id in sorted(review.facilitator_ids)
    ]
    deliveries.plan_many(connection, workspace_id, rows, now)


def thread_gone(
    connection: Connection, workspace_id: str, checklists: Checklists, delivery: Delivery, now: datetime
) -> None:
    """The area's message was deleted: it is posted anew, and the news goes to the channel by itself."""
    review_id, area_id = areas.read_subject(delivery.key.subject_id)
    gone(connection, workspace_id, checklists, review_id, area_id, round_of(delivery), now)


def round_of(delivery: Delivery) -> int:
    """The round that the news of an area is about; a message posted anew has a number behind it."""
    return int(delivery.key.occurrence.split(".")[0])


def _area_lives_there(
    connection: Connection, workspace_id: str, _context: Context, delivery: Delivery, posted: Posted
) -> None:
    areas.message_posted(
        connection,
        workspace_id,
        delivery.key.subject_id,
        round_of(delivery),
        posted.channel_id,
        posted.ts,
    )


AFTER_SENT: Mapping[DeliveryKind, AfterSent] = {
    DeliveryKind.AREA: _area_lives_there,
    DeliveryKind.CLOSING: after_closing,
    DeliveryKind.DIGEST: after_digest,
    DeliveryKind.MORNING: after_morning,
}
