"""What else is written down when a delivery was posted, or was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.domain.deliveries import FILES, DeliveryKey, DeliveryKind
from bot.domain.errors import NoOpenReview
from bot.jobs.charts import after_closing
from bot.jobs.digests import after_digest
from bot.jobs.mornings import after_morning
from bot.jobs.posts import Context
from bot.jobs.refresh import gone
from bot.store import areas, coordinating, deliveries, reviews

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


def refused_there(
    connection: Connection, workspace_id: str, delivery: Delivery, code: str, now: datetime
) -> None:
    """The channel does not take our messages: those who can do something about it hear so, once for a cause.

    Of a digest they are the coordinators, who named the channel, else whoever facilitates its review. That a
    picture is refused is nothing to tell anybody.
    """
    kind, channel_id = delivery.key.kind, delivery.key.recipient_id
    if kind is DeliveryKind.DIGEST:
        asked, subject = coordinating.ids(connection, workspace_id), channel_id
    elif kind in FILES:
        return
    else:
        asked, subject = _facilitators(connection, workspace_id, channel_id)
    rows = [
        (DeliveryKey(DeliveryKind.CANNOT_POST, subject, user_id, code[:LONGEST_OCCURRENCE]), now)
        for user_id in sorted(asked)
    ]
    deliveries.plan_many(connection, workspace_id, rows, now)


def _facilitators(connection: Connection, workspace_id: str, channel_id: str) -> tuple[tuple[str, ...], str]:
    """Of the review that is open in a channel, and its subject; nobody where there is none."""
    try:
        review = reviews.open_in_channel(connection, workspace_id, channel_id)
    except NoOpenReview:
        return (), ""
    return review.facilitator_ids, str(review.id)


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
