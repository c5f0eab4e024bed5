"""What Slack tells us about people and channels: our copy of them follows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.slack.failures import SlackFailure
from bot.slack.people import member
from bot.store import following

if TYPE_CHECKING:
    from typing import Any

    from bot.services import Services

logger = logging.getLogger(__name__)


async def member_joined_channel(services: Services, event: dict[str, Any]) -> None:
    """Where it is the app itself, what could not be posted there is posted now."""
    channel_id, user_id = event["channel"], event["user"]
    workspace_id = services.workspace.team_id
    if user_id == services.workspace.bot_user_id:
        if await services.database.read(workspace_id, following.follows_channel, channel_id):
            # While we were out nobody told us who came and went.
            try:
                await services.directory.read_channel(channel_id)
            except SlackFailure as failure:
                logger.info("Who is in %s is asked when they press: %s", channel_id, failure)
        await services.database.write(workspace_id, following.app_joined, channel_id)
        services.wake()
        return
    if await services.database.read(workspace_id, following.follows_channel, channel_id):
        await services.directory.learn(user_id)
        await services.database.write(
            workspace_id, following.joined, channel_id, user_id, services.clock.now(), services.calendars
        )
        services.wake()


async def member_left_channel(services: Services, event: dict[str, Any]) -> None:
    await services.database.write(
        services.workspace.team_id,
        following.left,
        event["channel"],
        event["user"],
        services.clock.now(),
        services.calendars,
    )
    services.wake()


async def user_change(services: Services, event: dict[str, Any]) -> None:
    person = member(event["user"], services.workspace.team_id)
    await services.database.write(
        services.workspace.team_id, following.changed, person, services.clock.now(), services.calendars
    )
    services.readers.forget(services.workspace.team_id, person.user_id)
    services.wake()


async def channel_archived(services: Services, event: dict[str, Any]) -> None:
    await _set_archived(services, event["channel"], True)


async def channel_unarchived(services: Services, event: dict[str, Any]) -> None:
    await _set_archived(services, event["channel"], False)


async def channel_renamed(services: Services, event: dict[str, Any]) -> None:
    channel = event["channel"]
    await services.database.write(
        services.workspace.team_id, following.renamed, channel["id"], channel["name"]
    )


async def _set_archived(services: Services, channel_id: str, is_archived: bool) -> None:
    await services.database.write(services.workspace.team_id, following.archived, channel_id, is_archived)
    services.wake()
