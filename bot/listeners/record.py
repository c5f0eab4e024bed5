"""*Record*: who did what in a review, about a question or with a next step, shown to facilitators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import record as record_blocks
from bot.blocks import record_buttons
from bot.listeners import ask
from bot.listeners.reply import Open, Reply, Update
from bot.store import record

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.record import RecordOf
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_record(services: Services, do: Interaction) -> Reply:
    return Open(await _page(services, do, record_buttons.read_reference(do.value), None))


async def turn_to_earlier(services: Services, do: Interaction) -> Reply:
    of, earlier_than = record_blocks.page(do.value)
    return Update(await _page(services, do, of, earlier_than))


async def _page(services: Services, do: Interaction, of: RecordOf, earlier_than: int | None) -> View:
    found = await ask.read(services, do, record.read, services.checklists, of, do.user_id, earlier_than)
    return record_blocks.view(found, today=ask.today(services))
