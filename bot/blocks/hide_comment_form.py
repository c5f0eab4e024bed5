"""*Hide…*: a facilitator takes a comment out of sight, with a reason on the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import comments, ids, kit, question_words
from bot.blocks.comments import LONGEST_REASON
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import QuestionRef, with_extra
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.answers import Comment
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

REASON_BLOCK = "reason"


@dataclass(frozen=True)
class Hiding:
    ref: QuestionRef
    comment_id: str
    reason: str


def view(board: AreaBoard, question: Question, comment: Comment) -> View:
    return kit.modal(
        ids.HIDE_COMMENT_FORM,
        t("Hide a comment"),
        [
            kit.plain_section(comments.shown_text(comment)),
            kit.input_block(
                t("Why is it hidden?"),
                kit.text_input("reason", multiline=True, max_length=LONGEST_REASON),
                block_id=REASON_BLOCK,
                hint=t("Kept on the record with your name. Facilitators see it in place of the comment."),
            ),
        ],
        submit=t("Hide"),
        close=t("Cancel"),
        metadata=with_extra(question_words.ref(board, question), comment.id),
    )


def read(view: View) -> Hiding:
    """Raises FormErrors."""
    ref, comment_id = comments.hidden_by(view.get("private_metadata", ""))
    reason = Filled(view).text(REASON_BLOCK)
    if reason is None:
        raise FormErrors({REASON_BLOCK: t("Say in a few words why this comment is hidden.")})
    if len(reason) > LONGEST_REASON:
        raise FormErrors({REASON_BLOCK: t("Shorten this to {most} characters.", most=LONGEST_REASON)})
    return Hiding(ref, comment_id, reason)
