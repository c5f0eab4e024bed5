"""What a press or a form came to, in one sentence, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, quiet, step_words
from bot.blocks.ids import StepRef, StepsRef, with_extra
from bot.blocks.text import day, escape_within, mention
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
        return f"{mention(last.changed_by)} was faster. {sentence}", []
    if last.change not in TO_UNDO:
        return sentence, []
    value = with_extra(StepRef(step.id, last.sequence), str(here))
    return sentence, [kit.button("Undo", ids.STEP_UNDO, value, label=f"Undo: {sentence}")]


def message(outcome: StepOutcome, user_id: str) -> Message:
    """By itself, where no list is shown: with a way to the list."""
    sentence, buttons = words(outcome, user_id)
    return quiet.sentence(sentence, [*buttons, show()])


def show() -> Element:
    """Opens the list of everything; *mine* is one press away from there."""
    return kit.button("Next steps", ids.STEPS_SHOW, str(EVERYTHING), label="Show the next steps")


def _sentence(outcome: StepOutcome, text: str) -> str:
    step, today = outcome.placed.step, outcome.today
    due = f"due {day(step.due_on, today)}"
    match outcome.last.change:
        case StepChange.ADDED:
            return f"Added: {text}, {mention(step.owner_id)}, {due}."
        case StepChange.EDITED:
            return f"Changed: {text}."
        case StepChange.DUE_DATE:
            return f"{text} is {due} now."
        case StepChange.OWNER:
            return f"{mention(step.owner_id)} owns {text} now."
        case StepChange.STARTED:
            return f"In progress: {text}."
        case StepChange.DONE:
            return f"Done: {text}."
        case StepChange.WONT_DO:
            return f"Won't do: {text}."
        case StepChange.REOPENED:
            return f"Open again: {text}, {due}."
        case StepChange.UNDONE:
            return f"Undone: {text} is as before, {step_words.standing(step, today).lower()}."
        case StepChange.SNOOZED:
            until = day(step.snoozed_until, today) if step.snoozed_until else "later"
            return f"Reminder moved to {until}: {text}, {due}."
