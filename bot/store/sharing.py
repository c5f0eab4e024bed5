"""Whether the network hears of the counts of a review in a private channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.network_errors import OnlyInPrivateChannels
from bot.store import access, audit
from bot.store.schema import channels, reviews

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def is_private(connection: Connection, workspace_id: str, channel_id: str) -> bool:
    """A channel that we keep no copy of counts as private."""
    known: bool | None = connection.execute(
        select(channels.c.is_private).where(
            channels.c.workspace_id == workspace_id, channels.c.channel_id == channel_id
        )
    ).scalar()
    return known is not False


def set_shares_counts(
    connection: Connection, workspace_id: str, review_id: int, shares: bool, by: str, now: datetime
) -> None:
    """By a facilitator of the review, open or closed. The same again changes nothing.

    Raises ReviewNotFound, UnknownPerson, NotAFacilitator, OnlyInPrivateChannels.
    """
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.SHARE_COUNTS)
    if shares and not is_private(connection, workspace_id, review.channel_id):
        raise OnlyInPrivateChannels
    changed = connection.execute(
        update(reviews)
        .where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.id == review_id,
            reviews.c.shares_counts.is_not(shares),
        )
        .values(shares_counts=shares)
    )
    if changed.rowcount:
        action = "counts shared with the network" if shares else "counts no longer shared with the network"
        audit.record(connection, workspace_id, by, action, now, review_id=review_id)
