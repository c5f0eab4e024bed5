"""Reading the record of a review, a question or a next step: for facilitators, a page at a time. Nothing here
writes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, cast, literal, select

from bot.domain.answers import Choice
from bot.domain.errors import NoSuchQuestion
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.people import forgotten
from bot.domain.record import Record, Recorded, RecordOf
from bot.store import access, agreements, areas, step_rows
from bot.store.audit import THE_APP
from bot.store.schema import audit_events, next_steps, person_keys, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.domain.checklist import Checklist
    from bot.domain.next_steps import Changed
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists

LINES = 20
"""On a page."""

NAMES_SOMEBODY = ("facilitator named", "facilitator removed", "participant named", "participant removed")
"""The subject of these is the key of whoever it was done to."""

STEP = "step|"
AGREED = ("answer agreed", "answer taken back")


def read(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    of: RecordOf,
    user_id: str,
    earlier_than: int | None,
) -> Record:
    """The page that ends before the line ``earlier_than``; None: the latest one. Where a next step has been
    taken along, it is for the facilitators of the review that it belongs to now.

    Raises ReviewNotFound, StepNotFound, NoSuchQuestion, UnknownPerson, NotAFacilitator, NobodyFacilitates.
    """
    step = None if of.step_id is None else step_rows.get(connection, workspace_id, of.step_id)
    review_id = of.review_id if step is None else step.subject.review_id
    review = access.facilitated(connection, workspace_id, review_id, user_id, FacilitatorsOnly.READ_RECORD)
    checklist = checklists.get(connection, review.checklist_hash)
    wanted = [audit_events.c.workspace_id == workspace_id, *_wanted(of, review, checklist)]
    if earlier_than is not None:
        wanted.append(audit_events.c.id < earlier_than)
    rows = connection.execute(
        select(audit_events).where(*wanted).order_by(audit_events.c.id.desc()).limit(LINES + 1)
    ).all()
    shown = rows[:LINES]
    return Record(
        of,
        review,
        checklist,
        tuple(_lines(connection, workspace_id, review_id, shown)),
        shown[-1].id if len(rows) > LINES else None,
        step.text if step is not None else None,
    )


def _wanted(of: RecordOf, review: Review, checklist: Checklist) -> Iterable[ColumnElement[bool]]:
    """A question's lines are those about itself, its area and its next steps."""
    event = audit_events.c
    if of.step_id is not None:
        # It may have been taken along from an earlier review of the channel.
        yield event.subject == f"{STEP}{of.step_id}"
        yield event.review_id.in_(
            select(reviews.c.id).where(
                reviews.c.workspace_id == review.workspace_id, reviews.c.channel_id == review.channel_id
            )
        )
        return
    yield event.review_id == review.id
    if of.question_id is None:
        return
    try:
        area_id = checklist.area_of(of.question_id).id
    except KeyError as error:
        raise NoSuchQuestion from error
    area = areas.subject(review.id, area_id)
    steps = select(literal(STEP) + cast(next_steps.c.id, String)).where(
        next_steps.c.workspace_id == review.workspace_id,
        next_steps.c.review_id == review.id,
        next_steps.c.question_id == of.question_id,
    )
    yield event.subject.in_([area, f"{area}|{of.question_id}"]) | event.subject.in_(steps)


def _lines(
    connection: Connection, workspace_id: str, review_id: int, rows: Sequence[Row]
) -> Iterable[Recorded]:
    keys = {row.person_key for row in rows} | {row.subject for row in rows if row.action in NAMES_SOMEBODY}
    people = _people(connection, workspace_id, keys - {THE_APP})
    steps = _steps(connection, workspace_id, rows)
    before = _before(connection, workspace_id, review_id, rows)
    for row in rows:
        text, changes = steps.get(row.subject, (None, {}))
        yield Recorded(
            id=row.id,
            at=row.at,
            action=row.action,
            person=None if row.person_key == THE_APP else people[row.person_key],
            subject=row.subject,
            detail=row.detail,
            about=people[row.subject] if row.action in NAMES_SOMEBODY else None,
            before=before.get(row.id),
            step=text,
            change=changes.get(row.detail.get("sequence")),
        )


def _people(connection: Connection, workspace_id: str, keys: set[str]) -> dict[str, str]:
    """Whom each key leads to; one that leads nowhere is of somebody who had themselves forgotten."""
    rows = connection.execute(
        select(person_keys.c.person_key, person_keys.c.user_id).where(
            person_keys.c.workspace_id == workspace_id, person_keys.c.person_key.in_(keys)
        )
    )
    known = {row.person_key: row.user_id for row in rows}
    return {key: known.get(key) or forgotten(key) for key in keys}


def _steps(
    connection: Connection, workspace_id: str, rows: Sequence[Row]
) -> dict[str, tuple[str, dict[int, Changed]]]:
    """By subject: the text of the next step, and its changes by their numbers."""
    ids = {int(row.subject.removeprefix(STEP)) for row in rows if row.subject.startswith(STEP)}
    texts = connection.execute(
        select(next_steps.c.id, next_steps.c.text).where(
            next_steps.c.workspace_id == workspace_id, next_steps.c.id.in_(ids)
        )
    )
    return {
        f"{STEP}{row.id}": (
            row.text,
            {one.sequence: one for one in step_rows.history(connection, workspace_id, row.id)},
        )
        for row in texts
    }


def _before(
    connection: Connection, workspace_id: str, review_id: int, rows: Sequence[Row]
) -> dict[int, Choice]:
    """By line: the collective answer that it put an end to."""
    asked = {row.subject.rpartition("|")[2] for row in rows if row.action in AGREED}
    before = {}
    for question_id in asked:
        past = agreements.history(connection, workspace_id, review_id, question_id)
        mine = [row for row in rows if row.action in AGREED and row.subject.endswith(f"|{question_id}")]
        # The latest agreement is the latest line, as each of both is written with the other.
        for row in mine:
            number = next((n for n, one in enumerate(past) if one.agreed_at == row.at), 0)
            if number and past[number - 1].choice is not None:
                before[row.id] = past[number - 1].choice
    return {line: choice for line, choice in before.items() if choice is not None}
