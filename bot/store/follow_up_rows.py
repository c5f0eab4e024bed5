"""The answers to follow-up questions, as they are kept: each with the next step that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.follow_ups import FollowUpAnswer
from bot.store import step_rows
from bot.store.schema import follow_up_answers
from bot.store.schema import next_steps as steps_table
from bot.store.schema.follow_ups import ONCE

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from bot.domain.next_steps import StepSubject


def of_review(connection: Connection, workspace_id: str, review_id: int) -> list[FollowUpAnswer]:
    """All answers of a review, in no particular order: each with its text, owner and due date as they are
    now, and its next step, which a later review may have taken along."""
    rows = connection.execute(
        _select().where(
            follow_up_answers.c.workspace_id == workspace_id, follow_up_answers.c.review_id == review_id
        )
    )
    return [_read(row) for row in rows]


def get(connection: Connection, workspace_id: str, subject: StepSubject) -> FollowUpAnswer:
    return _read(connection.execute(_select().where(*matches(workspace_id, subject))).one())


def key(workspace_id: str, subject: StepSubject) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "review_id": subject.review_id,
        "follow_up_id": subject.follow_up_id,
        "area_id": subject.area_id or ONCE,
    }


def matches(workspace_id: str, subject: StepSubject) -> list[ColumnElement[bool]]:
    return [follow_up_answers.c[name] == value for name, value in key(workspace_id, subject).items()]


def _select() -> Select:
    kept = follow_up_answers.c
    return select(
        *step_rows.COLUMNS,
        kept.follow_up_id.label("answers_follow_up"),
        kept.area_id.label("answers_area"),
        kept.sequence.label("answer_sequence"),
        kept.answered_by,
        kept.answered_at,
    ).join_from(
        follow_up_answers,
        steps_table,
        (steps_table.c.workspace_id == kept.workspace_id) & (steps_table.c.id == kept.step_id),
    )


def _read(row: Row) -> FollowUpAnswer:
    return FollowUpAnswer(
        row.answers_follow_up,
        None if row.answers_area == ONCE else row.answers_area,
        step_rows.read(row),
        row.answer_sequence,
        row.answered_by,
        row.answered_at,
    )
