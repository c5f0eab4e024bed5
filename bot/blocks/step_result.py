"""What a press or a form came to, in one sentence, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, quiet, step_words
from bot.blocks.ids import StepRef, StepsRef, with_extra
from bot.blocks.text import day, escape_within, mention
from bot.domain.language import t
from bot.domain.next_steps import StepChange, StepFilter

if TYPE_CHECKING:
    from bot.blocks.kit import Element, Message
    from bot.domain.step_place import StepOutcome

LONGEST_TEXT = 300
EVERYTHING = StepsRef(StepFilter.ALL)
TO_UNDO = (StepChange.DONE, StepChange.WONT_DO)


def words(outcome: StepOutcome, user_id: str, here: StepsRef = EVERYTHING) -> tuple[str, list[Element]]:
    """The sentence, and *Undo* where this person has just finished it, which leads to the list ``here``."""
    step, last = outcome.placed.step, outcome.last
    text = f'"{escape_within(" ".join(step.text.split()), LONGEST_TEXT)}"'
    sentence = _sentence(outcome, text)
    if last.changed_by != user_id:
        faster = t("{person} was faster.", person=mention(last.changed_by))
        return f"{faster} {sentence}", []
    if last.change not in TO_UNDO:
        return sentence, []
    value = with_extra(StepRef(step.id, last.sequence), str(here))
    return sentence, [
        kit.button(t("Undo"), ids.STEP_UNDO, value, label=t("Undo: {sentence}", sentence=sentence))
    ]


def message(outcome: StepOutcome, user_id: str) -> Message:
    """By itself, where no list is shown: with a way to the list."""
    sentence, buttons = words(outcome, user_id)
    return quiet.sentence(sentence, [*buttons, show()])


def show() -> Element:
    """Opens the list of everything; *mine* is one press away from there."""
    return kit.button(t("Next steps"), ids.STEPS_SHOW, str(EVERYTHING), label=t("Show the next steps"))


def _sentence(outcome: StepOutcome, text: str) -> str:
    step, today = outcome.placed.step, outcome.today
    owner, due_on = mention(step.owner_id), day(step.due_on, today)
    match outcome.last.change:
        case StepChange.ADDED:
            return t("Added: {step}, {owner}, due {day}.", step=text, owner=owner, day=due_on)
        case StepChange.EDITED:
            return t("Changed: {step}.", step=text)
        case StepChange.DUE_DATE:
            return t("{step} is due {day} now.", step=text, day=due_on)
        case StepChange.OWNER:
            return t("{owner} owns {step} now.", owner=owner, step=text)
        case StepChange.STARTED:
            return t("In progress: {step}.", step=text)
        case StepChange.DONE:
            return t("Done: {step}.", step=text)
        case StepChange.WONT_DO:
            return t("Won't do: {step}.", step=text)
        case StepChange.REOPENED:
            return t("Open again: {step}, due {day}.", step=text, day=due_on)
        case StepChange.UNDONE:
            standing = step_words.standing(step, today, outcome.tz)
            return t("Undone: {step} is as before. {standing}.", step=text, standing=standing)
        case StepChange.TAKEN_ALONG:
            return t("Moved to another review: {step}, due {day}.", step=text, day=due_on)
        case StepChange.SNOOZED:
            if step.snoozed_until is None:
                return t("Reminder moved to later: {step}, due {day}.", step=text, day=due_on)
            until = day(step.snoozed_until, today)
            return t("Reminder moved to {until}: {step}, due {day}.", until=until, step=text, day=due_on)
