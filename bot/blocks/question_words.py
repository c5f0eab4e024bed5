"""A question and where it stands, as the forms about it begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit, looking_back, wording
from bot.blocks.ids import QuestionRef
from bot.blocks.text import escape_within
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Block
    from bot.domain.answers import Agreement
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

LONGEST_QUESTION = 1000


def ref(board: AreaBoard, question: Question) -> QuestionRef:
    return QuestionRef(board.review.id, board.area.id, board.round, question.id)


def heading(board: AreaBoard, question: Question) -> Block:
    """``*3. Do we …?*``"""
    number = board.area.number(question.id)
    return kit.section(f"*{number}. {escape_within(question.text, LONGEST_QUESTION)}*")


def named(number: int, question: Question) -> str:
    """``question 3: Managers supported``, for labels: what can be done stands before it."""
    return t("question {number}: {question}", number=number, question=question.short)


def place(board: AreaBoard) -> str:
    """``Internal advocacy, Normalise the conversation``; safe for mrkdwn."""
    return f"{escape_within(board.section.title, 150)}, {escape_within(board.name, 150)}"


def standing(board: AreaBoard, question: Question, current: Agreement | None) -> Block:
    """The distribution, the proposal or why to discuss, the collective answer in force, the last review."""
    tally = board.tally(question.id)
    lines = [
        wording.distribution(tally),
        wording.proposal_words(board.proposal(question.id), tally),
    ]
    if current is not None and current.choice is not None:
        lines.append(in_force(board, current))
    last_time = looking_back.beside(board, question)
    if last_time:
        lines.append(last_time)
    return kit.section("\n".join(lines))


def in_force(board: AreaBoard, current: Agreement, *, longest_reason: int = 500) -> str:
    words = wording.agreed_words(current, longest_reason=longest_reason)
    if current.round == board.round:
        return words
    return " ".join([t("In force from round {round}.", round=current.round), words])
