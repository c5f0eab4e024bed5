"""Somebody's own open next steps, for their App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.domain.home import STEPS_TO_A_PAGE, OwnSteps
from bot.domain.next_steps import DUE_SOON, UNFINISHED, StepCounts
from bot.domain.step_place import PlacedStep, StepPlace
from bot.store import reviews, step_rows
from bot.store.schema import next_steps
from bot.store.schema import reviews as review_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from bot.store.checklists import Checklists


def of_person(
    connection: Connection, workspace_id: str, checklists: Checklists, user_id: str, start: int, today: date
) -> OwnSteps:
    """A page of them, most overdue first; one that is no longer there is the last one."""
    mine = (
        next_steps.c.workspace_id == workspace_id,
        next_steps.c.owner_id == user_id,
        next_steps.c.state.in_(UNFINISHED),
    )
    standing = step_rows.standing().where(*mine)
    counts = StepCounts(*list(connection.execute(standing.with_only_columns(*counted(today))).one()))
    if start >= counts.unfinished:
        start = max(0, (counts.unfinished - 1) // STEPS_TO_A_PAGE * STEPS_TO_A_PAGE)
    rows = connection.execute(
        standing.order_by(next_steps.c.due_on, next_steps.c.id).offset(start).limit(STEPS_TO_A_PAGE)
    ).all()
    steps = [step_rows.read(row) for row in rows]
    of = reviews.by_id(connection, workspace_id, {step.subject.review_id for step in steps})
    placed = []
    for step in steps:
        review = of.get(step.subject.review_id)
        if review is None:
            continue  # gone since
        checklist = checklists.get(connection, review.checklist_hash)
        placed.append(PlacedStep(step, StepPlace.of(review, checklist, step.subject)))
    return OwnSteps(tuple(placed), start, counts)


def of_reviews(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], today: date
) -> dict[int, StepCounts]:
    """How many next steps of each review are open; a review without any has no entry."""
    rows = connection.execute(
        select(next_steps.c.review_id, *counted(today))
        .join(
            review_rows,
            (review_rows.c.workspace_id == next_steps.c.workspace_id)
            & (review_rows.c.id == next_steps.c.review_id),
        )
        .where(next_steps.c.workspace_id == workspace_id, next_steps.c.review_id.in_(review_ids))
        .group_by(next_steps.c.review_id)
    )
    return {review_id: StepCounts(*counts) for review_id, *counts in rows}


def counted(today: date) -> tuple[ColumnElement[int], ...]:
    """Of the unfinished ones: how many, how many overdue, how many due soon."""
    unfinished, due_on = next_steps.c.state.in_(UNFINISHED), next_steps.c.due_on
    return (
        func.count(case((unfinished, 1))),
        func.count(case((unfinished & (due_on < today), 1))),
        func.count(case((unfinished & due_on.between(today, today + DUE_SOON), 1))),
    )
