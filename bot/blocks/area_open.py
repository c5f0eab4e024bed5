"""An area that takes answers: each question with its buttons, how many have answered, never what."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.blocks import (
    area_buttons,
    area_heading,
    ids,
    kit,
    looking_back,
    pace_words,
    question_words,
    step_words,
    wording,
)
from bot.blocks.ids import AreaRef
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import answer_with_sign, answer_word, escape_within, listed
from bot.domain.answers import RATINGS, Choice
from bot.domain.language import speaking, spoken_now, t, tn
from bot.domain.reviews import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Meanings
    from bot.domain.language import Catalogue

LONGEST_QUESTION = 700
"""Escaped; twelve of this length leave room in a message for all that stands around them."""

ALL_STEPS = 1900
"""Characters for the next steps of all its questions, and as many at most for one of them as for the area."""

STEPS_IN_ONE = 500

MOST_LANGUAGES = 32


class Controls(NamedTuple):
    """What each question has the same, but for what it carries: made once a language, copied for each."""

    menu: tuple[dict[str, Any], ...]
    buttons: tuple[tuple[Element, str], ...]
    """Each answer's button, and how its label begins: ``Amber, ``."""

    meanings: str


def message(board: AreaBoard, *, today: date) -> Message:
    """Built anew for every refresh, so nothing in it is worded twice."""
    facts = list(_facts(board, today))
    stands = area_heading.place(board)
    controls = _controls(board.checklist.scale, spoken_now())
    meanings = controls.meanings
    blocks: list[Block] = [area_heading.header(board), kit.context(" · ".join((stands, *facts)))]
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
        last_time = looking_back.last(board, question)
        if last_time:
            asked, said = f"{asked}\n{last_time}", f"{said} {last_time}"
        steps = _steps(board, question.id, today)
        if steps:
            asked, said = f"{asked}\n{steps}", f"{said} {steps}".replace("\n", " ")
        about = question_words.named(number, question)
        blocks += _question(
            controls, f"{place}{ids.SEPARATOR}{question.id}", f"{number}.{round_}", about, asked
        )
        lines.append(said)
    whole_area = _steps(board, None, today)
    if whole_area:
        blocks.append(kit.section("\n".join([t("For the whole area:"), whole_area])))
        lines.append(whole_area)
    blocks += [kit.context(meanings), _foot(board, place)]
    lead = t(
        "{area}: {facts}. {place}.",
        area=area_heading.name(board),
        facts=" · ".join(facts),
        place=stands,
    )
    return Message(spoken(lead, [*lines, meanings], shorter=_shorter(board, meanings)), blocks)


def _facts(board: AreaBoard, today: date) -> Iterator[str]:
    yield wording.effort(len(board.area.questions))
    yield wording.progress_words(board.progress)
    yield t("live: tallies are shown at once") if _is_live(board) else t("hidden until revealed")
    until = pace_words.fact(board.review, today)
    if until is not None:
        yield until


@lru_cache(maxsize=MOST_LANGUAGES)
def _controls(scale: Meanings, catalogue: Catalogue | None) -> Controls:
    with speaking(catalogue):
        menu = (
            kit.option(t("Not applicable"), "na"),
            kit.option(t("Comment or evidence"), "comment"),
            kit.option(t("Add a next step"), "step"),
            kit.option(t("What does this mean?"), "meaning"),
            kit.option(t("Remove my answer"), "remove"),
        )
        buttons = tuple(
            (kit.button(answer_with_sign(choice), action_id), listed([answer_word(choice), ""]))
            for choice, action_id in ids.ANSWERS.items()
        )
        return Controls(menu, buttons, _meanings(scale))


def _question(controls: Controls, ref: str, block: str, about: str, words: str) -> tuple[Block, Block]:
    """``ref``: the question as its buttons carry it; ``about``: how their labels name it."""
    menu = kit.overflow(
        ids.QUESTION_MENU,
        *[{**entry, "value": f"{entry['value']}{ids.SEPARATOR}{ref}"} for entry in controls.menu],
    )
    buttons = [
        {**button, "value": ref, "accessibility_label": f"{lead}{about}"[: kit.LONGEST_LABEL]}
        for button, lead in controls.buttons
    ]
    return (
        kit.section(words, menu, block_id=f"q{block}"),
        kit.actions(*buttons, block_id=f"a{block}"),
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
        last_time = looking_back.last(board, question)
        words = f"{words} {last_time}" if last_time else words
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
    if questions == 1:
        return kit.button(
            t("Answer in a form"), ids.AREA_FORM, place, label=t("Answer in a form: {area}", area=area)
        )
    return kit.button(
        tn("Answer all {n} in one form", "Answer all {n} in one form", questions),
        ids.AREA_FORM,
        place,
        label=tn(
            "Answer all {n} in one form: {area}", "Answer all {n} in one form: {area}", questions, area=area
        ),
    )


def _meanings(scale: Meanings) -> str:
    words = {Choice.RED: scale.red, Choice.AMBER: scale.amber, Choice.GREEN: scale.green}
    return " · ".join(
        t("{answer}: {meaning}", answer=answer_word(rating), meaning=escape_within(words[rating], 250))
        for rating in RATINGS
    )


def _is_live(board: AreaBoard) -> bool:
    return board.review.visibility is Visibility.LIVE
