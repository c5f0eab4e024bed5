"""What stands in a note to facilitators, when it is sent and when it is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.calendar import local_date
from bot.domain.mornings import Orphaned
from bot.domain.next_steps import UNFINISHED
from bot.store import asking_facilitators, members, reviews, step_lists, step_rows
from bot.store.schema import next_steps

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars

step = next_steps.c


def is_there(connection: Connection, workspace_id: str, user_id: str) -> bool:
    """Whether somebody is active in Slack, as far as we know."""
    person = members.member(connection, workspace_id, user_id)
    return person is not None and person.is_person


def orphaned(
    connection: Connection,
    workspace_id: str,
    subject: str,
    reader_id: str,
    now: datetime,
    calendars: Calendars,
    checklists: Checklists,
) -> Orphaned:
    """Raises ReviewNotFound."""
    review_id, owner_id = asking_facilitators.read_owner_subject(subject)
    reviews.get(connection, workspace_id, review_id)
    tz = calendars.tz_of(connection, workspace_id, reader_id)
    rows = connection.execute(
        step_rows.standing()
        .where(
            step.workspace_id == workspace_id,
            step.review_id == review_id,
            step.owner_id == owner_id,
            step.state.in_(UNFINISHED),
        )
        .order_by(step.due_on, step.id)
    ).all()
    return Orphaned(
        subject,
        owner_id,
        tuple(
            step_lists.placed_step(connection, workspace_id, checklists, step_rows.read(row)) for row in rows
        ),
        local_date(now, tz),
        tz,
    )


def is_escalated(connection: Connection, workspace_id: str, step_id: int) -> bool:
    """Whether reminders for a next step have ended and nothing has given it new ones since."""
    row = connection.execute(
        select(step.escalated_at).where(step.workspace_id == workspace_id, step.id == step_id)
    ).first()
    return row is not None and row.escalated_at is not None
