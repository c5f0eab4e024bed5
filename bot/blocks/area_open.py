"""An area that takes answers: each question with its buttons, how many have answered, never what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.blocks import area_buttons, area_heading, ids, kit, question_words, wording
from bot.blocks.ids import AreaRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import WORDS, answer_with_sign, count, escape_within
from bot.domain.answers import RATINGS, Choice
from bot.domain.reviews import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Meanings, Question

SECONDS_A_QUESTION = 40
LONGEST_QUESTION = 700
"""Escaped; twelve of this length leave room in a message for all that stands around them."""

MENU = (
    ("Not applicable", "na"),
    ("Comment or evidence", "comment"),
    ("Remove my answer", "remove"),
)


def message(board: AreaBoard) -> Message:
    facts = list(_facts(board))
    meanings = _meanings(board.checklist.scale)
    blocks: list[Block] = [area_heading.header(board), kit.context(area_heading.facts(board, *facts))]
    for question in board.area.questions:
        blocks += _question(board, question)
    blocks += [kit.context(meanings), _foot(board)]
    lead = f"{area_heading.name(board)}: {' · '.join(facts)}. {area_heading.place(board)}."
    lines = [_words(board, question, question.text) for question in board.area.questions]
    shorter = [_words(board, question, question.short) for question in board.area.questions]
    return Message(spoken(lead, [*lines, meanings], shorter=[*shorter, meanings]), blocks)


def _facts(board: AreaBoard) -> Iterator[str]:
    questions = len(board.area.questions)
    minutes = math.ceil(questions * SECONDS_A_QUESTION / 60)
    yield f"{count(questions, 'question')}, about {count(minutes, 'minute')}"
    yield wording.progress_words(board.progress)
    yield "live: tallies are shown at once" if _is_live(board) else "hidden until revealed"


def _question(board: AreaBoard, question: Question) -> Iterator[Block]:
    number = board.area.number(question.id)
    ref = question_words.ref(board, question)
    menu = kit.overflow(
        ids.QUESTION_MENU, *(kit.option(words, with_extra(ref, extra)) for words, extra in MENU)
    )
    yield kit.section(_words(board, question, question.text, "\n"), menu, block_id=f"q{number}.{board.round}")
    yield kit.actions(
        *(
            kit.button(
                answer_with_sign(choice),
                action_id,
                str(ref),
                label=f"{WORDS[choice]}, question {number}: {question.short}",
            )
            for choice, action_id in ids.ANSWERS.items()
        ),
        block_id=f"a{number}.{board.round}",
    )


def _words(board: AreaBoard, question: Question, asked: str, between: str = " ") -> str:
    words = f"{board.area.number(question.id)}. {escape_within(asked, LONGEST_QUESTION)}"
    return f"{words}{between}{wording.running(board.tally(question.id))}" if _is_live(board) else words


def _foot(board: AreaBoard) -> Block:
    ref = AreaRef(board.review.id, board.area.id, board.round)
    questions = len(board.area.questions)
    return kit.actions(
        _form_button(ref, board.area.short, questions),
        area_buttons.reveal(ref, board.area, board.progress),
        block_id="foot",
    )


def _form_button(ref: AreaRef, area: str, questions: int) -> Element:
    words = f"Answer all {questions} in one form" if questions > 1 else "Answer in a form"
    return kit.button(words, ids.AREA_FORM, str(ref), label=f"{words}: {area}")


def _meanings(scale: Meanings) -> str:
    words = {Choice.RED: scale.red, Choice.AMBER: scale.amber, Choice.GREEN: scale.green}
    return " · ".join(f"{WORDS[rating]}: {escape_within(words[rating], 250)}" for rating in RATINGS)


def _is_live(board: AreaBoard) -> bool:
    return board.review.visibility is Visibility.LIVE
