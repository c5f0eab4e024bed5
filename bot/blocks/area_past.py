"""An earlier round of an area that was re-opened: what was revealed in it can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_heading, area_revealed, kit, wording
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within
from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

LONGEST_SECTION = 2900


def message(board: AreaBoard) -> Message:
    """Without anything to press but the comments: the area goes on in a message of its own."""
    over = t(
        "Round {number} is over; the area was re-opened. It goes on in its newest message below.",
        number=board.round,
    )
    blocks: list[Block] = [
        area_heading.header(board),
        kit.context(area_heading.place(board)),
        kit.section(over),
    ]
    for question in board.area.questions:
        blocks += _question(board, question)
    lead = t("{area}: {sentence}", area=area_heading.name(board), sentence=over)
    place = area_heading.place(board)
    lines = [_spoken(board, question, question.text) for question in board.area.questions]
    shorter = [_spoken(board, question, question.short) for question in board.area.questions]
    return Message(spoken(lead, [place, *lines], shorter=[place, *shorter]), blocks)


def _question(board: AreaBoard, question: Question) -> Iterator[Block]:
    number = board.area.number(question.id)
    room = area_revealed.ALL_QUESTIONS // len(board.area.questions)
    asked = escape_within(question.text, min(room // 2, LONGEST_SECTION))
    yield kit.section(f"*{number}. {asked}*\n{_given(board, question)}", block_id=f"q{number}.{board.round}")
    buttons = list(area_revealed.comments(board, question))
    if buttons:
        yield kit.actions(*buttons, block_id=f"a{number}.{board.round}")


def _spoken(board: AreaBoard, question: Question, words: str) -> str:
    asked, given = escape_within(words, LONGEST_SECTION), _given(board, question)
    said = t(
        "{number}. {question}: {given}", number=board.area.number(question.id), question=asked, given=given
    )
    comments = board.comments.get(question.id, 0)
    return f"{said} {wording.as_sentence(wording.comment_count(comments))}" if comments else said


def _given(board: AreaBoard, question: Question) -> str:
    return wording.as_sentence(wording.distribution(board.tally(question.id)))
