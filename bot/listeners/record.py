"""*Record*: who did what in a review, shown to its facilitators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from bot.blocks import record as record_blocks
from bot.listeners import ask
from bot.listeners.reply import Open, Reply, Update
from bot.store import record

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_record(services: Services, do: Interaction) -> Reply:
    return Open(await _page(services, do, ids.number(do.value), None))


async def turn_to_earlier(services: Services, do: Interaction) -> Reply:
    review_id, earlier_than = record_blocks.page(do.value)
    return Update(await _page(services, do, review_id, earlier_than))


async def _page(services: Services, do: Interaction, review_id: int, earlier_than: int | None) -> View:
    found = await ask.read(
        services, do, record.of_review, services.checklists, review_id, do.user_id, earlier_than
    )
    return record_blocks.view(found, today=ask.today(services))
