"""What a member of a review's channel may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import NoOpenReview
from bot.store import access, boards, progress, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.board import AreaBoard
    from bot.domain.reviews import Review
    from bot.domain.status import PastReview, ReviewStatus
    from bot.store.checklists import Checklists


def status(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int, user_id: str
) -> ReviewStatus:
    """Raises ReviewNotFound, UnknownPerson."""
    access.visible(connection, workspace_id, review_id, user_id)
    return boards.status(connection, workspace_id, checklists, review_id)


def area(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    user_id: str,
) -> AreaBoard:
    """Raises ReviewNotFound, NoSuchArea, UnknownPerson."""
    access.visible(connection, workspace_id, review_id, user_id)
    return boards.area_board(connection, workspace_id, checklists, review_id, area_id)


@dataclass(frozen=True)
class Here:
    """What a command finds where it was typed: the open review, and how many of its areas wait for this
    person's answers; none for those who only read along.
    """

    status: ReviewStatus
    waiting: int


def here(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    channel_id: str | None,
    user_id: str,
    anywhere: bool,
) -> Here:
    """Raises NoOpenReview, SeveralReviews, UnknownPerson."""
    review = access.meant(connection, workspace_id, channel_id, user_id, anywhere=anywhere)
    found = status(connection, workspace_id, checklists, review.id, user_id)
    waiting = (
        boards.waiting_for(connection, workspace_id, checklists, review, user_id)
        if user_id in progress.taking_part(connection, workspace_id, review)
        else []
    )
    return Here(found, len(waiting))


def last_closed(
    connection: Connection, workspace_id: str, channel_id: str | None, user_id: str
) -> Review | None:
    """The channel's review that was closed last, if any. Raises UnknownPerson."""
    closed = reviews.closed_in_channel(connection, workspace_id, channel_id or "", 1)
    return access.visible(connection, workspace_id, closed[0].id, user_id) if closed else None


def history(
    connection: Connection, workspace_id: str, checklists: Checklists, channel_id: str, user_id: str
) -> tuple[list[PastReview], Review | None]:
    """The channel's closed reviews, and the open one. Whoever can type in a channel can see them."""
    try:
        open_review = reviews.open_in_channel(connection, workspace_id, channel_id)
    except NoOpenReview:
        open_review = None
    past = boards.past_reviews(connection, workspace_id, checklists, channel_id)
    newest = open_review or (past[0].review if past else None)
    if newest is not None:
        access.visible(connection, workspace_id, newest.id, user_id)
    return past, open_review
