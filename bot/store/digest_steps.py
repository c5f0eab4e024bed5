"""The next steps that a digest tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.domain.digest import OwnSteps
from bot.domain.next_steps import DUE_SOON, UNFINISHED, StepState
from bot.domain.reviews import ReviewState
from bot.store.schema import next_steps, reviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection


def counts(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], today: date
) -> tuple[int, int]:
    """How many unfinished next steps of some reviews are overdue, and how many are due soon."""
    if not review_ids:
        return 0, 0
    overdue, due_soon = _overdue(today), _due_soon(today)
    row = connection.execute(
        select(func.sum(case((overdue, 1), else_=0)), func.sum(case((due_soon, 1), else_=0))).where(
            next_steps.c.workspace_id == workspace_id,
            next_steps.c.review_id.in_(review_ids),
            next_steps.c.state.in_(UNFINISHED),
        )
    ).one()
    return row[0] or 0, row[1] or 0


def own(connection: Connection, workspace_id: str, user_id: str, today: date) -> OwnSteps:
    """Of all that somebody owns, in whatever review that was not discarded."""
    row = connection.execute(
        select(
            func.sum(case((_overdue(today), 1), else_=0)),
            func.sum(case((_due_soon(today), 1), else_=0)),
            func.min(case((_due_soon(today), next_steps.c.due_on))),
        )
        .join(
            reviews,
            (reviews.c.workspace_id == next_steps.c.workspace_id) & (reviews.c.id == next_steps.c.review_id),
        )
        .where(
            next_steps.c.workspace_id == workspace_id,
            next_steps.c.owner_id == user_id,
            next_steps.c.state.in_(UNFINISHED),
            reviews.c.state != ReviewState.DISCARDED,
        )
    ).one()
    return OwnSteps(row[0] or 0, row[1] or 0, row[2])


def done_since(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], since: datetime, now: datetime
) -> dict[tuple[int, str], str]:
    """The text of the last next step that was done of each question, by review and question id."""
    if not review_ids:
        return {}
    rows = connection.execute(
        select(next_steps.c.review_id, next_steps.c.question_id, next_steps.c.text)
        .where(
            next_steps.c.workspace_id == workspace_id,
            next_steps.c.review_id.in_(review_ids),
            next_steps.c.question_id.is_not(None),
            next_steps.c.state == StepState.DONE,
            next_steps.c.finished_at > since,
            next_steps.c.finished_at <= now,
        )
        .order_by(next_steps.c.finished_at, next_steps.c.id)
    )
    return {(row.review_id, row.question_id): row.text for row in rows}


def _overdue(today: date) -> ColumnElement[bool]:
    return next_steps.c.due_on < today


def _due_soon(today: date) -> ColumnElement[bool]:
    return next_steps.c.due_on.between(today, today + DUE_SOON)
