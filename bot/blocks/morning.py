"""The morning message: everything that one person hears on a day, in one direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.blocks import ids, kit, morning_steps, nudge_words, step_words
from bot.blocks.ids import StepsRef
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.wording import joined
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.calendar import Calendar
    from bot.domain.mornings import Morning

NOTHING_LEFT = marked("Nothing is left of this morning")


class Section(NamedTuple):
    """The part of a message that another one, the digest, can carry as well: in words, and in blocks."""

    heading: str
    lines: list[str]
    blocks: list[Block]


def message(morning: Morning, calendar: Calendar) -> Message:
    part = _section(morning, calendar, morning.on)
    hour = f"{morning.hour:%H:%M}"
    foot = t("You get this on working days at {time}.", time=hour)
    if not morning.wants_reminders:
        foot = t("Reminders are switched off: you only get what others give you, once.")
    change = kit.button(t("Change"), ids.SETTINGS, label=t("Change when you get this, or stop it"))
    lines = [*part.lines, foot]
    blocks = [kit.section(f"*{part.heading}*"), *part.blocks, kit.section(foot, change, block_id="foot")]
    if morning.is_late:
        late = t("This comes late: I could not send it at {time}.", time=hour)
        lines.insert(0, late)
        blocks.insert(1, kit.context(late))
    return Message(spoken(part.heading, lines), blocks)


def section(morning: Morning, calendar: Calendar) -> Section:
    """For a message that carries it beside other things, and that a press leaves as it is."""
    return _section(morning, calendar, None)


def _section(morning: Morning, calendar: Calendar, on: date | None) -> Section:
    lines = [morning_steps.sentence(morning, one).replace("*", "") for one in morning.steps]
    blocks: list[Block] = []
    for number, one in enumerate(morning.steps, 1):
        blocks += morning_steps.blocks(morning, number, one, calendar, on)
    if morning.more:
        more = step_words.and_more(morning.more)
        lines.append(more)
        everything = kit.button(
            t("Show all"),
            ids.STEPS_SHOW,
            str(StepsRef(StepFilter.MINE)),
            label=t("Show all my next steps"),
        )
        blocks.append(kit.section(more, everything, block_id="more"))
    for number, nudge in enumerate(morning.nudges, 1):
        lines.append(nudge_words.sentence(nudge, morning.today))
        blocks.append(nudge_words.block(number, nudge, morning.today))
    return Section(joined(_heading(morning)) or t(NOTHING_LEFT), lines, blocks)


def _heading(morning: Morning) -> Iterator[str]:
    open_ = [one for one in morning.steps if morning.is_open(one)]
    steps = len(open_) + morning.more
    if steps:
        yield _steps(steps, sum(one.is_new for one in open_) + morning.more_new)
    areas = sum(len(nudge.areas) for nudge in morning.nudges)
    if areas:
        yield tn("{n} area to answer", "{n} areas to answer", areas)


def _steps(number: int, new: int) -> str:
    if new == number:
        return tn("{n} next step of yours, all new", "{n} next steps of yours, all new", number)
    yours = tn("{n} next step of yours", "{n} next steps of yours", number)
    return tn("{yours}, {n} of them new", "{yours}, {n} of them new", new, yours=yours) if new else yours
