"""On top of the App Home: what the last press there came to, with the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_result
from bot.blocks.ids import MorningRef, StepRef
from bot.blocks.morning_steps import TO_UNDO
from bot.blocks.spoken import cut
from bot.domain.language import t
from bot.domain.reviews import UNDO_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.home import Home
    from bot.domain.step_place import StepOutcome

LONGEST_SENTENCE = 2900


def blocks(home: Home) -> Iterator[Block]:
    if home.result is not None:
        sentence, _ = step_result.words(home.result, home.user_id)
        yield kit.section(sentence, _undo(home, home.result, sentence), block_id="result")
    elif home.said:
        yield kit.section(cut(home.said, LONGEST_SENTENCE), block_id="result")


def _undo(home: Home, result: StepOutcome, sentence: str) -> Element | None:
    """Only for who did it, within a day, as long as nothing came after."""
    step, last = result.placed.step, result.last
    if last.change not in TO_UNDO or last.changed_by != home.user_id or step.owner_id != home.user_id:
        return None
    if home.now > last.changed_at + UNDO_WITHIN:
        return None
    ref = MorningRef(StepRef(step.id, last.sequence))
    return kit.button(
        t("Undo"), ids.MORNING_UNDO, str(ref), label=t("Undo: {what_was_done}", what_was_done=sentence)
    )
