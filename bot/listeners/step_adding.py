"""Adding a next step: from a question, an area, a command or a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks import ids, message_words, step_form, step_result
from bot.blocks.step_form import Prefilled
from bot.domain.language import t
from bot.domain.next_steps import StepSubject
from bot.listeners import ask, step_forms, step_reading
from bot.listeners.reply import Done, Open, Reply, Whisper
from bot.store import members, step_places

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.next_steps import NewStep, NextStep
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def press(services: Services, do: Interaction) -> Reply:
    """*Add a next step*: the button carries what it is about, or nothing: then the review that is meant."""
    if not do.value:
        return await asked(services, do, "")
    return await open_form(services, do, ids.read_step_subject(do.value))


async def asked(services: Services, do: Interaction, text: str) -> Reply:
    """``/socmob add [text]``"""
    subject = await _review_meant(services, do)
    return await open_form(services, do, subject, replace(_prefilled(do), text=text or None))


async def from_message(services: Services, do: Interaction) -> Reply:
    """*Make a next step*, in the menu of a message: its words, and its address as the link."""
    subject = await _review_meant(services, do)
    written = (do.message or {}).get("text") or ""
    names = await services.database.read(do.workspace_id, _names, message_words.mentioned(written))
    link = services.workspace.permalink(do.channel_id or "", do.message_ts or "")
    text = message_words.plain(written, names)
    return await open_form(services, do, subject, replace(_prefilled(do), text=text, evidence_url=link))


async def open_form(
    services: Services, do: Interaction, subject: StepSubject, prefilled: Prefilled | None = None
) -> Reply:
    draft = await ask.read(
        services,
        do,
        step_places.draft,
        services.checklists,
        subject,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return Open(step_form.view(draft, prefilled or _prefilled(do)))


async def submit(services: Services, do: Interaction) -> Reply:
    """The same form sent twice is one next step."""
    new, channel_id = step_form.read(do.view or {})
    added: list[NextStep] = []

    async def add() -> None:
        added.append(await _add(services, do, new))

    refusal = await step_forms.refused(add(), t(step_form.TITLE))
    if refusal is not None:
        return refusal
    result = await step_reading.outcome(services, do, added[0].id)
    told_in = channel_id or result.placed.place.review.channel_id
    return Done(whisper=Whisper(told_in, step_result.message(result, do.user_id)))


async def _add(services: Services, do: Interaction, new: NewStep) -> NextStep:
    step: NextStep = await step_forms.write(
        services,
        do,
        step_places.add,
        services.checklists,
        new,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return step


async def _review_meant(services: Services, do: Interaction) -> StepSubject:
    review = await ask.read(services, do, step_places.meant, do.channel_id, do.user_id, do.is_direct)
    return StepSubject(review.id)


def _prefilled(do: Interaction) -> Prefilled:
    return Prefilled(owner_id=do.user_id, channel_id=do.channel_id or "")


def _names(connection: Connection, workspace_id: str, user_ids: list[str]) -> dict[str, str]:
    known = (members.member(connection, workspace_id, user_id) for user_id in user_ids)
    return {person.user_id: person.name for person in known if person is not None}
