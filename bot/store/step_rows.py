"""Next steps and their history, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from bot.domain.next_steps import Changed, NextStep, StepState, StepSubject
from bot.domain.reviews import ReviewState
from bot.domain.step_errors import StepNotFound
from bot.store.schema import next_step_changes, next_steps, reviews
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from bot.domain.next_steps import NewStep, StepChange

SUBJECT = ("review_id", "area_id", "question_id", "follow_up_id")
COLUMNS = tuple(
    next_steps.c[name]
    for name in (
        *SUBJECT,
        "id",
        "text",
        "owner_id",
        "due_on",
        "state",
        "sequence",
        "created_by",
        "created_at",
        "changed_at",
        "assigned_by",
        "reason",
        "evidence_url",
        "finished_at",
        "owner_told_at",
        "snoozed_until",
    )
)


def standing() -> Select:
    """Next steps of reviews that are not discarded: the others are shown nowhere."""
    return (
        select(*COLUMNS)
        .join(
            reviews,
            (reviews.c.workspace_id == next_steps.c.workspace_id) & (reviews.c.id == next_steps.c.review_id),
        )
        .where(reviews.c.state != ReviewState.DISCARDED)
    )


def read(row: Row) -> NextStep:
    values = {column.name: getattr(row, column.name) for column in COLUMNS}
    subject = StepSubject(**{name: values.pop(name) for name in SUBJECT})
    return NextStep(subject=subject, **values)


def get(connection: Connection, workspace_id: str, step_id: int, *, locked: bool = False) -> NextStep:
    """Raises StepNotFound; so does one of another workspace, or of a review that was discarded.

    ``locked``: nobody else changes it until this transaction ends.
    """
    if locked:
        # By itself: a join would be made with the review that it had before whoever we waited for moved it.
        own = (next_steps.c.workspace_id == workspace_id, next_steps.c.id == step_id)
        connection.execute(select(next_steps.c.id).where(*own).with_for_update())
    query = standing().where(next_steps.c.workspace_id == workspace_id, next_steps.c.id == step_id)
    row = connection.execute(query).first()
    if row is None:
        raise StepNotFound
    return read(row)


def of_review(connection: Connection, workspace_id: str, review_id: int) -> list[NextStep]:
    """All next steps of a review, in the order in which they were added."""
    rows = connection.execute(
        standing()
        .where(next_steps.c.workspace_id == workspace_id, next_steps.c.review_id == review_id)
        .order_by(next_steps.c.id)
    )
    return [read(row) for row in rows]


def add(
    connection: Connection, workspace_id: str, new: NewStep, by: str, now: datetime, told_at: datetime | None
) -> tuple[NextStep, bool]:
    """The next step that ``new.origin`` stands for, and whether it was added just now."""
    subject = new.subject
    step_id = connection.execute(
        insert(connection, next_steps)
        .values(
            workspace_id=workspace_id,
            review_id=subject.review_id,
            area_id=subject.area_id,
            question_id=subject.question_id,
            follow_up_id=subject.follow_up_id,
            origin=new.origin,
            sequence=1,
            text=new.text,
            owner_id=new.owner_id,
            due_on=new.due_on,
            state=StepState.OPEN,
            evidence_url=new.evidence_url,
            created_by=by,
            created_at=now,
            changed_at=now,
            assigned_by=by,
            owner_told_at=told_at,
        )
        .on_conflict_do_nothing(index_elements=["workspace_id", "origin"])
        .returning(next_steps.c.id)
    ).scalar()
    if step_id is not None:
        return get(connection, workspace_id, step_id), True
    known = connection.execute(
        select(next_steps.c.id).where(
            next_steps.c.workspace_id == workspace_id, next_steps.c.origin == new.origin
        )
    ).scalar_one()
    return get(connection, workspace_id, known), False


def change(
    connection: Connection, workspace_id: str, step: NextStep, now: datetime, **values: Any
) -> NextStep:
    """Writes a change of a next step that the caller has locked; its sequence goes on by one."""
    connection.execute(
        update(next_steps)
        .where(next_steps.c.workspace_id == workspace_id, next_steps.c.id == step.id)
        .values(sequence=step.sequence + 1, changed_at=now, **values)
    )
    return get(connection, workspace_id, step.id)


def remember(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    what: StepChange,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str | None,
) -> None:
    """Adds the entry of the history that belongs to the step's present sequence."""
    connection.execute(
        next_step_changes.insert().values(
            workspace_id=workspace_id,
            step_id=step.id,
            sequence=step.sequence,
            change=what,
            changed_by=by,
            changed_at=now,
            before=before,
            after=after,
            reason=reason,
        )
    )


def history(connection: Connection, workspace_id: str, step_id: int) -> list[Changed]:
    """All changes of a next step, the first one first."""
    entry = next_step_changes.c
    rows = connection.execute(
        select(
            entry.sequence,
            entry.change,
            entry.changed_by,
            entry.changed_at,
            entry.before,
            entry.after,
            entry.reason,
        )
        .where(entry.workspace_id == workspace_id, entry.step_id == step_id)
        .order_by(entry.sequence)
    )
    return [Changed(**row._mapping) for row in rows]
