"""What a facilitator does about a next step whose owner has left, or whose reminders have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.ids import StepRef
from bot.domain.errors import NotOurs
from bot.listeners import mornings
from bot.listeners.shown_again import ORPHANED, OVERDUE, Shown

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.listeners.reply import Reply
    from bot.services import Services


async def choose_owner(services: Services, do: Interaction) -> Reply:
    review_id, owner_id, step = _parts(do.value)
    shown = Shown(ORPHANED, f"{review_id}|{owner_id}", do.channel_id or "-", do.message_ts or "-")
    return await mornings.open_form(services, do, "owner", step.step_id, shown)


async def reassign(services: Services, do: Interaction) -> Reply:
    return await _settle(services, do, "owner")


async def change_date(services: Services, do: Interaction) -> Reply:
    return await _settle(services, do, "date")


async def wont_do(services: Services, do: Interaction) -> Reply:
    return await _settle(services, do, "wont_do")


async def _settle(services: Services, do: Interaction, entry: str) -> Reply:
    step = StepRef.parse(do.value)
    shown = Shown(OVERDUE, str(step.step_id), do.channel_id or "-", do.message_ts or "-")
    return await mornings.open_form(services, do, entry, step.step_id, shown)


def _parts(value: str) -> tuple[str, str, StepRef]:
    """Raises NotOurs."""
    parts = value.split("|")
    if len(parts) != 4:
        raise NotOurs
    return parts[0], parts[1], StepRef.parse(f"{parts[2]}|{parts[3]}")
