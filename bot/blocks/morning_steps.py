"""Next steps in a morning message: what is to be done about each, or what has become of it since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_words
from bot.blocks.ids import MorningRef, StepRef, with_extra
from bot.blocks.text import day, escape_within, mention
from bot.blocks.wording import as_sentence
from bot.domain.language import marked, t
from bot.domain.next_steps import StepChange, StepState
from bot.domain.reviews import UNDO_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block, Element
    from bot.domain.calendar import Calendar
    from bot.domain.mornings import Morning, MorningStep

LONGEST_TEXT = 700
LONGEST_REASON = 300
CHOOSE = "choose"
MENU = {"date": marked("Change date…"), "owner": marked("Reassign…"), "wont_do": marked("Won't do…")}
TO_UNDO = {
    StepChange.DONE: marked("Undo Mark done, next step {number}: {step}"),
    StepChange.WONT_DO: marked("Undo Won't do, next step {number}: {step}"),
    StepChange.SNOOZED: marked("Undo Snooze, next step {number}: {step}"),
}


def blocks(
    morning: Morning, number: int, one: MorningStep, calendar: Calendar, on: date | None
) -> Iterator[Block]:
    """The next step that stands in place ``number``. Its block ids carry its sequence, so that what was
    chosen before is not shown again.

    ``on``: the day whose message is shown again after a press; None in a message that stays as it is.
    """
    step = one.step
    ref = MorningRef(StepRef(step.id, step.sequence), on)
    words = sentence(morning, one)
    if morning.is_open(one):
        yield kit.section(words, menu(ids.MORNING_MENU, ref), block_id=f"s{step.id}.{step.sequence}")
        label = t("Mark done, next step {number}: {step}", number=number, step=" ".join(step.text.split()))
        yield kit.actions(
            kit.button(t("Mark done"), ids.MORNING_DONE, str(ref), label=label),
            snooze(ref, morning.today, calendar),
            block_id=f"b{step.id}.{step.sequence}",
        )
    else:
        yield kit.section(words, undo(morning, number, one, ref), block_id=f"s{step.id}.{step.sequence}")


def sentence(morning: Morning, one: MorningStep) -> str:
    """``*Write the manager prompts.* Due tomorrow, Friday 11 December. From "Managers supported", …``"""
    step = one.step
    text = f"*{as_sentence(escape_within(' '.join(step.text.split()), LONGEST_TEXT))}*"
    outcome = _outcome(morning, one)
    if outcome is not None:
        return f"{text} {outcome}"
    if one.is_new:
        text = _given(one, text)
    standing, about = step_words.standing(step, morning.today, morning.tz), step_words.about(one.placed.place)
    return t("{step} {standing}. {about}.", step=text, standing=standing, about=about)


def _given(one: MorningStep, text: str) -> str:
    """English alone has its article by the first letter of what the checklist calls a next step."""
    label = one.placed.place.label.lower()
    given = {"person": mention(one.step.assigned_by), "label": escape_within(label, 60), "step": text}
    if label[:1] in "aeiou":
        return t("{person} gave you an {label}: {step}", **given)
    return t("{person} gave you a {label}: {step}", **given)


def menu(action_id: str, ref: MorningRef) -> Element:
    """*Change date…*, *Reassign…*, *Won't do…*"""
    return kit.overflow(
        action_id, *(kit.option(t(words), with_extra(ref, word)) for word, words in MENU.items())
    )


def snooze(ref: MorningRef, today: date, calendar: Calendar) -> Element:
    """The next working day, the first one of next week, or another day; those that meet are one."""
    tomorrow = calendar.forward(today + timedelta(days=1))
    monday = calendar.forward(today + timedelta(days=7 - today.weekday()))
    options = [
        kit.option(t("Until {day}", day=day(on, today)), with_extra(ref, on.isoformat()))
        for on in dict.fromkeys((tomorrow, monday))
    ]
    another = kit.option(t("Until another day…"), with_extra(ref, CHOOSE))
    return kit.static_select(ids.MORNING_SNOOZE, t("Snooze"), [*options, another])


def undo(morning: Morning, number: int, one: MorningStep, ref: MorningRef) -> Element | None:
    """Only for who did it, within a day, as long as nothing came after."""
    last = one.last
    if last.change not in TO_UNDO or last.changed_by != morning.user_id:
        return None
    if morning.now > last.changed_at + UNDO_WITHIN:
        return None
    label = t(TO_UNDO[last.change], number=number, step=" ".join(one.step.text.split()))
    return kit.button(t("Undo"), ids.MORNING_UNDO, str(ref), label=label)


def _outcome(morning: Morning, one: MorningStep) -> str | None:
    """What has become of it; None where it still waits for its owner."""
    step = one.step
    if not morning.is_theirs(one):
        return t("{owner} owns it now.", owner=mention(step.owner_id))
    if step.state is StepState.DONE:
        return t("{sentence}.", sentence=step_words.standing(step, morning.today, morning.tz))
    if step.state is StepState.WONT_DO:
        why = as_sentence(escape_within(step.reason, LONGEST_REASON)) if step.reason else ""
        wont_do = t("{sentence}.", sentence=step_words.standing(step, morning.today, morning.tz))
        return f"{wont_do} {why}".rstrip()
    if morning.is_snoozed(one) and step.snoozed_until is not None:
        return t("Snoozed until {day}.", day=day(step.snoozed_until, morning.today))
    return None
