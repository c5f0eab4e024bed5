"""Looks at the profiles of those who are written to once a week: their time zone says when."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.slack.failures import SlackFailure
from bot.store import paces, profiles
from bot.store.paces import WHOLE_WORKSPACE

if TYPE_CHECKING:
    from bot.services import Services

logger = logging.getLogger(__name__)

STALE_AFTER = timedelta(days=7)
GAP = timedelta(seconds=2)
"""Of real time between two questions, of all workers together: half of what Slack allows at the least."""

AFTER_A_FAILURE = timedelta(minutes=1)
METHOD = "users.info"


async def refresh_profiles(services: Services) -> None:
    """One person for each tick; where Slack does not answer, nobody for a minute."""
    workspace_id, database = services.workspace.team_id, services.database
    stale = services.clock.now() - STALE_AFTER
    found = await database.read(workspace_id, profiles.oldest, stale, 1)
    if not found:
        return
    mine = await database.write(workspace_id, paces.take, METHOD, WHOLE_WORKSPACE, services.real_now(), GAP)
    if not mine:
        return
    try:
        await services.directory.learn(found[0])
    except SlackFailure as failure:
        logger.info("The profile of somebody could not be read: %s", failure)
        wait = timedelta(seconds=failure.retry_after) if failure.retry_after else AFTER_A_FAILURE
        await database.write(workspace_id, paces.put_off, METHOD, WHOLE_WORKSPACE, services.real_now() + wait)
