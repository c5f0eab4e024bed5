"""*Decide…*: a facilitator records the collective answer to one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import decision, ids, kit, question_words
from bot.blocks.decision import Decision, reason_block
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.answers import Agreement
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

__all__ = ["Decision", "read", "reason_block", "view"]

read = decision.read


def view(board: AreaBoard, question: Question, *, sequence: int, current: Agreement | None) -> View:
    """``sequence``: agreements on the record so far, so that one made meanwhile is noticed.

    Only an answer in force is set at first: what is proposed has a button of its own.
    """
    ref = question_words.ref(board, question)
    return kit.modal(
        ids.DECIDE_FORM,
        t("Collective answer"),
        [
            kit.context(question_words.place(board)),
            question_words.heading(board, question),
            question_words.standing(board, question, current),
            *decision.fields(
                ref,
                board.checklist.scale,
                board.proposal(question.id),
                chosen=current.choice if current else None,
            ),
        ],
        submit=t("Record"),
        close=t("Cancel"),
        metadata=decision.metadata(ref, sequence),
    )
