"""The answers as options of a form, each rating with its meaning in the checklist's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import kit
from bot.blocks.text import answer_with_sign, truncate
from bot.domain.answers import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import Element
    from bot.domain.checklist import Meanings

LONGEST_MEANING = 75


def radios(
    action_id: str, choices: Sequence[Choice], meanings: Meanings, chosen: Choice | None = None
) -> Element:
    """A radio group of ``choices`` with ``chosen`` set."""
    initial = _option(chosen, meanings) if chosen in choices and chosen is not None else None
    return kit.radio_buttons(action_id, [_option(choice, meanings) for choice in choices], initial)


def _option(choice: Choice, meanings: Meanings) -> dict[str, Any]:
    words = {
        Choice.RED: meanings.red,
        Choice.AMBER: meanings.amber,
        Choice.GREEN: meanings.green,
    }.get(choice)
    return kit.option(answer_with_sign(choice), choice.value, words and truncate(words, LONGEST_MEANING))
