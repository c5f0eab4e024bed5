"""Reviews and their areas, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select

from bot.domain.errors import NoOpenReview, NoSuchArea, ReviewNotFound
from bot.domain.reviews import Review, ReviewArea, ReviewState
from bot.store.schema import review_areas, review_facilitators, review_participants, reviews
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row


def get(connection: Connection, workspace_id: str, review_id: int, *, locked: bool = False) -> Review:
    """Raises ReviewNotFound; so does a review of another workspace.

    ``locked``: nobody answers in it or changes it until this transaction ends.
    """
    of = {"of_workspace": workspace_id, "of_review": review_id}
    row = connection.execute(_ONE_LOCKED if locked else _ONE, of).first()
    if row is None:
        raise ReviewNotFound
    return _read(connection, row)


def get_whole(connection: Connection, workspace_id: str, review_id: int) -> Review:
    """The review, locked with all its areas: areas first, as whoever answers or reveals one locks them, so
    that two never wait for each other. Raises ReviewNotFound.
    """
    connection.execute(
        _select_areas(workspace_id, review_id).order_by(review_areas.c.area_id).with_for_update()
    )
    return get(connection, workspace_id, review_id, locked=True)


def open_in_channel(connection: Connection, workspace_id: str, channel_id: str) -> Review:
    """Raises NoOpenReview."""
    row = connection.execute(
        _select().where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.channel_id == channel_id,
            reviews.c.state == ReviewState.OPEN,
        )
    ).first()
    if row is None:
        raise NoOpenReview
    return _read(connection, row)


def by_origin(connection: Connection, workspace_id: str, origin: str) -> Review | None:
    """The review that a form has started, if it has."""
    row = connection.execute(
        _select().where(reviews.c.workspace_id == workspace_id, reviews.c.origin == origin)
    ).first()
    return None if row is None else _read(connection, row)


def closed_in_channel(
    connection: Connection, workspace_id: str, channel_id: str, most: int = 20
) -> list[Review]:
    """The channel's closed reviews, the latest first."""
    rows = connection.execute(
        _select()
        .where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.channel_id == channel_id,
            reviews.c.state == ReviewState.CLOSED,
        )
        .order_by(reviews.c.closed_at.desc(), reviews.c.id.desc())
        .limit(most)
    ).all()
    return [_read(connection, row) for row in rows]


def all_areas(connection: Connection, workspace_id: str, review_id: int) -> list[ReviewArea]:
    rows = connection.execute(_select_areas(workspace_id, review_id).order_by(review_areas.c.position))
    return [_read_area(row) for row in rows]


def area(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, *, locked: bool = False
) -> ReviewArea:
    """Raises NoSuchArea. ``locked``: nobody answers, reveals or refreshes it until this transaction ends."""
    query = _select_areas(workspace_id, review_id).where(review_areas.c.area_id == area_id)
    row = connection.execute(query.with_for_update() if locked else query).first()
    if row is None:
        raise NoSuchArea
    return _read_area(row)


def participant_ids(connection: Connection, workspace_id: str, review_id: int) -> frozenset[str]:
    """Those who were chosen by name."""
    return frozenset(
        connection.execute(
            select(review_participants.c.user_id).where(
                review_participants.c.workspace_id == workspace_id,
                review_participants.c.review_id == review_id,
            )
        ).scalars()
    )


def add_facilitator(
    connection: Connection, workspace_id: str, review_id: int, user_id: str, now: datetime
) -> None:
    connection.execute(
        insert(connection, review_facilitators)
        .values(workspace_id=workspace_id, review_id=review_id, user_id=user_id, added_at=now)
        .on_conflict_do_nothing()
    )


def _select() -> Select:
    return select(*(column for column in reviews.c if column.name != "origin"))


def _select_areas(workspace_id: str, review_id: int) -> Select:
    columns = (column for column in review_areas.c if column.name != "workspace_id")
    return select(*columns).where(
        review_areas.c.workspace_id == workspace_id, review_areas.c.review_id == review_id
    )


# Made once: a review is read for nearly everything.
_ONE = _select().where(
    reviews.c.workspace_id == bindparam("of_workspace"), reviews.c.id == bindparam("of_review")
)
_ONE_LOCKED = _ONE.with_for_update()
_FACILITATORS = (
    select(review_facilitators.c.user_id)
    .where(
        review_facilitators.c.workspace_id == bindparam("of_workspace"),
        review_facilitators.c.review_id == bindparam("of_review"),
    )
    .order_by(review_facilitators.c.added_at, review_facilitators.c.user_id)
)


def _read(connection: Connection, row: Row) -> Review:
    of = {"of_workspace": row.workspace_id, "of_review": row.id}
    facilitators = connection.execute(_FACILITATORS, of).scalars()
    return Review(facilitator_ids=tuple(facilitators), **row._mapping)


def _read_area(row: Row) -> ReviewArea:
    return ReviewArea(**row._mapping)
