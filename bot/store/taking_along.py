"""Open next steps of a channel's closed reviews move into its open one, where its facilitators want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.calendar import local_date
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.next_steps import UNFINISHED, StepChange
from bot.domain.reviews import ReviewState, check_open
from bot.domain.taking_along import NothingToTakeAlong, TakingAlong, kept, place_in, read
from bot.store import access, reviews, step_changes, step_lists, step_rows
from bot.store.schema import next_steps
from bot.store.schema import reviews as reviews_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.next_steps import NextStep, StepSubject
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars

MOST_OFFERED = 100
"""At once: what is left can be taken along after them."""


def count(connection: Connection, workspace_id: str, review: Review) -> int:
    """How many next steps wait to be taken into a review; none where it is not open."""
    if not review.is_open:
        return 0
    waiting = step_rows.standing().where(*_waiting(workspace_id, review.channel_id)).subquery()
    number: int = connection.execute(select(func.count()).select_from(waiting)).scalar_one()
    return number


def offer(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> TakingAlong:
    """For a facilitator. Raises NotAFacilitator, ReviewClosed, NothingToTakeAlong."""
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.TAKE_ALONG)
    check_open(review)
    rows = connection.execute(
        step_rows.standing()
        .where(*_waiting(workspace_id, review.channel_id))
        .order_by(next_steps.c.due_on, next_steps.c.id)
        .limit(MOST_OFFERED)
    ).all()
    if not rows:
        raise NothingToTakeAlong
    steps = map(step_rows.read, rows)
    placed = [step_lists.placed_step(connection, workspace_id, checklists, step) for step in steps]
    today = local_date(now, calendars.tz_of(connection, workspace_id, by))
    return TakingAlong(review, tuple(placed), count(connection, workspace_id, review), today)


def take(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    step_ids: Collection[int],
    by: str,
    now: datetime,
) -> int:
    """Moves those of the next steps that still wait; how many did. Others' are left where they are, so is
    what was finished or taken along meanwhile. Raises NotAFacilitator, ReviewClosed.
    """
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.TAKE_ALONG)
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    check_open(review)
    checklist = checklists.get(connection, review.checklist_hash)
    waiting = connection.execute(
        step_rows.standing()
        .where(*_waiting(workspace_id, review.channel_id), next_steps.c.id.in_(sorted(step_ids)))
        .order_by(next_steps.c.id)
        .with_for_update(of=next_steps)
    ).all()
    for row in waiting:
        step = step_rows.read(row)
        _move(connection, workspace_id, step, place_in(review_id, checklist, step.subject), by, now)
    return len(waiting)


def give_back(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> None:
    """What a review took along goes back to where it was: the review is being discarded, and would take it
    away with it.
    """
    for step in step_rows.of_review(connection, workspace_id, review_id):
        past = step_rows.history(connection, workspace_id, step.id)
        came = [one for one in past if one.change is StepChange.TAKEN_ALONG]
        if came:
            step = step_rows.get(connection, workspace_id, step.id, locked=True)
            _move(connection, workspace_id, step, read(came[-1].before), by, now)


def _move(
    connection: Connection, workspace_id: str, step: NextStep, to: StepSubject, by: str, now: datetime
) -> None:
    before = kept(step.subject)
    moved = step_rows.change(connection, workspace_id, step, now, **kept(to))
    step_changes.record(connection, workspace_id, moved, StepChange.TAKEN_ALONG, by, now, before, kept(to))


def _waiting(workspace_id: str, channel_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        next_steps.c.workspace_id == workspace_id,
        next_steps.c.state.in_(UNFINISHED),
        reviews_table.c.channel_id == channel_id,
        reviews_table.c.state == ReviewState.CLOSED,
    )
