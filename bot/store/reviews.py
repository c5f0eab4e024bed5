"""Reviews and their areas, as they are kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, func, select

from bot.domain.errors import NoOpenReview, NoSuchArea, ReviewNotFound
from bot.domain.reviews import Review, ReviewArea, ReviewState
from bot.store.schema import channel_members, review_areas, review_facilitators, review_participants, reviews
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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


def by_id(connection: Connection, workspace_id: str, review_ids: Iterable[int]) -> dict[int, Review]:
    """Those of some reviews that there are in this workspace, in two statements."""
    rows = connection.execute(
        _select().where(reviews.c.workspace_id == workspace_id, reviews.c.id.in_(set(review_ids)))
    ).all()
    return read_many(connection, workspace_id, rows)


def seen_by(connection: Connection, workspace_id: str, user_id: str) -> list[Review]:
    """The latest review of each channel that a person is in, never one that was discarded: the open ones
    first, each kind the latest first.
    """
    turn = func.row_number().over(
        partition_by=reviews.c.channel_id, order_by=(reviews.c.started_at.desc(), reviews.c.id.desc())
    )
    latest = (
        _select()
        .add_columns(turn.label("turn"))
        .join(
            channel_members,
            (channel_members.c.workspace_id == reviews.c.workspace_id)
            & (channel_members.c.channel_id == reviews.c.channel_id),
        )
        .where(
            reviews.c.workspace_id == workspace_id,
            channel_members.c.workspace_id == workspace_id,
            channel_members.c.user_id == user_id,
            reviews.c.state != ReviewState.DISCARDED,
        )
        .subquery()
    )
    rows = connection.execute(
        select(*(column for column in latest.c if column.name != "turn")).where(latest.c.turn == 1)
    ).all()
    found = read_many(connection, workspace_id, rows).values()
    latest_first = sorted(found, key=lambda review: (review.started_at, review.id), reverse=True)
    return sorted(latest_first, key=lambda review: not review.is_open)


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


def up_to(connection: Connection, workspace_id: str, review: Review) -> list[Review]:
    """The reviews of its channel from the first one to this one; never one that was discarded."""
    rows = connection.execute(
        _select()
        .where(
            reviews.c.workspace_id == workspace_id,
            reviews.c.channel_id == review.channel_id,
            reviews.c.id <= review.id,
            reviews.c.state != ReviewState.DISCARDED,
        )
        .order_by(reviews.c.id)
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


def read_many(connection: Connection, workspace_id: str, rows: Sequence[Row]) -> dict[int, Review]:
    """Their facilitators are read together."""
    facilitators: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(
        select(review_facilitators.c.review_id, review_facilitators.c.user_id)
        .where(
            review_facilitators.c.workspace_id == workspace_id,
            review_facilitators.c.review_id.in_([row.id for row in rows]),
        )
        .order_by(review_facilitators.c.added_at, review_facilitators.c.user_id)
    ):
        facilitators[row.review_id].append(row.user_id)
    return {row.id: Review(facilitator_ids=tuple(facilitators[row.id]), **row._mapping) for row in rows}


def areas_of(
    connection: Connection, workspace_id: str, review_ids: Iterable[int]
) -> dict[int, list[ReviewArea]]:
    """The areas of some reviews, each in the checklist's order."""
    found: dict[int, list[ReviewArea]] = {review_id: [] for review_id in review_ids}
    rows = connection.execute(
        select(*(column for column in review_areas.c if column.name != "workspace_id"))
        .where(review_areas.c.workspace_id == workspace_id, review_areas.c.review_id.in_(list(found)))
        .order_by(review_areas.c.review_id, review_areas.c.position)
    )
    for row in rows:
        found[row.review_id].append(_read_area(row))
    return found


def _read_area(row: Row) -> ReviewArea:
    return ReviewArea(**row._mapping)
