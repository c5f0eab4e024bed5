"""The button to the record of a review, of a question or of a next step, and what it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.domain.language import t
from bot.domain.record import RecordOf

if TYPE_CHECKING:
    from bot.blocks.kit import Element

QUESTION_MARK = "="
"""Before the id of a question; a next step has a number."""


def button(of: RecordOf) -> Element:
    if of.question_id is not None:
        label = t("Record: who did what about this question")
    elif of.step_id is not None:
        label = t("Record: who did what with this next step")
    else:
        label = t("Record: who did what in this review")
    return kit.button(t("Record"), ids.REVIEW_RECORD, reference(of), label=label)


def reference(of: RecordOf) -> str:
    """``12``, of a question ``12|=managers-supported``, of a next step ``12|7``."""
    if of.question_id is not None:
        return f"{of.review_id}{ids.SEPARATOR}{QUESTION_MARK}{of.question_id}"
    return f"{of.review_id}" if of.step_id is None else f"{of.review_id}{ids.SEPARATOR}{of.step_id}"


def read_reference(value: str) -> RecordOf:
    """Raises NotOurs."""
    review_id, separator, rest = value.partition(ids.SEPARATOR)
    number = ids.number(review_id)
    if not separator:
        return RecordOf(number)
    if rest.startswith(QUESTION_MARK):
        return RecordOf(number, question_id=rest.removeprefix(QUESTION_MARK))
    return RecordOf(number, step_id=ids.number(rest))
