"""Whose App Home no longer shows what is stored: noted in the transaction that changes it.

A note is a row of its own, so that a press never waits for another one's note, and none is lost between a
reader and a writer. The notes are spread over the homes that people have opened afterwards, many at a time.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, false, insert, literal, or_, select, true, update

from bot.store.schema import channel_members, home_changes, homes, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

KEPT_CURRENT = timedelta(days=7)
"""After its last opening. An older one is made anew when it is opened again."""

MOST_AT_ONCE = 500


def in_channels(connection: Connection, workspace_id: str, channel_ids: Iterable[str]) -> None:
    """For the members of some channels."""
    rows = [{"workspace_id": workspace_id, "channel_id": one} for one in sorted(set(channel_ids))]
    if rows:
        connection.execute(_NOTE, rows)


def in_review(connection: Connection, workspace_id: str, review_id: int) -> None:
    """For the members of a review's channel."""
    of_review = select(reviews.c.workspace_id, reviews.c.channel_id).where(
        reviews.c.workspace_id == workspace_id, reviews.c.id == review_id
    )
    connection.execute(insert(home_changes).from_select(["workspace_id", "channel_id"], of_review))


def for_people(connection: Connection, workspace_id: str, user_ids: Iterable[str]) -> None:
    rows = [{"workspace_id": workspace_id, "user_id": one} for one in sorted(set(user_ids))]
    if rows:
        connection.execute(_NOTE, rows)


def for_everybody(connection: Connection, workspace_id: str) -> None:
    connection.execute(_NOTE, {"workspace_id": workspace_id})


def waiting(connection: Connection, _workspace_id: str) -> bool:
    """Whether something is to be spread."""
    return connection.execute(select(home_changes.c.id).limit(1)).first() is not None


def spread(connection: Connection, _workspace_id: str, now: datetime) -> bool:
    """Marks the homes that some notes, the oldest ones, are about; returns whether there may be more of them.

    ``now`` is real time. Another process that does the same takes other notes.
    """
    taken = connection.execute(
        select(home_changes).order_by(home_changes.c.id).limit(MOST_AT_ONCE).with_for_update(skip_locked=True)
    ).all()
    by_workspace: dict[str, list[Row]] = defaultdict(list)
    for row in taken:
        by_workspace[row.workspace_id].append(row)
    for workspace_id in sorted(by_workspace):
        _mark(connection, workspace_id, by_workspace[workspace_id], now)
    connection.execute(delete(home_changes).where(home_changes.c.id.in_([row.id for row in taken])))
    return len(taken) == MOST_AT_ONCE


def _mark(connection: Connection, workspace_id: str, rows: Sequence[Row], now: datetime) -> None:
    """In the order of the people, so that two processes never wait in a ring."""
    fresh = connection.execute(
        select(homes.c.user_id)
        .where(
            homes.c.workspace_id == workspace_id,
            homes.c.stale_at.is_(None),
            homes.c.opened_at > now - KEPT_CURRENT,
            _concerned(workspace_id, rows),
        )
        .order_by(homes.c.user_id)
        .with_for_update()
    ).scalars()
    connection.execute(
        update(homes)
        .where(homes.c.workspace_id == workspace_id, homes.c.user_id.in_(list(fresh)))
        .values(stale_at=now)
    )


def _concerned(workspace_id: str, rows: Sequence[Row]) -> ColumnElement[bool]:
    if any(row.channel_id is None and row.user_id is None for row in rows):
        return true()
    channel_ids = {row.channel_id for row in rows if row.channel_id is not None}
    there = (
        select(literal(1))
        .where(
            channel_members.c.workspace_id == workspace_id,
            channel_members.c.user_id == homes.c.user_id,
            channel_members.c.channel_id.in_(sorted(channel_ids)),
        )
        .exists()
    )
    user_ids = {row.user_id for row in rows if row.user_id is not None}
    return or_(there if channel_ids else false(), homes.c.user_id.in_(sorted(user_ids)))


_NOTE = insert(home_changes)
