"""The App Home: opened, its pages turned, the menu beside a review."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks import ids
from bot.domain.errors import NotOurs
from bot.homes import opened as opened_home
from bot.listeners import pace, review, settings
from bot.listeners.interaction import Interaction
from bot.listeners.reply import Done, Reply
from bot.slack.failures import SlackFailure
from bot.store import homes

if TYPE_CHECKING:
    from typing import Any

    from bot.listeners.respond import Listener
    from bot.services import Services

logger = logging.getLogger(__name__)

HOME = "home"
PAGES = {
    ids.HOME_STEPS_EARLIER: "steps_from",
    ids.HOME_STEPS_LATER: "steps_from",
    ids.HOME_REVIEWS_EARLIER: "reviews_from",
    ids.HOME_REVIEWS_LATER: "reviews_from",
}
MENU: dict[str, Listener] = {
    "status": review.show_status,
    "pace": pace.open_form,
    "pause": pace.open_pause,
    "go_on": pace.open_go_on,
    "reopen": review.open_reopen_form,
    "discard": review.open_discard_form,
}


async def opened(services: Services, event: dict[str, Any]) -> None:
    """Slack tells us of the direct messages' tab as well, which shows nothing of ours."""
    if event.get("tab") != HOME:
        return
    do = Interaction(services.workspace.team_id, event["user"])
    try:
        await settings.know(services, do)
    except SlackFailure as failure:
        logger.info("Who opened the App Home is not known: %s", failure)
    await opened_home(services, do.workspace_id, do.user_id)


async def turn(services: Services, do: Interaction) -> Reply:
    """Another page of the next steps, or of the reviews."""
    of = PAGES[do.action["action_id"]]
    await services.database.write(
        do.workspace_id, homes.turned, do.user_id, services.real_now(), of, ids.number(do.value)
    )
    return Done()


async def choose_in_menu(services: Services, do: Interaction) -> Reply:
    entry, review_id = ids.split_extra(do.value)
    listener = MENU.get(entry)
    if listener is None:
        raise NotOurs
    return await listener(services, replace(do, value=review_id))
