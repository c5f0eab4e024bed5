"""Looking at a person whom Slack would not let us write to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Member
from bot.slack.failures import PersonGone, SlackFailure
from bot.slack.people import member
from bot.store import following

if TYPE_CHECKING:
    from bot.services import Services


async def look_up(services: Services, workspace_id: str, user_id: str) -> None:
    """Takes over how Slack knows somebody now: where they are deactivated, nothing more is planned for them.

    Where Slack does not answer, our copy stays as it is; the workspace's events bring what changes.
    """
    try:
        person = member(await services.slack_of(workspace_id).users_info(user_id), workspace_id)
    except PersonGone:
        person = Member(user_id, is_deleted=True)
    except SlackFailure:
        return
    await services.database.write(
        workspace_id, following.changed, person, services.clock.now(), services.calendars
    )
