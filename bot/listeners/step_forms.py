"""The forms that change a next step, and what is shown once they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import notice, step_change_forms, step_result, steps_list
from bot.blocks.ids import StepsRef
from bot.blocks.step_fields import FIELDS
from bot.domain.errors import NotOurs, SocmobError, TooBusy
from bot.domain.next_steps import StepState
from bot.domain.step_errors import UnknownOwner
from bot.listeners import ask, step_reading
from bot.listeners.reply import Done, Errors, Open, Redraw, Reply, Whisper
from bot.store import next_steps, step_lists

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from bot.blocks.kit import View
    from bot.domain.step_place import PlacedStep
    from bot.listeners.interaction import Interaction
    from bot.services import Services

FORMS: dict[str, Callable[[PlacedStep, str], View]] = {
    "text": step_change_forms.text,
    "date": step_change_forms.due_date,
    "owner": step_change_forms.owner,
    "wont_do": step_change_forms.wont_do,
}


@dataclass(frozen=True)
class ListShown:
    """The list that a form was opened from: it is shown anew once the form is sent.

    ``where``: the ``response_url`` that came with the press, or the id of the form that shows the list.
    """

    page: StepsRef
    channel_id: str
    where: str

    def __str__(self) -> str:
        return f"{self.page} {self.channel_id} {self.where}"

    @classmethod
    def parse(cls, text: str) -> ListShown | None:
        """None where a form was opened from elsewhere."""
        match text.split(" "):
            case [page, channel_id, where] if where:
                return cls(StepsRef.parse(page), channel_id, where)
        return None


async def open_change_form(
    services: Services, do: Interaction, entry: str, step_id: int, came_from: str = ""
) -> Reply:
    """``entry``: text, date, owner or wont_do. Refused here already to whoever may not change it."""
    form = FORMS.get(entry)
    if form is None:
        raise NotOurs
    placed = await ask.read(services, do, step_lists.changeable, services.checklists, step_id, do.user_id)
    return Open(form(placed, came_from))


async def submit_text(services: Services, do: Interaction) -> Reply:
    given = step_change_forms.read_text(do.view or {})
    now, by = services.clock.now(), do.user_id
    return await _changed(
        services,
        do,
        given,
        next_steps.edit,
        given.text,
        given.evidence_url,
        by,
        now,
        given.ref.sequence,
    )


async def submit_date(services: Services, do: Interaction) -> Reply:
    given = step_change_forms.read_date(do.view or {})
    now, by = services.clock.now(), do.user_id
    return await _changed(
        services,
        do,
        given,
        next_steps.set_due,
        given.due_on,
        by,
        now,
        services.calendars,
        given.ref.sequence,
    )


async def submit_owner(services: Services, do: Interaction) -> Reply:
    given = step_change_forms.read_owner(do.view or {})
    now, by = services.clock.now(), do.user_id
    return await _changed(
        services,
        do,
        given,
        next_steps.assign,
        given.owner_id,
        by,
        now,
        services.calendars,
        given.ref.sequence,
    )


async def submit_reason(services: Services, do: Interaction) -> Reply:
    given = step_change_forms.read_reason(do.view or {})
    now, by = services.clock.now(), do.user_id
    return await _changed(
        services,
        do,
        given,
        next_steps.finish,
        StepState.WONT_DO,
        given.reason,
        by,
        now,
        given.ref.sequence,
    )


async def write(services: Services, do: Interaction, fn: Callable[..., Any], *args: Any) -> Any:
    """Like ``ask.write``, where an owner whom nobody here has met is looked up in Slack once."""
    try:
        return await ask.write(services, do, fn, *args)
    except UnknownOwner as unknown:
        await services.directory.learn(unknown.user_id)
        return await ask.write(services, do, fn, *args)


async def refused(ask_for: Awaitable[Any], title: str) -> Reply | None:
    """The answer to a form that cannot be taken: under the field it concerns, else in a form above it, so
    that what was typed is not lost. None where all went well.
    """
    try:
        await ask_for
    except TooBusy:
        raise
    except SocmobError as refusal:
        block_id = FIELDS.get(type(refusal))
        if block_id is not None:
            return Errors({block_id: refusal.sentence})
        return Open(notice.view(title, refusal.sentence))
    return None


async def _changed(
    services: Services, do: Interaction, given: Any, fn: Callable[..., Any], *args: Any
) -> Reply:
    title = (do.view or {})["title"]["text"]
    refusal = await refused(write(services, do, fn, given.ref.step_id, *args), title)
    return refusal or await _afterwards(services, do, given.ref.step_id, given.came_from)


async def _afterwards(services: Services, do: Interaction, step_id: int, came_from: str) -> Reply:
    """The list that the form was opened from, as it is now; else a sentence in the review's channel."""
    result = await step_reading.outcome(services, do, step_id)
    shown = ListShown.parse(came_from)
    if shown is None:
        channel_id = result.placed.place.review.channel_id
        return Done(whisper=Whisper(channel_id, step_result.message(result, do.user_id)))
    of_channel = None if shown.channel_id.startswith("D") else shown.channel_id or None
    page = await step_reading.page(services, do, shown.page, of_channel)
    return Done(redraw=Redraw(shown.where, steps_list.message(page, do.user_id, result=result)))
