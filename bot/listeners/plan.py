"""The project plan: unfinished next steps by due date and owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import plan
from bot.blocks.plan_buttons import PlanRef
from bot.listeners import ask
from bot.listeners.reply import Reply, Tell
from bot.store import step_lists

if TYPE_CHECKING:
    from bot.blocks.kit import Message
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def asked(services: Services, do: Interaction) -> Reply:
    return Tell(await _page(services, do, PlanRef()))


async def show(services: Services, do: Interaction) -> Reply:
    """*Project plan*, below something else that stays."""
    return Tell(await _page(services, do, PlanRef.parse(do.value)))


async def turn_to(services: Services, do: Interaction) -> Reply:
    """Another page, or the other order, in place of the one it was pressed on."""
    return Tell(await _page(services, do, PlanRef.parse(do.value)), replaces=True)


async def _page(services: Services, do: Interaction, ref: PlanRef) -> Message:
    """Of the channel it was asked for in; in direct messages of all that this person may see."""
    return plan.message(
        await ask.read(
            services,
            do,
            step_lists.planned,
            services.checklists,
            ref.order,
            None if do.is_direct else do.channel_id,
            do.user_id,
            ref.start,
            services.clock.now(),
            services.calendars,
        )
    )
