"""Which reviews somebody may see in the network's digest, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, literal, or_, select

from bot.domain.reviews import ReviewState
from bot.store import members
from bot.store.schema import channel_members, channels, reviews

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True)
class Scope:
    """A reader: a person, or a channel as whose members they read together.

    ``sees_others``: whether they are told the counts of reviews in channels that they are not in.
    """

    sees_others: bool
    user_id: str | None = None
    channel_id: str | None = None


@dataclass(frozen=True)
class SeenReview:
    """``is_inside``: the reader is in its channel, and may see everything that the channel sees."""

    id: int
    channel_id: str
    checklist_hash: str
    title: str
    is_open: bool
    is_inside: bool


def of_person(connection: Connection, workspace_id: str, user_id: str) -> Scope:
    """Guests and people of other organisations see in Slack only the channels that they are in, and here."""
    person = members.member(connection, workspace_id, user_id)
    return Scope(person is not None and person.is_full_member, user_id=user_id)


def of_channel(connection: Connection, workspace_id: str, channel_id: str) -> Scope:
    """What all who read along in a channel may see: with a guest among them, only the channel's own."""
    people = [one for one in members.in_channel(connection, workspace_id, channel_id) if one.is_person]
    return Scope(all(one.is_full_member for one in people), channel_id=channel_id)


def reviews_seen(connection: Connection, workspace_id: str, scope: Scope) -> list[SeenReview]:
    """The reviews that count for a reader, the oldest first; never one that was discarded.

    Of a review in a private channel others hear only where its facilitators share its counts. A channel that
    we keep no copy of counts as private.
    """
    inside = _inside(workspace_id, scope)
    known_public = (
        select(channels.c.channel_id)
        .where(
            channels.c.workspace_id == reviews.c.workspace_id,
            channels.c.channel_id == reviews.c.channel_id,
            channels.c.is_private.is_(False),
        )
        .exists()
    )
    told = and_(literal(scope.sees_others), or_(known_public, reviews.c.shares_counts))
    rows = connection.execute(
        select(
            reviews.c.id,
            reviews.c.channel_id,
            reviews.c.checklist_hash,
            reviews.c.title,
            reviews.c.state,
            inside.label("is_inside"),
        )
        .where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.state != ReviewState.DISCARDED,
            or_(inside, told),
        )
        .order_by(reviews.c.started_at, reviews.c.id)
    )
    return [
        SeenReview(
            row.id,
            row.channel_id,
            row.checklist_hash,
            row.title,
            row.state is ReviewState.OPEN,
            bool(row.is_inside),
        )
        for row in rows
    ]


def _inside(workspace_id: str, scope: Scope) -> ColumnElement[bool]:
    if scope.channel_id is not None:
        return reviews.c.channel_id == scope.channel_id
    return (
        select(channel_members.c.user_id)
        .where(
            channel_members.c.workspace_id == workspace_id,
            channel_members.c.channel_id == reviews.c.channel_id,
            channel_members.c.user_id == scope.user_id,
        )
        .exists()
    )
