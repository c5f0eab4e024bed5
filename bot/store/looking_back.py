"""What a channel had agreed before one of its reviews began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.looking_back import Earlier
from bot.domain.next_steps import StepState
from bot.domain.reviews import ReviewState
from bot.store import ratings
from bot.store.schema import next_steps, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement
    from bot.domain.reviews import Review


def earlier(
    connection: Connection, workspace_id: str, review: Review, agreed: Mapping[str, Agreement]
) -> dict[str, Earlier]:
    """By question id. ``agreed``: what is in force in ``review``.

    It is what stood when the review began: what becomes of an earlier one afterwards, which may be opened
    again, changes no summary.
    """
    before = _reviews_before(connection, workspace_id, review)
    if not before:
        return {}
    rows = ratings.in_force_at(connection, workspace_id, before, review.started_at)
    moved = {
        row.question_id: (row.agreed_at, agreed[row.question_id].agreed_at)
        for row in rows
        if row.question_id in agreed and agreed[row.question_id].choice is not row.choice
    }
    done = _done_between(connection, workspace_id, [*before, review.id], moved)
    return {row.question_id: Earlier(row.choice, done.get(row.question_id)) for row in rows}


def _reviews_before(connection: Connection, workspace_id: str, review: Review) -> list[int]:
    """A channel has one open review at a time, so an earlier one has the smaller number."""
    return list(
        connection.execute(
            select(reviews.c.id).where(
                reviews.c.workspace_id == workspace_id,
                reviews.c.channel_id == review.channel_id,
                reviews.c.id < review.id,
                reviews.c.state != ReviewState.DISCARDED,
            )
        ).scalars()
    )


def _done_between(
    connection: Connection,
    workspace_id: str,
    review_ids: Iterable[int],
    spans: Mapping[str, tuple[datetime, datetime]],
) -> dict[str, str]:
    """The text of the last next step of each question that was done within its span, by question id."""
    if not spans:
        return {}
    rows = connection.execute(
        select(next_steps.c.question_id, next_steps.c.text, next_steps.c.finished_at)
        .where(
            next_steps.c.workspace_id == workspace_id,
            next_steps.c.review_id.in_(review_ids),
            next_steps.c.question_id.in_(spans),
            next_steps.c.state == StepState.DONE,
        )
        .order_by(next_steps.c.finished_at, next_steps.c.id)
    )
    return {
        row.question_id: row.text
        for row in rows
        if spans[row.question_id][0] < row.finished_at <= spans[row.question_id][1]
    }
