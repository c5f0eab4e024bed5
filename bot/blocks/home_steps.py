"""In the App Home: the person's own open next steps, with what they can do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import home_pages, ids, kit, morning_steps, step_words
from bot.blocks.ids import MorningRef, StepRef
from bot.blocks.text import escape_within
from bot.blocks.wording import as_sentence
from bot.domain.home import STEPS_TO_A_PAGE
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block
    from bot.domain.calendar import Calendar
    from bot.domain.home import Home
    from bot.domain.step_place import PlacedStep

LONGEST_TEXT = 500


def blocks(home: Home, calendar: Calendar) -> Iterator[Block]:
    steps = home.steps
    if not steps.total:
        return
    yield kit.header(tn("{n} open next step of yours", "{n} open next steps of yours", steps.total))
    soon = step_words.counts(steps.counts)
    where = home_pages.where(steps.start, len(steps.shown), steps.total)
    if steps.counts.overdue or steps.counts.due_soon or where:
        yield kit.context(" ".join(filter(None, [soon, where])))
    for number, placed in enumerate(steps.shown, steps.start + 1):
        yield from _step(home, calendar, number, placed)
    turns = home_pages.turns(
        steps.start,
        steps.total,
        STEPS_TO_A_PAGE,
        earlier=(ids.HOME_STEPS_EARLIER, t("Earlier next steps of yours")),
        later=(ids.HOME_STEPS_LATER, t("Later next steps of yours")),
    )
    if turns:
        yield kit.actions(*turns, block_id="steps")


def _step(home: Home, calendar: Calendar, number: int, placed: PlacedStep) -> Iterator[Block]:
    """Its block ids carry its sequence, so that what was chosen before is not shown again."""
    step = placed.step
    ref = MorningRef(StepRef(step.id, step.sequence))
    text = as_sentence(escape_within(" ".join(step.text.split()), LONGEST_TEXT))
    words = t(
        "*{step}*\n{standing}. {origin}.",
        step=text,
        standing=step_words.waiting(step, home.today),
        origin=step_words.about(placed.place),
    )
    yield kit.section(
        words, morning_steps.menu(ids.MORNING_MENU, ref), block_id=f"s{step.id}.{step.sequence}"
    )
    about = t("next step {number}: {text}", number=number, text=" ".join(step.text.split()))
    yield kit.actions(
        kit.button(
            t("Mark done"), ids.MORNING_DONE, str(ref), label=t("Mark done, {next_step}", next_step=about)
        ),
        morning_steps.snooze(ref, home.today, calendar),
        block_id=f"b{step.id}.{step.sequence}",
    )
