"""Who may see a review, and who may run it: asked in the transaction that acts on the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.errors import (
    NobodyFacilitates,
    NoOpenReviewAnywhere,
    NotAFacilitator,
    SeveralReviews,
    UnknownPerson,
)
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.reviews import Review, ReviewState, check_facilitator
from bot.store import lifecycle, members, reviews
from bot.store.schema import channel_members
from bot.store.schema import reviews as reviews_table

if TYPE_CHECKING:
    from sqlalchemy import Connection


def visible(connection: Connection, workspace_id: str, review_id: int, user_id: str) -> Review:
    """A review is visible to the members of its channel. Raises ReviewNotFound, UnknownPerson."""
    review = reviews.get(connection, workspace_id, review_id)
    if not members.is_in_channel(connection, workspace_id, review.channel_id, user_id):
        raise UnknownPerson(review.channel_id)
    return review


def facilitated(
    connection: Connection, workspace_id: str, review_id: int, user_id: str, refused: FacilitatorsOnly
) -> Review:
    """The review, for one of its facilitators. Raises ReviewNotFound, UnknownPerson, NotAFacilitator, and
    NobodyFacilitates where none of them is left.
    """
    review = visible(connection, workspace_id, review_id, user_id)
    try:
        check_facilitator(review, user_id, refused)
    except NotAFacilitator:
        if review.is_open and not lifecycle.active_facilitators(connection, workspace_id, review):
            raise NobodyFacilitates(review.id) from None
        raise
    return review


def meant(
    connection: Connection, workspace_id: str, channel_id: str | None, user_id: str, *, anywhere: bool
) -> Review:
    """The open review that a command means: the one of the channel it was typed in.

    ``anywhere``: it was typed in direct messages, where it means the only review that this person is in.
    Raises NoOpenReviewAnywhere, SeveralReviews.
    """
    if channel_id is not None and not anywhere:
        return reviews.open_in_channel(connection, workspace_id, channel_id)
    mine = connection.execute(
        select(reviews_table.c.channel_id)
        .join(
            channel_members,
            (channel_members.c.workspace_id == reviews_table.c.workspace_id)
            & (channel_members.c.channel_id == reviews_table.c.channel_id),
        )
        .where(
            reviews_table.c.workspace_id == workspace_id,
            reviews_table.c.state == ReviewState.OPEN,
            channel_members.c.user_id == user_id,
        )
        .order_by(reviews_table.c.started_at, reviews_table.c.id)
    ).scalars()
    channel_ids = list(mine)
    if not channel_ids:
        raise NoOpenReviewAnywhere
    if len(channel_ids) > 1:
        raise SeveralReviews(channel_ids)
    return reviews.open_in_channel(connection, workspace_id, channel_ids[0])
