"""Lists of next steps, as somebody asks for them: a channel's, their own, those of all they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.domain.calendar import local_date
from bot.domain.errors import UnknownPerson
from bot.domain.next_steps import UNFINISHED, PlanOrder, StepFilter
from bot.domain.step_place import PlacedStep, StepList, StepOutcome, StepPlace, StepPlan
from bot.domain.step_rules import can_change, check_may_change, check_unfinished
from bot.store import members, step_rows
from bot.store import reviews as review_rows
from bot.store.schema import members as people
from bot.store.schema import next_steps, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.next_steps import Changed, NextStep
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars

PAGE = 10
PLAN_PAGE = 25


def asked(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    which: StepFilter | None,
    channel_id: str | None,
    user_id: str,
    start: int,
    now: datetime,
    calendars: Calendars,
) -> StepList:
    """A page of a list, most overdue first, what is finished last.

    ``which`` None: one's own where there are any, else all. ``channel_id`` None: of everything that this
    person may see. A page that is no longer there is the last one. Raises UnknownPerson.
    """
    tz = calendars.tz_of(connection, workspace_id, user_id)
    today = local_date(now, tz)
    seen = tuple(_seen(connection, workspace_id, channel_id, user_id))
    if which is None:
        mine = _count(connection, (*seen, *_chosen(StepFilter.MINE, user_id, today)))
        which = StepFilter.MINE if mine else StepFilter.ALL
    wanted = (*seen, *_chosen(which, user_id, today))
    total = _count(connection, wanted)
    if start >= total:
        start = max(0, (total - 1) // PAGE * PAGE)
    step = next_steps.c
    unfinished = step.state.in_(UNFINISHED)
    rows = connection.execute(
        step_rows.standing()
        .where(*wanted)
        .order_by(
            case((unfinished, 0), else_=1),
            case((unfinished, step.due_on)),
            step.finished_at.desc(),
            step.id,
        )
        .offset(start)
        .limit(PAGE)
    ).all()
    placed = tuple(placed_step(connection, workspace_id, checklists, step_rows.read(row)) for row in rows)
    return StepList(which, channel_id is not None, placed, start, total, today, tz)


def planned(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    order: PlanOrder,
    channel_id: str | None,
    user_id: str,
    start: int,
    now: datetime,
    calendars: Calendars,
) -> StepPlan:
    """A page of all that is unfinished, by due date and then owner, or the other way round: owners by their
    names. ``channel_id`` and pages as in :func:`asked`. Raises UnknownPerson.
    """
    tz = calendars.tz_of(connection, workspace_id, user_id)
    today = local_date(now, tz)
    step = next_steps.c
    wanted = (*_seen(connection, workspace_id, channel_id, user_id), step.state.in_(UNFINISHED))
    total = _count(connection, wanted)
    if start >= total:
        start = max(0, (total - 1) // PLAN_PAGE * PLAN_PAGE)
    owner = (func.lower(people.c.name), step.owner_id)
    by_date = order is PlanOrder.DUE_DATE
    rows = connection.execute(
        step_rows.standing()
        .outerjoin(people, (people.c.workspace_id == step.workspace_id) & (people.c.user_id == step.owner_id))
        .where(*wanted)
        .order_by(*((step.due_on, *owner) if by_date else (*owner, step.due_on)), step.id)
        .offset(start)
        .limit(PLAN_PAGE)
    ).all()
    placed = tuple(placed_step(connection, workspace_id, checklists, step_rows.read(row)) for row in rows)
    return StepPlan(order, channel_id is not None, placed, start, total, today, tz)


def placed_step(
    connection: Connection, workspace_id: str, checklists: Checklists, step: NextStep
) -> PlacedStep:
    review = review_rows.get(connection, workspace_id, step.subject.review_id)
    checklist = checklists.get(connection, review.checklist_hash)
    return PlacedStep(step, StepPlace.of(review, checklist, step.subject))


def readable(
    connection: Connection, workspace_id: str, checklists: Checklists, step_id: int, user_id: str
) -> PlacedStep:
    """For members of the review's channel, and for whoever may change it. Raises StepNotFound,
    UnknownPerson.
    """
    placed = placed_step(
        connection, workspace_id, checklists, step_rows.get(connection, workspace_id, step_id)
    )
    if user_id not in can_change(placed.step, placed.place.review):
        _check_in_channel(connection, workspace_id, placed.place.review.channel_id, user_id)
    return placed


def changeable(
    connection: Connection, workspace_id: str, checklists: Checklists, step_id: int, user_id: str
) -> PlacedStep:
    """For whoever may change it, while it is unfinished. Raises StepNotFound, NotYourStep, StepFinished."""
    placed = placed_step(
        connection, workspace_id, checklists, step_rows.get(connection, workspace_id, step_id)
    )
    check_may_change(placed.step, placed.place.review, user_id)
    check_unfinished(placed.step)
    return placed


def outcome(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    step_id: int,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> StepOutcome:
    """What a change of it came to. Raises StepNotFound, UnknownPerson."""
    placed = readable(connection, workspace_id, checklists, step_id, user_id)
    last = step_rows.history(connection, workspace_id, step_id)[-1]
    tz = calendars.tz_of(connection, workspace_id, user_id)
    return StepOutcome(placed, last, local_date(now, tz), tz)


def told(
    connection: Connection, workspace_id: str, checklists: Checklists, step_id: int, user_id: str
) -> tuple[PlacedStep, list[Changed]]:
    """A next step with its history, the first change first. Raises StepNotFound, UnknownPerson."""
    placed = readable(connection, workspace_id, checklists, step_id, user_id)
    return placed, step_rows.history(connection, workspace_id, step_id)


def _seen(
    connection: Connection, workspace_id: str, channel_id: str | None, user_id: str
) -> Iterator[ColumnElement[bool]]:
    yield next_steps.c.workspace_id == workspace_id
    if channel_id is None:
        mine = members.channels_of(connection, workspace_id, user_id)
        yield reviews.c.channel_id.in_(mine) | (next_steps.c.owner_id == user_id)
        return
    yield reviews.c.channel_id == channel_id
    # A channel that we keep no copy of has no review, and so nothing to see.
    if members.knows_channel(connection, workspace_id, channel_id):
        _check_in_channel(connection, workspace_id, channel_id, user_id)


def _check_in_channel(connection: Connection, workspace_id: str, channel_id: str, user_id: str) -> None:
    if not members.is_in_channel(connection, workspace_id, channel_id, user_id):
        raise UnknownPerson(channel_id)


def _chosen(which: StepFilter, user_id: str, today: date) -> Iterator[ColumnElement[bool]]:
    if which is StepFilter.ALL:
        return
    yield next_steps.c.state.in_(UNFINISHED)
    if which is StepFilter.MINE:
        yield next_steps.c.owner_id == user_id
    else:
        yield next_steps.c.due_on < today


def _count(connection: Connection, wanted: tuple[ColumnElement[bool], ...]) -> int:
    number: int = connection.execute(
        select(func.count()).select_from(step_rows.standing().where(*wanted).subquery())
    ).scalar_one()
    return number
