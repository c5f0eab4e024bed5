"""Next steps in a list: seen, started, done, taken back, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import help, step_history, steps_list
from bot.blocks.ids import StepRef, StepsRef, split_extra
from bot.domain.next_steps import StepFilter, StepState
from bot.listeners import along, ask, plan, step_forms, step_reading
from bot.listeners.reply import Open, Reply, Tell
from bot.store import next_steps, step_lists

if TYPE_CHECKING:
    from bot.domain.step_place import StepList, StepOutcome
    from bot.listeners.interaction import Interaction
    from bot.services import Services

PLAN, TAKE = "plan", "take"


async def asked(services: Services, do: Interaction, words: str) -> Reply:
    """``/socmob steps [mine|overdue|all|plan|take]``: one's own by default where there are any."""
    word = words.casefold()
    if not word:
        return Tell(steps_list.message(await page_of(services, do, None), do.user_id))
    if word == PLAN:
        return await plan.asked(services, do)
    if word == TAKE:
        return await along.asked(services, do)
    try:
        which = StepFilter(word)
    except ValueError:
        near = help.nearest(word, [PLAN, TAKE, *(one.value for one in StepFilter)])
        return Tell(help.message(unknown=do.text, nearest=f"steps {near}" if near else "steps"))
    return Tell(steps_list.message(await page_of(services, do, StepsRef(which)), do.user_id))


async def show(services: Services, do: Interaction) -> Reply:
    """*Next steps*, below something else that stays."""
    return Tell(steps_list.message(await page_of(services, do, StepsRef.parse(do.value)), do.user_id))


async def turn_to(services: Services, do: Interaction) -> Reply:
    """Another page, or another list, in place of the one it was pressed on."""
    page = await page_of(services, do, StepsRef.parse(do.value))
    return Tell(steps_list.message(page, do.user_id), replaces=True)


async def mark_done(services: Services, do: Interaction) -> Reply:
    here, ref = _pressed(do.value)
    await ask.write(
        services,
        do,
        next_steps.finish,
        ref.step_id,
        StepState.DONE,
        None,
        do.user_id,
        services.clock.now(),
        ref.sequence,
    )
    return await _listed(services, do, here, ref)


async def start(services: Services, do: Interaction) -> Reply:
    here, ref = _pressed(do.value)
    await ask.write(
        services, do, next_steps.start, ref.step_id, do.user_id, services.clock.now(), ref.sequence
    )
    return await _listed(services, do, here, ref)


async def reopen(services: Services, do: Interaction) -> Reply:
    here, ref = _pressed(do.value)
    await ask.write(
        services,
        do,
        next_steps.reopen,
        ref.step_id,
        do.user_id,
        services.clock.now(),
        services.calendars,
        ref.sequence,
    )
    return await _listed(services, do, here, ref)


async def undo(services: Services, do: Interaction) -> Reply:
    """The button carries the change that it takes back."""
    here, ref = _pressed(do.value)
    await ask.write(
        services,
        do,
        next_steps.undo,
        ref.step_id,
        ref.sequence,
        do.user_id,
        services.clock.now(),
        services.calendars,
    )
    return await _listed(services, do, here, ref)


async def choose_in_menu(services: Services, do: Interaction) -> Reply:
    """*Edit…*, *Change date…*, *Reassign…*, *Won't do…* and *History*."""
    entry, value = split_extra(do.value)
    here, ref = _pressed(value)
    if entry == "history":
        return await history_of(services, do, ref.step_id)
    where = do.response_url or (do.view or {}).get("id", "")
    came_from = step_forms.ListShown(here, do.channel_id or "", where)
    return await step_forms.open_change_form(services, do, entry, ref.step_id, str(came_from))


async def history_of(services: Services, do: Interaction, step_id: int) -> Reply:
    placed, past = await ask.read(services, do, step_lists.told, services.checklists, step_id, do.user_id)
    return Open(step_history.view(placed, past, do.user_id, today=ask.today(services)))


async def page_of(services: Services, do: Interaction, ref: StepsRef | None) -> StepList:
    """Of the channel it was asked for in; in direct messages of all that this person may see."""
    return await step_reading.page(services, do, ref, None if do.is_direct else do.channel_id)


async def _listed(services: Services, do: Interaction, here: StepsRef, ref: StepRef) -> Reply:
    """The list as it is now, with what the press came to on top."""
    result: StepOutcome = await step_reading.outcome(services, do, ref.step_id)
    page = await page_of(services, do, here)
    return Tell(steps_list.message(page, do.user_id, result=result), replaces=True)


def _pressed(value: str) -> tuple[StepsRef, StepRef]:
    """The list it was pressed in, and the next step. Raises NotOurs."""
    here, ref = split_extra(value)
    return StepsRef.parse(here), StepRef.parse(ref)
