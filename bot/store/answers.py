"""Answers: what each person has said, and how many said what."""

from __future__ import annotations

import secrets
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from bot.domain.answers import Answer, Choice, Comment, Tally
from bot.domain.errors import CommentNotFound
from bot.store import audit, totals
from bot.store.schema import answers
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.answers import Press

KEY = ["workspace_id", "review_id", "area_id", "round", "question_id", "user_id"]


def save_details(
    connection: Connection,
    workspace_id: str,
    press: Press,
    comment: str | None,
    evidence_url: str | None,
) -> None:
    """Sets or clears a comment and its evidence; the answer itself stays as it is.

    The caller has checked that the area takes answers from this person (``store.presses.check``).
    """
    values = {
        "comment": comment,
        "evidence_url": evidence_url,
        "comment_id": secrets.token_hex(8) if comment or evidence_url else None,
    }
    connection.execute(
        insert(connection, answers)
        .values(
            workspace_id=workspace_id,
            review_id=press.review_id,
            area_id=press.area_id,
            round=press.round,
            question_id=press.question_id,
            user_id=press.user_id,
            choice=None,
            chosen_at_us=0,
            **values,
        )
        .on_conflict_do_update(index_elements=KEY, set_=values)
    )


def of_person(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int, user_id: str
) -> dict[str, Answer]:
    """One person's own answers in a round of an area, by question id."""
    rows = connection.execute(
        select(
            answers.c.question_id,
            answers.c.round,
            answers.c.user_id,
            answers.c.choice,
            answers.c.comment,
            answers.c.evidence_url,
        ).where(*_in_round(workspace_id, review_id, area_id, round_), answers.c.user_id == user_id)
    )
    return {row.question_id: Answer(**row._mapping) for row in rows}


def answered_by_area(
    connection: Connection, workspace_id: str, review_id: int, user_id: str
) -> dict[tuple[str, int], set[str]]:
    """Which questions a person has answered, by area and round."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    rows = connection.execute(
        select(answers.c.area_id, answers.c.round, answers.c.question_id).where(
            answers.c.workspace_id == workspace_id,
            answers.c.review_id == review_id,
            answers.c.user_id == user_id,
            answers.c.choice.is_not(None),
        )
    )
    for row in rows:
        found[row.area_id, row.round].add(row.question_id)
    return found


def tallies(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int
) -> dict[str, Tally]:
    """How many gave each answer, by question id. Whether they may be shown is the caller's to decide."""
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    given = totals.given(
        lambda table: (
            table.c.workspace_id == workspace_id,
            table.c.review_id == review_id,
            table.c.area_id == area_id,
            table.c.round == round_,
        )
    )
    rows = connection.execute(
        select(given.c.question_id, given.c.choice, func.sum(given.c.number).label("number")).group_by(
            given.c.question_id, given.c.choice
        )
    )
    for row in rows:
        counted[row.question_id][Choice(row.choice).value] = int(row.number)
    return {question_id: Tally(**counts) for question_id, counts in counted.items()}


def comment_counts(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int
) -> dict[str, int]:
    """How many comments on each question may be read."""
    rows = connection.execute(
        select(answers.c.question_id, func.count().label("number"))
        .where(
            *_in_round(workspace_id, review_id, area_id, round_),
            answers.c.comment_id.is_not(None),
            answers.c.comment_hidden_reason.is_(None),
        )
        .group_by(answers.c.question_id)
    )
    return {row.question_id: row.number for row in rows}


def comments(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int, question_id: str
) -> list[Comment]:
    """The comments on a question, hidden ones included, ordered by their random ids: no author's order."""
    rows = connection.execute(
        select(
            answers.c.comment_id,
            answers.c.comment,
            answers.c.evidence_url,
            answers.c.comment_hidden_reason,
        )
        .where(
            *_in_round(workspace_id, review_id, area_id, round_),
            answers.c.question_id == question_id,
            answers.c.comment_id.is_not(None),
        )
        .order_by(answers.c.comment_id)
    )
    return [
        Comment(
            id=row.comment_id,
            question_id=question_id,
            text=row.comment or "",
            evidence_url=row.evidence_url,
            hidden_reason=row.comment_hidden_reason,
        )
        for row in rows
    ]


def hide_comment(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    comment_id: str,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    """Raises CommentNotFound."""
    hidden = connection.execute(
        update(answers)
        .where(
            answers.c.workspace_id == workspace_id,
            answers.c.review_id == review_id,
            answers.c.area_id == area_id,
            answers.c.comment_id == comment_id,
        )
        .values(comment_hidden_reason=reason, comment_hidden_by=by)
        .returning(answers.c.question_id)
    ).scalar()
    if hidden is None:
        raise CommentNotFound
    audit.record(
        connection,
        workspace_id,
        by,
        "comment hidden",
        now,
        review_id=review_id,
        subject=f"{review_id}|{area_id}|{hidden}",
        comment_id=comment_id,
        reason=reason,
    )


def _in_round(
    workspace_id: str, review_id: int, area_id: str, round_: int
) -> tuple[ColumnElement[bool], ...]:
    return (
        answers.c.workspace_id == workspace_id,
        answers.c.review_id == review_id,
        answers.c.area_id == area_id,
        answers.c.round == round_,
    )
