"""Taking open next steps of earlier reviews along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import along_form, ids
from bot.listeners import ask
from bot.listeners.reply import Done, Open, Reply, Whisper
from bot.store import access, reviews, taking_along

if TYPE_CHECKING:
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def asked(services: Services, do: Interaction) -> Reply:
    """``/socmob steps take``: into the open review."""
    meant = partial(access.meant, anywhere=do.is_direct)
    review = await ask.read(services, do, meant, do.channel_id, do.user_id)
    return await _form(services, do, review.id)


async def open_form(services: Services, do: Interaction) -> Reply:
    return await _form(services, do, ids.number(do.value))


async def submit(services: Services, do: Interaction) -> Reply:
    review_id, step_ids = along_form.read(do.view or {})
    number = await ask.write(
        services,
        do,
        taking_along.take,
        services.checklists,
        review_id,
        step_ids,
        do.user_id,
        services.clock.now(),
    )
    review = await services.database.read(do.workspace_id, reviews.get, review_id)
    return Done(whisper=Whisper(review.channel_id, along_form.taken(review, number)))


async def _form(services: Services, do: Interaction, review_id: int) -> Reply:
    found = await ask.read(
        services,
        do,
        taking_along.offer,
        services.checklists,
        review_id,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return Open(along_form.view(found))
