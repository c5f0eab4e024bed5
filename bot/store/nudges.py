"""Who has not answered in a review whose deadline is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.nudges import Nudge, nudge_days
from bot.domain.reviews import AreaState, ReviewState
from bot.store import boards, progress, reviews
from bot.store.schema import answers, channel_members
from bot.store.schema import reviews as reviews_table

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


def nudges_for(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    on: date,
    calendars: Calendars,
    checklists: Checklists,
) -> list[Nudge]:
    """What one person is asked to answer on a day: of open reviews of theirs that speak of it that day."""
    of = reviews_table.c
    ids = connection.execute(
        select(of.id)
        .join(
            channel_members,
            (channel_members.c.workspace_id == of.workspace_id)
            & (channel_members.c.channel_id == of.channel_id),
        )
        .where(
            of.workspace_id == workspace_id,
            of.state == ReviewState.OPEN,
            of.paused_at.is_(None),
            of.deadline_at.is_not(None),
            channel_members.c.user_id == user_id,
        )
        .order_by(of.deadline_on, of.id)
    ).scalars()
    found = []
    for review_id in list(ids):
        review = reviews.get(connection, workspace_id, review_id)
        calendar = calendars.of(connection, workspace_id)
        if review.deadline_on is None or on not in nudge_days(review.deadline_on, calendar):
            continue
        if user_id not in asked(connection, workspace_id, review):
            continue
        areas = boards.waiting_for(connection, workspace_id, checklists, review, user_id)
        if areas:
            found.append(Nudge(review, tuple(areas)))
    return found


def asked(connection: Connection, workspace_id: str, review: Review) -> frozenset[str]:
    """Those who take part; a facilitator who was not chosen only once they have answered something."""
    facilitators = set(review.facilitator_ids) - reviews.participant_ids(connection, workspace_id, review.id)
    answering = connection.execute(
        select(answers.c.user_id).where(
            answers.c.workspace_id == workspace_id,
            answers.c.review_id == review.id,
            answers.c.user_id.in_(sorted(facilitators)),
            answers.c.choice.is_not(None),
        )
    ).scalars()
    return progress.taking_part(connection, workspace_id, review) - (facilitators - set(answering))


def waited_for(
    connection: Connection, workspace_id: str, checklists: Checklists, review: Review
) -> list[str]:
    """Those of them who have not answered every area that is open; all, where some are still to be posted."""
    checklist = checklists.get(connection, review.checklist_hash)
    people = asked(connection, workspace_id, review)
    areas = reviews.all_areas(connection, workspace_id, review.id)
    if any(area.state is AreaState.PENDING for area in areas):
        return sorted(people)
    waiting = set[str]()
    for area in areas:
        if area.state is AreaState.OPEN:
            waiting |= people - progress.completed(
                connection, workspace_id, review.id, checklist.area(area.area_id), area.round
            )
    return sorted(waiting)
