"""Collective answers: every one stays on the record, the latest is in force."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain import status
from bot.domain.answers import Agreement, Choice, Tally, needs_reason, propose
from bot.domain.errors import AgreedMeanwhile, AreaNotRevealed, NothingToUndo, ReasonNeeded
from bot.domain.reviews import UNDO_WITHIN, AreaState, check_open
from bot.store import answers, areas, audit, marks, reviews
from bot.store.schema import agreements
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection


def agree(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    question_id: str,
    choice: Choice,
    reason: str | None,
    sequence: int | None,
    by: str,
    now: datetime,
) -> Agreement:
    """Records a collective answer.

    ``sequence``: how many agreements on this question the person has seen, or None for a press on what is
    proposed. The same answer by the same person again changes nothing. Raises AreaNotRevealed, ReviewClosed,
    ReasonNeeded (against the proposal), AgreedMeanwhile.
    """
    area = reviews.area(connection, workspace_id, review_id, area_id, locked=True)
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    check_open(review)
    past = history(connection, workspace_id, review_id, question_id)
    latest = past[-1] if past else None
    if latest is not None and _says_the_same(
        latest, area.round, choice, reason, by, one_press=sequence is None
    ):
        return latest
    if area.state is not AreaState.REVEALED:
        raise AreaNotRevealed
    if sequence is None and latest is not None and latest.choice and latest.round == area.round:
        raise AgreedMeanwhile
    if sequence is not None and sequence != len(past):
        raise AgreedMeanwhile
    tallies = answers.tallies(connection, workspace_id, review_id, area_id, area.round)
    if not reason and needs_reason(propose(tallies.get(question_id, Tally())), choice):
        raise ReasonNeeded
    areas.post_if_lost(connection, workspace_id, review, area_id, by, now)
    return _append(
        connection,
        workspace_id,
        review_id,
        area_id,
        question_id,
        len(past) + 1,
        area.round,
        choice,
        reason,
        by,
        now,
    )


def _says_the_same(
    latest: Agreement, round_: int, choice: Choice, reason: str | None, by: str, *, one_press: bool
) -> bool:
    if (latest.choice, latest.round) != (choice, round_):
        return False
    return one_press or (latest.agreed_by == by and latest.reason == reason)


def undo(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    question_id: str,
    sequence: int,
    by: str,
    now: datetime,
) -> None:
    """Takes an agreement back: what was in force before it is in force again. Raises NothingToUndo."""
    reviews.area(connection, workspace_id, review_id, area_id, locked=True)
    check_open(reviews.get(connection, workspace_id, review_id, locked=True))
    past = history(connection, workspace_id, review_id, question_id)
    latest = past[-1] if past else None
    if (
        latest is None
        or latest.sequence != sequence
        or latest.agreed_by != by
        or latest.choice is None
        or now > latest.agreed_at + UNDO_WITHIN
    ):
        raise NothingToUndo
    before = past[-2] if len(past) > 1 else None
    _append(
        connection,
        workspace_id,
        review_id,
        area_id,
        question_id,
        sequence + 1,
        before.round if before else latest.round,
        before.choice if before else None,
        before.reason if before else None,
        by,
        now,
    )


def history(connection: Connection, workspace_id: str, review_id: int, question_id: str) -> list[Agreement]:
    """All agreements on a question, the first one first."""
    rows = connection.execute(
        _SELECT.where(
            agreements.c.workspace_id == workspace_id,
            agreements.c.review_id == review_id,
            agreements.c.question_id == question_id,
        ).order_by(agreements.c.sequence)
    )
    return [Agreement(**row._mapping) for row in rows]


def in_force(connection: Connection, workspace_id: str, review_id: int) -> dict[str, Agreement]:
    """The agreement in force for each question of a review that has one."""
    rows = connection.execute(
        _SELECT.where(agreements.c.workspace_id == workspace_id, agreements.c.review_id == review_id)
    )
    return status.in_force(Agreement(**row._mapping) for row in rows)


def in_force_by_review(
    connection: Connection, workspace_id: str, review_ids: Sequence[int]
) -> dict[int, dict[str, Agreement]]:
    """The same for several reviews in one statement. A review without an agreement is left out."""
    rows = connection.execute(
        _SELECT.add_columns(agreements.c.review_id).where(
            agreements.c.workspace_id == workspace_id, agreements.c.review_id.in_(review_ids)
        )
    )
    found: dict[int, list[Agreement]] = defaultdict(list)
    for *values, review_id in rows:
        found[review_id].append(Agreement(*values))
    return {review_id: status.in_force(past) for review_id, past in found.items()}


def _append(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    question_id: str,
    sequence: int,
    round_: int,
    choice: Choice | None,
    reason: str | None,
    by: str,
    now: datetime,
) -> Agreement:
    agreement = Agreement(question_id, sequence, round_, choice, reason, by, now)
    written = connection.execute(
        insert(connection, agreements)
        .values(
            workspace_id=workspace_id,
            review_id=review_id,
            area_id=area_id,
            question_id=question_id,
            sequence=sequence,
            round=round_,
            choice=choice,
            reason=reason,
            agreed_by=by,
            agreed_at=now,
        )
        .on_conflict_do_nothing()
        .returning(agreements.c.sequence)
    ).first()
    if written is None:
        raise AgreedMeanwhile
    marks.mark(connection, workspace_id, [(review_id, area_id)])
    audit.record(
        connection,
        workspace_id,
        by,
        "answer agreed" if choice else "answer taken back",
        now,
        review_id=review_id,
        subject=f"{areas.subject(review_id, area_id)}|{question_id}",
        choice=choice,
        reason=reason,
    )
    return agreement


_SELECT = select(
    agreements.c.question_id,
    agreements.c.sequence,
    agreements.c.round,
    agreements.c.choice,
    agreements.c.reason,
    agreements.c.agreed_by,
    agreements.c.agreed_at,
)
