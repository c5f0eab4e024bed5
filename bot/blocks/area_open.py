"""An area that takes answers: each question with its buttons, how many have answered, never what."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.blocks import area_buttons, area_heading, ids, kit, pace_words, step_words, wording
from bot.blocks.ids import AreaRef
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import WORDS, answer_with_sign, count, escape_within
from bot.domain.answers import RATINGS, Choice
from bot.domain.reviews import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Meanings, Question

SECONDS_A_QUESTION = 40
LONGEST_QUESTION = 700
"""Escaped; twelve of this length leave room in a message for all that stands around them."""

ALL_STEPS = 1900
"""Characters for the next steps of all its questions, and as many at most for one of them as for the area."""

STEPS_IN_ONE = 500

# Each question has the same menu and the same buttons, but for what they carry: made once, copied for each.
MENU = (
    kit.option("Not applicable", "na"),
    kit.option("Comment or evidence", "comment"),
    kit.option("Add a next step", "step"),
    kit.option("Remove my answer", "remove"),
)
BUTTONS = tuple(
    (kit.button(answer_with_sign(choice), action_id), WORDS[choice])
    for choice, action_id in ids.ANSWERS.items()
)


def message(board: AreaBoard, *, today: date) -> Message:
    """Built anew for every refresh, so nothing in it is worded twice."""
    facts = list(_facts(board, today))
    meanings = _meanings(board.checklist.scale)
    blocks: list[Block] = [area_heading.header(board), kit.context(area_heading.facts(board, *facts))]
    place, round_, is_live = (
        str(AreaRef(board.review.id, board.area.id, board.round)),
        board.round,
        _is_live(board),
    )
    lines = []
    for number, question in enumerate(board.area.questions, 1):
        asked = said = f"{number}. {escape_within(question.text, LONGEST_QUESTION)}"
        if is_live:
            running = wording.running(board.tally(question.id))
            asked, said = f"{asked}\n{running}", f"{asked} {running}"
        steps = _steps(board, question.id, today)
        if steps:
            asked, said = f"{asked}\n{steps}", f"{said} {steps}".replace("\n", " ")
        blocks += _question(place, round_, number, question, asked)
        lines.append(said)
    whole_area = _steps(board, None, today)
    if whole_area:
        blocks.append(kit.section(f"For the whole area:\n{whole_area}"))
        lines.append(whole_area)
    blocks += [kit.context(meanings), _foot(board, place)]
    lead = f"{area_heading.name(board)}: {' · '.join(facts)}. {area_heading.place(board)}."
    return Message(spoken(lead, [*lines, meanings], shorter=_shorter(board, meanings)), blocks)


def _facts(board: AreaBoard, today: date) -> Iterator[str]:
    questions = len(board.area.questions)
    minutes = math.ceil(questions * SECONDS_A_QUESTION / 60)
    yield f"{count(questions, 'question')}, about {count(minutes, 'minute')}"
    yield wording.progress_words(board.progress)
    yield "live: tallies are shown at once" if _is_live(board) else "hidden until revealed"
    until = pace_words.fact(board.review, today)
    if until is not None:
        yield until


def _question(place: str, round_: int, number: int, question: Question, words: str) -> tuple[Block, Block]:
    """``place``: the area as buttons carry it; the question's own reference has its id behind that."""
    ref = f"{place}{ids.SEPARATOR}{question.id}"
    about = f"question {number}: {question.short}"
    menu = kit.overflow(
        ids.QUESTION_MENU, *[{**entry, "value": f"{entry['value']}{ids.SEPARATOR}{ref}"} for entry in MENU]
    )
    buttons = [
        {**button, "value": ref, "accessibility_label": f"{word}, {about}"[: kit.LONGEST_LABEL]}
        for button, word in BUTTONS
    ]
    return (
        kit.section(words, menu, block_id=f"q{number}.{round_}"),
        kit.actions(*buttons, block_id=f"a{number}.{round_}"),
    )


def _steps(board: AreaBoard, question_id: str | None, today: date) -> str:
    """Next steps can be there before the reveal: an area that was opened again, what somebody saw to do."""
    if not board.steps:
        return ""
    room = min(STEPS_IN_ONE, ALL_STEPS // len(board.area.questions))
    return step_words.in_area(board.section.step_label, board.steps_of(question_id), room, today=today)


def _shorter(board: AreaBoard, meanings: str) -> Iterator[str]:
    for number, question in enumerate(board.area.questions, 1):
        words = f"{number}. {escape_within(question.short, LONGEST_QUESTION)}"
        yield f"{words} {wording.running(board.tally(question.id))}" if _is_live(board) else words
    yield meanings


def _foot(board: AreaBoard, place: str) -> Block:
    questions = len(board.area.questions)
    return kit.actions(
        _form_button(place, board.area.short, questions),
        area_buttons.reveal(place, board.area, board.progress),
        block_id="foot",
    )


def _form_button(place: str, area: str, questions: int) -> Element:
    words = f"Answer all {questions} in one form" if questions > 1 else "Answer in a form"
    return kit.button(words, ids.AREA_FORM, place, label=f"{words}: {area}")


def _meanings(scale: Meanings) -> str:
    words = {Choice.RED: scale.red, Choice.AMBER: scale.amber, Choice.GREEN: scale.green}
    return " · ".join(f"{WORDS[rating]}: {escape_within(words[rating], 250)}" for rating in RATINGS)


def _is_live(board: AreaBoard) -> bool:
    return board.review.visibility is Visibility.LIVE
