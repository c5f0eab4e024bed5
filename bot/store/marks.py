"""Marks on areas whose message no longer shows what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update

from bot.domain.reviews import AreaState, ReviewState
from bot.store.schema import area_marks, area_messages, review_areas, reviews
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection


def mark(connection: Connection, workspace_id: str, areas: Iterable[tuple[int, str]]) -> None:
    """Marks areas (review id, area id) as stale; sorted, so that two writers never wait in a ring."""
    rows = [
        {"workspace_id": workspace_id, "review_id": review_id, "area_id": area_id, "is_set": True}
        for review_id, area_id in sorted(areas)
    ]
    if rows:
        statement = insert(connection, area_marks).on_conflict_do_update(
            index_elements=["workspace_id", "review_id", "area_id"], set_={"is_set": True}
        )
        connection.execute(statement, rows)


def already_set(
    connection: Connection, workspace_id: str, areas: Collection[tuple[int, str]]
) -> set[tuple[int, str]]:
    """Those of some areas that are marked, at this instant: the caller holds them against a refresh."""
    wanted = {
        "workspace": workspace_id,
        "reviews": [review_id for review_id, _ in areas],
        "areas": [area_id for _, area_id in areas],
    }
    return {(row.review_id, row.area_id) for row in connection.execute(_MARKED, wanted)}


def mark_review(
    connection: Connection, workspace_id: str, review_id: int, *, only: AreaState | None = None
) -> None:
    """Marks all posted areas of a review, or those in one state."""
    posted = select(review_areas.c.area_id).where(
        review_areas.c.workspace_id == workspace_id,
        review_areas.c.review_id == review_id,
        review_areas.c.state == only if only else review_areas.c.state != AreaState.PENDING,
    )
    mark(
        connection,
        workspace_id,
        [(review_id, area_id) for area_id in connection.execute(posted).scalars()],
    )


def mark_channel(
    connection: Connection,
    workspace_id: str,
    channel_ids: Iterable[str],
    *,
    only: AreaState | None = AreaState.OPEN,
) -> None:
    """Marks the open areas of the open reviews in some channels: who is counted there has changed.

    ``only`` None marks all posted areas: what happened there could not be shown for a while.
    """
    open_reviews = (
        select(reviews.c.id)
        .where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.channel_id.in_(list(channel_ids)),
            reviews.c.state == ReviewState.OPEN,
        )
        .order_by(reviews.c.id)
    )
    for review_id in list(connection.execute(open_reviews).scalars()):
        mark_review(connection, workspace_id, review_id, only=only)


def next_stale(
    connection: Connection, now: datetime, excluding: Iterable[str] = ()
) -> tuple[str, int, str] | None:
    """A marked area (workspace, review, area) whose message is posted and that nobody refreshes now.

    That is also one whose mark was cleared by a refresh that never ended: its process was killed. ``now`` is
    real time. ``excluding``: workspaces that have to wait.
    """
    query = (
        select(area_marks.c.workspace_id, area_marks.c.review_id, area_marks.c.area_id)
        .join(area_messages, _same_area())
        .where(
            area_marks.c.lease_until.is_(None) | (area_marks.c.lease_until < now),
            area_marks.c.workspace_id.not_in(list(excluding)),
        )
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else (row.workspace_id, row.review_id, row.area_id)


def next_lease_end(connection: Connection, now: datetime) -> datetime | None:
    """When the first area that is held now becomes free."""
    end: datetime | None = connection.execute(
        select(func.min(area_marks.c.lease_until)).where(area_marks.c.lease_until >= now)
    ).scalar()
    return end


def take(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, now: datetime, until: datetime
) -> bool:
    """Clears the mark and holds the area for one refresh. The caller has locked the area."""
    taken = connection.execute(
        update(area_marks)
        .where(
            *_of(workspace_id, review_id, area_id),
            area_marks.c.lease_until.is_(None) | (area_marks.c.lease_until < now),
        )
        .values(is_set=False, lease_until=until)
    )
    return taken.rowcount == 1


def done(connection: Connection, workspace_id: str, review_id: int, area_id: str) -> None:
    """Ends a refresh: the mark goes, unless it was set again meanwhile."""
    connection.execute(
        delete(area_marks).where(*_of(workspace_id, review_id, area_id), area_marks.c.is_set.is_(False))
    )
    connection.execute(
        update(area_marks).where(*_of(workspace_id, review_id, area_id)).values(lease_until=None)
    )


def again(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, not_before: datetime
) -> None:
    """Ends a refresh that did not reach Slack: it is due again at ``not_before`` (real time)."""
    connection.execute(
        update(area_marks)
        .where(*_of(workspace_id, review_id, area_id))
        .values(is_set=True, lease_until=not_before)
    )


def _of(workspace_id: str, review_id: int, area_id: str) -> tuple:
    return (
        area_marks.c.workspace_id == workspace_id,
        area_marks.c.review_id == review_id,
        area_marks.c.area_id == area_id,
    )


def _same_area() -> ColumnElement[bool]:
    return (
        (area_messages.c.workspace_id == area_marks.c.workspace_id)
        & (area_messages.c.review_id == area_marks.c.review_id)
        & (area_messages.c.area_id == area_marks.c.area_id)
        & area_messages.c.is_final.is_(False)
    )


_MARKED = select(area_marks.c.review_id, area_marks.c.area_id).where(
    area_marks.c.workspace_id == bindparam("workspace"),
    area_marks.c.review_id.in_(bindparam("reviews", expanding=True)),
    area_marks.c.area_id.in_(bindparam("areas", expanding=True)),
    area_marks.c.is_set,
)
