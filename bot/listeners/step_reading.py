"""What is asked of the store to show next steps to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.listeners import ask
from bot.store import step_lists

if TYPE_CHECKING:
    from bot.blocks.ids import StepsRef
    from bot.domain.step_place import StepList, StepOutcome
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def page(services: Services, do: Interaction, ref: StepsRef | None, channel_id: str | None) -> StepList:
    """``ref`` None: the first page of one's own, or of all. ``channel_id`` None: of all one may see."""
    return await ask.read(
        services,
        do,
        step_lists.asked,
        services.checklists,
        ref.which if ref else None,
        channel_id,
        do.user_id,
        ref.start if ref else 0,
        services.clock.now(),
        services.calendars,
    )


async def outcome(services: Services, do: Interaction, step_id: int) -> StepOutcome:
    return await ask.read(
        services,
        do,
        step_lists.outcome,
        services.checklists,
        step_id,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
