"""A comment on one's own answer, or a link to evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, question_words
from bot.blocks.evidence import LONGEST_LINK, is_web_address
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import QuestionRef
from bot.blocks.text import answer_word, grouped, truncate
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.answers import Answer
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

COMMENT_BLOCK = "comment"
EVIDENCE_BLOCK = "evidence"
LONGEST_COMMENT = 3000


@dataclass(frozen=True)
class CommentGiven:
    """None where a field was left or made empty."""

    ref: QuestionRef
    comment: str | None
    evidence_url: str | None


def view(board: AreaBoard, question: Question, mine: Answer | None) -> View:
    """``mine``: the person's own answer in this round, whose comment and link stand in the fields."""
    comment = mine.comment if mine else None
    evidence_url = mine.evidence_url if mine else None
    return kit.modal(
        ids.COMMENT_FORM,
        t("Comment or evidence"),
        [
            kit.context(question_words.place(board)),
            question_words.heading(board, question),
            kit.context(_answer(mine)),
            kit.input_block(
                t("Comment"),
                kit.text_input(
                    "comment",
                    initial=comment and truncate(comment, LONGEST_COMMENT),
                    multiline=True,
                    max_length=LONGEST_COMMENT,
                ),
                block_id=COMMENT_BLOCK,
                hint=t("Shown after the reveal without your name, in random order."),
                optional=True,
            ),
            kit.input_block(
                t("Link to evidence"),
                kit.url_input("evidence", initial=evidence_url, placeholder="https://"),
                block_id=EVIDENCE_BLOCK,
                hint=t("A page that shows what you mean. It is shown as the comment is."),
                optional=True,
            ),
        ],
        submit=t("Save"),
        close=t("Cancel"),
        metadata=str(question_words.ref(board, question)),
    )


def read(view: View) -> CommentGiven:
    """Raises FormErrors."""
    filled = Filled(view)
    comment = filled.text(COMMENT_BLOCK)
    evidence_url = filled.text(EVIDENCE_BLOCK)
    errors = {}
    if comment is not None and len(comment) > LONGEST_COMMENT:
        errors[COMMENT_BLOCK] = t("Shorten this to {most} characters.", most=grouped(LONGEST_COMMENT))
    if evidence_url is not None:
        if len(evidence_url) > LONGEST_LINK:
            errors[EVIDENCE_BLOCK] = t(
                "Give a shorter link, of at most {most} characters.", most=grouped(LONGEST_LINK)
            )
        elif not is_web_address(evidence_url):
            errors[EVIDENCE_BLOCK] = t("Give the address of a web page: it begins with https:// or http://.")
    if errors:
        raise FormErrors(errors)
    return CommentGiven(QuestionRef.parse(view.get("private_metadata", "")), comment, evidence_url)


def _answer(mine: Answer | None) -> str:
    if mine is None or mine.choice is None:
        return t("You have not answered this question yet. A comment alone does not count as an answer.")
    return t("Your answer: {answer}.", answer=answer_word(mine.choice))
