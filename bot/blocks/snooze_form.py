"""*Until another day…*: when a next step is to be spoken of again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_words
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import StepRef
from bot.blocks.text import escape
from bot.domain.language import t

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import View
    from bot.domain.step_place import PlacedStep

UNTIL = "until"


@dataclass(frozen=True)
class Given:
    step: StepRef
    came_from: str
    until: date


def view(placed: PlacedStep, came_from: str, proposed: date) -> View:
    """``came_from`` travels with the form unread."""
    step = placed.step
    return kit.modal(
        ids.SNOOZE_FORM,
        t("Snooze"),
        [
            kit.section(f"*{escape(step.text)}*"),
            kit.context(step_words.about(placed.place)),
            kit.input_block(
                t("Remind me again on"),
                kit.date_picker(UNTIL, initial=proposed.isoformat()),
                block_id=UNTIL,
                hint=t("Only the reminder moves. The due date stays as it is."),
            ),
        ],
        submit=t("Snooze"),
        close=t("Cancel"),
        metadata=f"{StepRef(step.id, step.sequence)} {came_from}",
    )


def read(view: View) -> Given:
    """Raises FormErrors, NotOurs."""
    until = Filled(view).day(UNTIL)
    if until is None:
        raise FormErrors({UNTIL: t("Choose a day.")})
    step, _, came_from = view.get("private_metadata", "").partition(" ")
    return Given(StepRef.parse(step), came_from, until)
