"""Digests: planned when they are due, built for each reader when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest as digest_blocks
from bot.blocks import morning as morning_blocks
from bot.blocks.digest import NOTHING_ELSE, Carried
from bot.blocks.kit import section
from bot.domain.digest import STILL_NEWS
from bot.jobs.posts import NothingToSay, Post
from bot.store import digest_plan, digest_sent, digests, members, mornings
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.jobs.posts import Context
    from bot.services import Services
    from bot.slack.client import Posted

LATE = "late"
QUIET = "quiet"


async def plan_digests(services: Services) -> None:
    """Plans the digests of people and channels whose hour has come."""
    now, database = services.clock.now(), services.database
    if not await database.read(EVERY_WORKSPACE, digest_plan.is_due, now):
        return
    while await database.write(EVERY_WORKSPACE, digest_plan.plan_due, services.calendars, now):
        pass
    await database.write(EVERY_WORKSPACE, digest_plan.plan_channels_due, services.calendars, now)


def build_digest(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    """Raises NothingToSay where it would tell nothing, is too late, or nobody wants it any more."""
    if context.now - delivery.due_at > STILL_NEWS:
        raise NothingToSay(LATE)
    if delivery.key.is_direct:
        return _for_person(connection, workspace_id, context, delivery)
    return _for_channel(connection, workspace_id, context, delivery)


def _for_person(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    user_id = delivery.key.recipient_id
    person = members.member(connection, workspace_id, user_id)
    if person is None or not person.is_person:
        raise NothingToSay("the person is deactivated")
    if not context.calendars.person(connection, workspace_id, user_id).membership.is_member:
        raise NothingToSay("the person has left the network")
    digest = digests.of_person(
        connection,
        workspace_id,
        context.checklists,
        context.calendars,
        context.standings,
        user_id,
        context.now,
    )
    carried = _morning(connection, workspace_id, context, delivery)
    if digest.is_quiet and carried == NOTHING_ELSE:
        raise NothingToSay(QUIET)
    return Post(digest_blocks.message(digest, carried))


def _for_channel(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Post:
    channel_id = delivery.key.recipient_id
    if context.calendars.workspace(connection, workspace_id).digest_channel_id != channel_id:
        raise NothingToSay("the channel no longer gets the digest")
    digest = digests.of_channel(
        connection,
        workspace_id,
        context.checklists,
        context.calendars,
        context.standings,
        channel_id,
        context.now,
    )
    if digest.is_quiet:
        raise NothingToSay(QUIET)
    return Post(digest_blocks.message(digest))


def _morning(connection: Connection, workspace_id: str, context: Context, delivery: Delivery) -> Carried:
    """What the reader's morning message of the same day would say, where one waits to be sent."""
    on = digest_sent.carried_morning(connection, workspace_id, delivery, context.calendars)
    if on is None:
        return NOTHING_ELSE
    user_id = delivery.key.recipient_id
    morning = mornings.content(
        connection, workspace_id, user_id, on, context.now, context.calendars, context.checklists
    )
    if morning.is_empty:
        return NOTHING_ELSE
    part = morning_blocks.section(morning, context.calendars.of(connection, workspace_id))
    return Carried([part.heading, *part.lines], [section(f"*{part.heading}*"), *part.blocks])


def after_digest(
    connection: Connection, workspace_id: str, context: Context, delivery: Delivery, _posted: Posted
) -> None:
    """The next digest counts from this one, its picture is planned, and what it carried is told."""
    if delivery.key.is_direct:
        on = digest_sent.carried_morning(connection, workspace_id, delivery, context.calendars)
        if on is not None:
            mornings.told(connection, workspace_id, delivery.key.recipient_id, on, context.now)
    digest_sent.record(connection, workspace_id, delivery, context.now)
