"""Publishes App Homes: at once for whoever opens theirs or presses in it, by and by for all others.

Each is made whole from what is stored, and published by one process at a time.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import home as home_blocks
from bot.domain.home import Pages
from bot.domain.language import speaking
from bot.slack.failures import SlackFailure, WrongPayload
from bot.store import home, homes, paces

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.services import Services

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(seconds=5)
DISCONNECTED_PAUSE = timedelta(minutes=10)


async def opened(services: Services, workspace_id: str, user_id: str) -> None:
    await services.database.write(workspace_id, homes.opened, user_id, services.real_now())
    await publish(services, workspace_id, user_id)


async def pressed(
    services: Services,
    workspace_id: str,
    user_id: str,
    *,
    said: str | None = None,
    step_id: int | None = None,
) -> None:
    """Shows what a press there came to: in a sentence, or as the next step that it changed."""
    await services.database.write(workspace_id, homes.pressed, user_id, services.real_now(), said, step_id)
    await publish(services, workspace_id, user_id)


async def forgotten(services: Services, workspace_id: str, user_id: str) -> None:
    """What stands in Slack of somebody who had themselves forgotten gives way to what anybody new there sees.
    It is kept current again once they open it. Asked in their language: to look it up would make them known.
    """
    view = await _view(services, workspace_id, user_id, Pages())
    try:
        await services.slack_of(workspace_id).views_publish(user_id, view)
    except SlackFailure as failure:
        logger.info("The App Home of somebody who is forgotten stands until they open it: %s", failure)


async def publish(services: Services, workspace_id: str, user_id: str, *, paced: bool = False) -> None:
    """Where another process is at it just now, the loop comes back to it afterwards."""
    pages = await services.database.write(
        workspace_id, homes.take, user_id, services.real_now(), services.times, paced
    )
    if pages is None:
        services.wake_refresh()
        return
    with speaking(await services.readers.language_of(workspace_id, user_id)):
        view = await _view(services, workspace_id, user_id, pages)
    try:
        await services.slack_of(workspace_id).views_publish(user_id, view)
    except SlackFailure as failure:
        await _failed(services, workspace_id, user_id, failure)
    else:
        if await services.database.write(workspace_id, homes.done, user_id):
            services.wake_refresh()


async def _view(services: Services, workspace_id: str, user_id: str, pages: Pages) -> View:
    now, checklists, calendars = services.clock.now(), services.checklists, services.calendars
    found = await services.database.read(workspace_id, home.read, user_id, pages, now, checklists, calendars)
    calendar = await services.database.read(workspace_id, calendars.of)
    questions = services.content.checklist.question_count
    return home_blocks.view(found, calendar=calendar, regions=calendars.regions, questions=questions)


async def _failed(services: Services, workspace_id: str, user_id: str, failure: SlackFailure) -> None:
    database, now = services.database, services.real_now()
    if isinstance(failure, WrongPayload):
        logger.error("Slack refuses an App Home as we show it: %s", failure)
    else:
        logger.info("Could not publish an App Home: %s", failure)
    if failure.permanent:
        # Switched off, too large, a person whom Slack does not show: until it is opened again.
        await database.write(workspace_id, homes.forget, user_id)
        return
    wait = DISCONNECTED_PAUSE if failure.disconnected else TRY_AGAIN
    if failure.retry_after is not None:
        wait = timedelta(seconds=failure.retry_after)
        await database.write(workspace_id, paces.put_off, homes.PUBLISH, paces.WHOLE_WORKSPACE, now + wait)
    await database.write(workspace_id, homes.again, user_id, now, now + wait)
    services.wake_refresh()
