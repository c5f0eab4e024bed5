"""What the thread of an area's message hears of a next step: that it was added, that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit, step_words
from bot.blocks.kit import Message
from bot.blocks.text import mention
from bot.domain.language import t
from bot.domain.next_steps import StepState

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.step_place import PlacedStep

LONGEST_TEXT = 2500


def message(placed: PlacedStep, *, today: date) -> Message:
    """The owner is the only person it names."""
    step, place = placed.step, placed.place
    if step.state is StepState.DONE:
        done = step_words.short_text(step, LONGEST_TEXT)
        words = t("Done: {step}, {owner}.", step=done, owner=mention(step.owner_id))
    else:
        words = step_words.line(place.label, step, LONGEST_TEXT, today=today)
    about = t("{sentence}.", sentence=step_words.about(place))
    return Message(f"{words} {about}", [kit.section(words), kit.context(about)])
