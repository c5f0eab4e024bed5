"""Morning messages: planned when something is due for somebody, and built when they are sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.blocks import morning as morning_blocks
from bot.domain.calendar import instant, local_date
from bot.domain.deliveries import UNFINISHED, DeliveryState
from bot.jobs.posts import JoinLater, NothingToSay, Post
from bot.store import morning_rows, mornings, owner_notes, reminding, waiting_mornings
from bot.store.rota import Rota
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context
    from bot.services import Services
    from bot.slack.client import Posted

BATCH = 400
"""Next steps that a transaction begins with; it then takes all that their owners have due."""

A_MOMENT = timedelta(minutes=1)


async def plan_mornings(services: Services) -> None:
    """Plans what next steps have to say by now. A tick without any costs two looks at indexes."""
    now = services.clock.now()
    rota = Rota(services.calendars, now)
    read, write = services.database.read, services.database.write
    if await read(EVERY_WORKSPACE, reminding.is_due, now):
        while await write(EVERY_WORKSPACE, reminding.plan_batch, rota, now, BATCH):
            pass
    if await read(EVERY_WORKSPACE, waiting_mornings.may_be_over, now):
        await write(EVERY_WORKSPACE, waiting_mornings.pass_over, rota, now, BATCH)


def build_morning(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay; JoinLater where the digest of the same hour may say it all."""
    user_id, on = delivery.key.recipient_id, date.fromisoformat(delivery.key.occurrence)
    calendars, now = context.calendars, context.now
    if not owner_notes.is_there(connection, workspace_id, user_id):
        raise NothingToSay("the person is not active in Slack")
    settings = calendars.person(connection, workspace_id, user_id)
    tz = calendars.tz_of(connection, workspace_id, user_id)
    if local_date(now, tz) > on:
        # The day is over where they are: the planner passes it over, with what belongs to that.
        raise JoinLater(now + A_MOMENT)
    due_at = instant(on, settings.morning(), tz)
    coming = morning_rows.digest_comes(connection, workspace_id, user_id, due_at)
    if coming is not None:
        raise JoinLater(max(now, coming) + A_MOMENT)
    digest = morning_rows.digest_beside(connection, workspace_id, user_id, due_at)
    if digest is not None and digest.state in UNFINISHED:
        raise JoinLater(now + A_MOMENT)
    if (
        digest is not None
        and digest.state is DeliveryState.SENT
        and morning_rows.is_carried(connection, workspace_id, user_id, on, digest.last_try_at)
    ):
        raise NothingToSay("in the digest")
    morning = mornings.content(connection, workspace_id, user_id, on, now, calendars, context.checklists)
    if morning.is_empty:
        raise NothingToSay(
            "nothing is left to say" if settings.wants_reminders else "reminders are switched off"
        )
    return Post(morning_blocks.message(morning, calendars.of(connection, workspace_id)))


def after_morning(
    connection: Connection, workspace_id: str, context: Context, delivery: Delivery, _posted: Posted
) -> None:
    on = date.fromisoformat(delivery.key.occurrence)
    mornings.told(connection, workspace_id, delivery.key.recipient_id, on, context.now)
