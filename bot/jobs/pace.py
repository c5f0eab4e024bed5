"""What happens to reviews by themselves: areas posted day by day, nudges, the end of the time to answer."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import deadline_notes
from bot.domain.calendar import local_date
from bot.jobs.posts import NothingToSay, Post
from bot.store import boards, deadlines, nudging, owner_notes, pace_news, progress, reviews, rhythm
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context
    from bot.services import Services


async def post_next_areas(services: Services) -> None:
    await _each(services, rhythm.due_to_post, partial(_post, services))


async def end_answering(services: Services) -> None:
    await _each(services, rhythm.due_to_end, partial(_end, services))


async def plan_nudges(services: Services) -> None:
    await _each(services, rhythm.due_to_nudge, partial(_nudge, services))


def build_deadline(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """For a facilitator, that the time to answer is over; for the channel, that its pace is another one.

    Raises NothingToSay, ReviewNotFound.
    """
    review = reviews.get(connection, workspace_id, int(delivery.key.subject_id))
    today = local_date(context.now, review.tz)
    if not review.is_open:
        raise NothingToSay("the review is no longer open")
    if not delivery.key.is_direct:
        left = len(rhythm.pending(connection, workspace_id, review.id))
        what = pace_news.read_occurrence(delivery.key.occurrence)
        return Post(deadline_notes.news(review, what, pending=left, today=today))
    if not review.time_is_over or delivery.key != deadlines.key(review, delivery.key.recipient_id):
        raise NothingToSay("there is another deadline by now")
    if not owner_notes.is_there(connection, workspace_id, delivery.key.recipient_id):
        raise NothingToSay("the person is not active in Slack")
    status = boards.status(connection, workspace_id, context.checklists, review.id)
    answered = frozenset(
        one.area.id
        for one in status.areas
        if progress.has_answers(connection, workspace_id, review.id, one.area.id, one.review_area.round)
    )
    return Post(deadline_notes.over(status, answered))


async def _each(services: Services, due: Callable, do: Callable) -> None:
    """One that fails holds none of the others up."""
    found = await services.database.read(EVERY_WORKSPACE, due, services.clock.now())
    outcomes = [(await asyncio.gather(do(*one), return_exceptions=True))[0] for one in found]
    failed = [outcome for outcome in outcomes if outcome is not None]
    if failed:
        raise failed[0]


async def _post(services: Services, workspace_id: str, review_id: int) -> None:
    now = services.clock.now()
    await services.database.write(workspace_id, rhythm.post_if_due, services.calendars, review_id, now)


async def _end(services: Services, workspace_id: str, review_id: int) -> None:
    now = services.clock.now()
    await services.database.write(workspace_id, deadlines.end_if_due, services.checklists, review_id, now)


async def _nudge(services: Services, workspace_id: str, review_id: int) -> None:
    await services.database.write(
        workspace_id,
        nudging.plan_if_due,
        services.checklists,
        services.calendars,
        review_id,
        services.clock.now(),
    )
