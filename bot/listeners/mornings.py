"""The buttons of a morning message: what was pressed is stored, then the message is shown as things stand."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import ids, morning_forms, snooze_form, step_result
from bot.blocks.ids import MorningRef, split_extra
from bot.blocks.morning_steps import CHOOSE
from bot.domain.errors import NotOurs, SocmobError
from bot.domain.step_errors import DueInPast, DueTooFar
from bot.listeners import ask, shown_again, step_forms, step_reading
from bot.listeners.reply import Done, Errors, Open, Reply, Tell
from bot.listeners.shown_again import Shown
from bot.store import morning_presses, mornings, step_lists

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from bot.listeners.interaction import Interaction
    from bot.listeners.respond import Listener
    from bot.services import Services


async def mark_done(services: Services, do: Interaction) -> Reply:
    ref = MorningRef.parse(do.value)
    by, now = do.user_id, services.clock.now()
    return await _press(
        services, do, ref, morning_presses.finish, ref.step.step_id, ref.step.sequence, by, now
    )


async def undo(services: Services, do: Interaction) -> Reply:
    ref = MorningRef.parse(do.value)
    by, now = do.user_id, services.clock.now()
    return await _press(
        services,
        do,
        ref,
        morning_presses.undo,
        ref.step.step_id,
        ref.step.sequence,
        by,
        now,
        services.calendars,
    )


async def snooze(services: Services, do: Interaction) -> Reply:
    """Until one of the days that the menu offers, or until another one, which a form asks for."""
    word, value = split_extra(do.value)
    ref = MorningRef.parse(value)
    if word == CHOOSE:
        return await _open(services, do, ref, _snooze_form)
    by, now = do.user_id, services.clock.now()
    until = ids.day(word)
    return await _press(
        services, do, ref, morning_presses.snooze, ref.step.step_id, until, by, now, services.calendars
    )


async def submit_snooze(services: Services, do: Interaction) -> Reply:
    given = snooze_form.read(do.view or {})
    try:
        await ask.write(
            services,
            do,
            morning_presses.snooze,
            given.step.step_id,
            given.until,
            do.user_id,
            services.clock.now(),
            services.calendars,
        )
    except (DueInPast, DueTooFar) as refusal:
        return Errors({snooze_form.UNTIL: refusal.sentence})
    return await shown_again.after(services, do, Shown.parse(given.came_from), given.step.step_id, Done())


async def choose_in_menu(services: Services, do: Interaction) -> Reply:
    """*Change date…*, *Reassign…* and *Won't do…* beside a next step."""
    entry, value = split_extra(do.value)
    if entry not in morning_forms.NAMES:
        raise NotOurs
    ref = MorningRef.parse(value)
    return await _open(services, do, ref, partial(_change_form, entry=entry))


async def open_form(services: Services, do: Interaction, entry: str, step_id: int, shown: Shown) -> Reply:
    reply = await step_forms.open_change_form(services, do, entry, step_id, str(shown))
    assert isinstance(reply, Open), "the form of a next step opens"
    return Open(morning_forms.renamed(reply.view, entry))


async def submit_date(services: Services, do: Interaction) -> Reply:
    return await _submit(services, do, step_forms.submit_date)


async def submit_owner(services: Services, do: Interaction) -> Reply:
    return await _submit(services, do, step_forms.submit_owner)


async def submit_reason(services: Services, do: Interaction) -> Reply:
    return await _submit(services, do, step_forms.submit_reason)


async def _submit(services: Services, do: Interaction, submit: Listener) -> Reply:
    reply = await submit(services, do)
    if not isinstance(reply, Done):
        return reply
    step, _, came_from = (do.view or {}).get("private_metadata", "").partition(" ")
    shown = Shown.parse(came_from)
    return await shown_again.after(services, do, shown, ids.StepRef.parse(step).step_id, reply)


async def _open(
    services: Services, do: Interaction, ref: MorningRef, form: Callable[..., Awaitable[Reply]]
) -> Reply:
    """Where it is refused, the message shows why, as after any other press."""
    shown = await _shown(services, do, ref)
    try:
        await ask.write(services, do, morning_presses.check_owned, ref.step.step_id, do.user_id)
        return await form(services, do, ref, shown)
    except SocmobError:
        await shown_again.redraw(services, do, shown)
        raise


async def _snooze_form(services: Services, do: Interaction, ref: MorningRef, shown: Shown) -> Reply:
    placed = await ask.read(
        services, do, step_lists.changeable, services.checklists, ref.step.step_id, do.user_id
    )
    return Open(snooze_form.view(placed, str(shown), ask.today(services) + timedelta(days=14)))


async def _change_form(
    services: Services, do: Interaction, ref: MorningRef, shown: Shown, entry: str
) -> Reply:
    return await open_form(services, do, entry, ref.step.step_id, shown)


async def _press(
    services: Services, do: Interaction, ref: MorningRef, fn: Callable[..., Any], *args: Any
) -> Reply:
    """Where it is refused, the message shows why: somebody else may own the next step by now."""
    shown = await _shown(services, do, ref)
    try:
        await ask.write(services, do, fn, *args)
    except SocmobError:
        await shown_again.redraw(services, do, shown)
        raise
    if shown.kind == shown_again.HOME:
        return Done(at_home=ref.step.step_id)
    if await shown_again.redraw(services, do, shown):
        return Done()
    result = await step_reading.outcome(services, do, ref.step.step_id)
    return Tell(step_result.message(result, do.user_id))


async def _shown(services: Services, do: Interaction, ref: MorningRef) -> Shown:
    """The message that was pressed, which is noted to carry this next step."""
    if ref.on is not None:
        await ask.write(services, do, mornings.pressed, do.user_id, ref.on, ref.step.step_id)
    return Shown.of_press(do, ref.on)
