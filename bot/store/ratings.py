"""Where the agreed ratings stand in some reviews, and what moved between two instants.

The last collective answer to a question in a channel counts, from whichever review of the channel it is. It
is all counted in the database: a digest for each of many people must not read every answer of a workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, literal, select, union_all

from bot.domain.answers import RATINGS
from bot.domain.digest import Shift
from bot.store.schema import agreements, reviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import CTE, Connection, Row, Select

BEFORE, AFTER = 0, 1


def shifts(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], since: datetime, now: datetime
) -> list[Shift]:
    """How many questions of each area went from which answer to which; most stay as they were."""
    if not review_ids:
        return []
    both = _before_and_after(workspace_id, review_ids, since, now)
    rows = connection.execute(
        select(both.c.area_id, both.c.before, both.c.after, func.count().label("number"))
        .group_by(both.c.area_id, both.c.before, both.c.after)
        .order_by(both.c.area_id, both.c.before, both.c.after)
    )
    return [Shift(**row._mapping) for row in rows]


def moved(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], since: datetime, now: datetime
) -> Sequence[Row]:
    """The questions whose collective answer changed, as (review_id, channel_id, question_id, before, after).

    ``review_id`` is the review of the present answer; of the one before where there is none now.
    """
    both = _before_and_after(workspace_id, review_ids, since, now)
    return connection.execute(
        select(both.c.review_id, both.c.channel_id, both.c.question_id, both.c.before, both.c.after)
        .where(both.c.before.is_not(None), both.c.before.is_distinct_from(both.c.after))
        .order_by(both.c.review_id, both.c.question_id)
    ).all()


def channels_rated(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], now: datetime
) -> int:
    """In how many channels something is agreed Red, Amber or Green."""
    if not review_ids:
        return 0
    standing = _in_force(workspace_id, review_ids, now, AFTER).subquery()
    number: int = connection.execute(
        select(func.count(standing.c.channel_id.distinct())).where(standing.c.choice.in_(RATINGS))
    ).scalar_one()
    return number


def in_force_at(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], at: datetime
) -> Sequence[Row]:
    """What was in force at an instant, as (channel_id, review_id, area_id, question_id, choice, agreed_at).

    In each channel it is the answer that was agreed last, in whichever of the reviews.
    """
    if not review_ids:
        return ()
    return connection.execute(
        _in_force(workspace_id, review_ids, at, AFTER).order_by("channel_id", "question_id")
    ).all()


def _before_and_after(workspace_id: str, review_ids: Sequence[int], since: datetime, now: datetime) -> CTE:
    """For each question of each channel the answers in force at the two instants, and of which review."""
    both = union_all(
        _in_force(workspace_id, review_ids, since, BEFORE), _in_force(workspace_id, review_ids, now, AFTER)
    ).cte("both")
    is_after = both.c.instant == AFTER
    return (
        select(
            both.c.channel_id,
            both.c.question_id,
            func.coalesce(func.max(case((is_after, both.c.area_id))), func.max(both.c.area_id)).label(
                "area_id"
            ),
            func.coalesce(func.max(case((is_after, both.c.review_id))), func.max(both.c.review_id)).label(
                "review_id"
            ),
            func.max(case((both.c.instant == BEFORE, both.c.choice))).label("before"),
            func.max(case((is_after, both.c.choice))).label("after"),
        )
        .group_by(both.c.channel_id, both.c.question_id)
        .cte("before_and_after")
    )


def _in_force(workspace_id: str, review_ids: Sequence[int], at: datetime, instant: int) -> Select:
    """What was in force at an instant: in each review its latest agreement, unless it was taken back; of all
    the reviews of a channel the one that was agreed last.
    """
    in_review = (
        select(
            agreements.c.review_id,
            agreements.c.area_id,
            agreements.c.question_id,
            agreements.c.choice,
            agreements.c.agreed_at,
            func.row_number()
            .over(
                partition_by=(agreements.c.review_id, agreements.c.question_id),
                order_by=agreements.c.sequence.desc(),
            )
            .label("turn"),
        )
        .where(
            agreements.c.workspace_id == workspace_id,
            agreements.c.review_id.in_(review_ids),
            agreements.c.agreed_at <= at,
        )
        .subquery()
    )
    in_channel = (
        select(
            reviews.c.channel_id,
            in_review.c.review_id,
            in_review.c.area_id,
            in_review.c.question_id,
            in_review.c.choice,
            in_review.c.agreed_at,
            func.row_number()
            .over(
                partition_by=(reviews.c.channel_id, in_review.c.question_id),
                order_by=(in_review.c.agreed_at.desc(), in_review.c.review_id.desc()),
            )
            .label("turn"),
        )
        .join(reviews, (reviews.c.workspace_id == workspace_id) & (reviews.c.id == in_review.c.review_id))
        .where(in_review.c.turn == 1, in_review.c.choice.is_not(None))
        .subquery()
    )
    return select(
        in_channel.c.channel_id,
        in_channel.c.review_id,
        in_channel.c.area_id,
        in_channel.c.question_id,
        in_channel.c.choice,
        in_channel.c.agreed_at,
        literal(instant).label("instant"),
    ).where(in_channel.c.turn == 1)
