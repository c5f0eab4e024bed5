"""Answers without anybody's name: how many gave each one, and how answers become that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, func, literal, or_, select, tuple_, union_all

from bot.domain.reviews import AreaState, ReviewState
from bot.store.schema import answer_totals, answers, review_areas, reviews
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Subquery, Table

KEY = ("workspace_id", "review_id", "area_id", "round", "question_id", "choice")


def given(fits: Callable[[Table], Iterable[ColumnElement[bool]]]) -> Subquery:
    """All answers that fit, whether a name stands beside them or not, as (review_id, area_id, question_id,
    round, choice, number).

    The same row may come more than once: the numbers are for adding up. ``fits`` is asked for each of the two
    tables, which have the columns of ``KEY`` in common.
    """
    columns = ("review_id", "area_id", "question_id", "round", "choice")
    return union_all(
        select(*(answers.c[name] for name in columns), literal(1).label("number")).where(
            *fits(answers), answers.c.choice.is_not(None)
        ),
        select(*(answer_totals.c[name] for name in columns), answer_totals.c.number).where(
            *fits(answer_totals)
        ),
    ).subquery()


def take_names_off(connection: Connection, workspace_id: str, *which: ColumnElement[bool]) -> int:
    """Turns answers into numbers where they are revealed, and removes those that are not, all with their
    comments; returns how many there were. The caller holds the areas against those who answer and reveal.
    """
    mine = (answers.c.workspace_id == workspace_id, *which)
    rows = connection.execute(
        select(*(answers.c[name] for name in KEY), func.count().label("number"))
        .join(
            review_areas,
            and_(
                review_areas.c.workspace_id == answers.c.workspace_id,
                review_areas.c.review_id == answers.c.review_id,
                review_areas.c.area_id == answers.c.area_id,
            ),
        )
        .where(
            *mine,
            answers.c.choice.is_not(None),
            # What was revealed stays so: only a revealed area can be opened for a new round.
            or_(
                review_areas.c.state == AreaState.REVEALED,
                answers.c.round < review_areas.c.round,
            ),
        )
        .group_by(*(answers.c[name] for name in KEY))
        .order_by(*(answers.c[name] for name in KEY))
    ).all()
    if rows:
        add = insert(connection, answer_totals)
        add = add.on_conflict_do_update(
            index_elements=list(KEY), set_={"number": answer_totals.c.number + add.excluded.number}
        )
        connection.execute(add, [dict(row._mapping) for row in rows])
    return connection.execute(delete(answers).where(*mine)).rowcount


def due(
    connection: Connection, _workspace_id: str, closed_before: datetime, limit: int
) -> Sequence[tuple[str, int]]:
    """Reviews (workspace, review) that ended so long ago and still have answers with names."""
    with_names = (
        select(answers.c.user_id)
        .where(answers.c.workspace_id == reviews.c.workspace_id, answers.c.review_id == reviews.c.id)
        .exists()
    )
    rows = connection.execute(
        select(reviews.c.workspace_id, reviews.c.id)
        .where(reviews.c.state != ReviewState.OPEN, reviews.c.closed_at <= closed_before, with_names)
        .order_by(reviews.c.closed_at, reviews.c.id)
        .limit(limit)
    )
    return [(row.workspace_id, row.id) for row in rows]


def take_all_names_off(connection: Connection, workspace_id: str, review_id: int) -> int:
    """For a review that ended long ago; returns how many answers had a name. One that was opened again since
    it was found is left alone."""
    areas = connection.execute(
        select(answers.c.area_id)
        .where(answers.c.workspace_id == workspace_id, answers.c.review_id == review_id)
        .distinct()
        .order_by(answers.c.area_id)
    ).scalars()
    hold(connection, workspace_id, [(review_id, area_id) for area_id in areas])
    ended = select(reviews.c.id).where(
        reviews.c.workspace_id == workspace_id,
        reviews.c.id == review_id,
        reviews.c.state != ReviewState.OPEN,
    )
    if connection.execute(ended.with_for_update()).first() is None:
        return 0
    return take_names_off(connection, workspace_id, answers.c.review_id == review_id)


def areas_answered(connection: Connection, workspace_id: str, user_id: str) -> list[tuple[int, str]]:
    """The areas (review, area) in which somebody has answered or commented."""
    rows = connection.execute(
        select(answers.c.review_id, answers.c.area_id)
        .where(answers.c.workspace_id == workspace_id, answers.c.user_id == user_id)
        .distinct()
        .order_by(answers.c.review_id, answers.c.area_id)
    )
    return [(row.review_id, row.area_id) for row in rows]


def hold(connection: Connection, workspace_id: str, areas: Sequence[tuple[int, str]]) -> None:
    """Nobody answers, reveals or refreshes these areas until this transaction ends."""
    if areas:
        connection.execute(
            select(review_areas.c.area_id)
            .where(
                review_areas.c.workspace_id == workspace_id,
                tuple_(review_areas.c.review_id, review_areas.c.area_id).in_(areas),
            )
            .order_by(review_areas.c.review_id, review_areas.c.area_id)
            .with_for_update()
        )
