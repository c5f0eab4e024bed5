"""``/socmob forget-me``: what would go, and the press that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import homes
from bot.blocks import forget_form, notice
from bot.domain.language import t
from bot.listeners import ask
from bot.listeners.reply import Open, Reply, Update
from bot.store import forgetting

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_form(services: Services, do: Interaction) -> Reply:
    return Open(forget_form.view(await ask.read(services, do, forgetting.footprint, do.user_id)))


async def asked(services: Services, do: Interaction, rest: str) -> Reply:
    return await open_form(services, do)


async def forget(services: Services, do: Interaction) -> Reply:
    """Slack has asked *are you sure* already: the button carries the question. Only ever about oneself."""
    await ask.write(services, do, forgetting.forget, do.user_id, services.clock.now(), services.calendars)
    services.tasks.start(homes.forgotten(services, do.workspace_id, do.user_id), name="App Home")
    return Update(notice.view(t("Forget me"), forget_form.done()))
