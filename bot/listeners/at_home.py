"""Brings an answer to the App Home that something was pressed in: there is no conversation to say it in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import homes
from bot.blocks import message_form
from bot.listeners.reply import Done, Failed, Tell
from bot.slack.failures import SlackFailure, TooLate

if TYPE_CHECKING:
    from bot.blocks.kit import Message
    from bot.listeners.interaction import Interaction
    from bot.services import Services

logger = logging.getLogger(__name__)


async def bring(services: Services, do: Interaction, reply: Tell | Failed | Done) -> None:
    """The Home as it stands now, with what the press came to on top; what is longer, in a form over it."""
    match reply:
        case Done(at_home=step_id):
            await homes.pressed(services, do.workspace_id, do.user_id, step_id=step_id)
        case Failed(sentence):
            await homes.pressed(services, do.workspace_id, do.user_id, said=sentence)
        case Tell(message) if reply.replaces or len(message.blocks) == 1:
            await homes.pressed(services, do.workspace_id, do.user_id, said=message.text)
        case Tell(message):
            await _over(services, do, message)


async def _over(services: Services, do: Interaction, message: Message) -> None:
    try:
        if do.trigger_id is None:
            raise TooLate("expired_trigger_id", "views.open")
        await services.slack.views_open(do.trigger_id, message_form.view(message))
    except SlackFailure as failure:
        logger.info("Not over the App Home, so by direct message: %s", failure)
        await services.slack.post(do.user_id, *message)
