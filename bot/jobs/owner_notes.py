"""Notes to facilitators about next steps, as they are when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import owner_notes as blocks
from bot.domain.calendar import local_date
from bot.domain.step_errors import StepNotFound
from bot.jobs.posts import NothingToSay, Post
from bot.store import next_steps, owner_notes, step_lists
from bot.store.asking_facilitators import read_owner_subject

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context

NOBODY = "nobody who could act on it is active in Slack"


def build_owner_gone(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay, ReviewNotFound."""
    reader_id, subject = delivery.key.recipient_id, delivery.key.subject_id
    if not owner_notes.is_there(connection, workspace_id, reader_id):
        raise NothingToSay(NOBODY)
    if owner_notes.is_there(connection, workspace_id, read_owner_subject(subject)[1]):
        raise NothingToSay("the owner is back")
    found = owner_notes.orphaned(
        connection, workspace_id, subject, reader_id, context.now, context.calendars, context.checklists
    )
    if not found.steps:
        raise NothingToSay("nothing is left without an owner")
    return Post(blocks.owner_gone(found))


def build_overdue(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay."""
    reader_id, step_id = delivery.key.recipient_id, int(delivery.key.subject_id)
    if not owner_notes.is_there(connection, workspace_id, reader_id):
        raise NothingToSay(NOBODY)
    try:
        step = next_steps.get(connection, workspace_id, step_id)
    except StepNotFound as error:
        raise NothingToSay("the next step is gone") from error
    if not step.state.is_unfinished or not owner_notes.is_escalated(connection, workspace_id, step_id):
        raise NothingToSay("something was done about it")
    placed = step_lists.placed_step(connection, workspace_id, context.checklists, step)
    tz = context.calendars.tz_of(connection, workspace_id, reader_id)
    return Post(blocks.overdue(placed, local_date(context.now, tz), tz))
