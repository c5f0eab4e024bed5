"""A person's own answers to an area that no longer takes any: to read, not to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, question_words
from bot.blocks.text import answer_word, truncate
from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.kit import Block, View
    from bot.domain.answers import Answer
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

LONGEST_TITLE = 24
LONGEST_COMMENT = 3000


def view(board: AreaBoard, mine: Mapping[str, Answer]) -> View:
    """``mine``: the person's answers in the round that is shown, by question id."""
    blocks = [kit.context(" · ".join([question_words.place(board), t("your answers, which only you see")]))]
    for question in board.area.questions:
        blocks += _question(board, question, mine.get(question.id))
    return kit.modal(ids.NOTICE, truncate(board.area.short, LONGEST_TITLE), blocks)


def _question(board: AreaBoard, question: Question, mine: Answer | None) -> Iterator[Block]:
    yield question_words.heading(board, question)
    if mine and mine.choice:
        yield kit.section(t("Your answer: {answer}.", answer=answer_word(mine.choice)))
    else:
        yield kit.section(t("You gave no answer."))
    if mine and mine.comment:
        yield kit.context(t("Your comment"))
        yield kit.plain_section(truncate(mine.comment, LONGEST_COMMENT))
