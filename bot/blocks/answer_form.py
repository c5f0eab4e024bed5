"""The answer form: all questions of one area as radio groups, each pick saved at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.blocks import choices, ids, kit, looking_back, question_words
from bot.blocks.forms import Filled
from bot.blocks.ids import AreaRef, QuestionRef
from bot.blocks.text import answer_word, escape_within, truncate
from bot.domain.answers import Choice
from bot.domain.errors import NotOurs
from bot.domain.language import t, tn
from bot.domain.reviews import Visibility

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.kit import Block, View
    from bot.domain.answers import Answer
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Area, Question

PICK = "pick"
LONGEST_LABEL = 2000
LONGEST_TITLE = 24
LONGEST_OPTION = 75


@dataclass(frozen=True)
class AnswersGiven:
    """``choices`` by question id; a question that was left unanswered is not in it."""

    ref: AreaRef
    choices: Mapping[str, Choice]


def view(
    board: AreaBoard,
    mine: Mapping[str, Answer],
    *,
    earlier: Mapping[str, Answer],
    next_area: Area | None,
    saved: str | None,
) -> View:
    """``mine`` and ``earlier``: the person's answers of this round and of the one before, by question id.
    ``next_area``: where *Save and next area* goes on. ``saved`` says what the last pick did."""
    ref = AreaRef(board.review.id, board.area.id, board.round)
    return kit.modal(
        ids.ANSWER_FORM,
        truncate(board.area.short, LONGEST_TITLE),
        [
            kit.context(_introduction(board)),
            kit.context(saved or t("Each pick is saved at once. You can change it until the reveal.")),
            *(
                _question(board, question, mine.get(question.id), earlier.get(question.id))
                for question in board.area.questions
            ),
            _meanings(board),
        ],
        submit=t("Save and next area") if next_area else t("Save and finish"),
        close=t("Done"),
        metadata=str(ref),
    )


def read(view: View) -> AnswersGiven:
    """What the form shows as picked, whether or not each pick had reached us."""
    ref = AreaRef.parse(view.get("private_metadata", ""))
    filled = Filled(view)
    given = {}
    for block_id in filled.block_ids(f"{PICK}."):
        value = filled.option(block_id)
        if value is not None:
            given[_question_id(block_id)] = ids.choice(value)
    return AnswersGiven(ref, given)


def picked(action: Mapping[str, Any], view: View) -> tuple[QuestionRef, Choice]:
    """One pick of a radio button, as its action and the view around it tell. Raises NotOurs."""
    ref = AreaRef.parse(view.get("private_metadata", ""))
    question_id = _question_id(action.get("block_id", ""))
    choice = ids.choice((action.get("selected_option") or {}).get("value", ""))
    return QuestionRef(ref.review_id, ref.area_id, ref.round, question_id), choice


def block_id(question_id: str, round_: int) -> str:
    """It differs by round, so that a new round starts empty in a form that is open."""
    return f"{PICK}.{question_id}.{round_}"


def _question_id(block_id: str) -> str:
    parts = block_id.split(".")
    if len(parts) != 3:
        raise NotOurs
    return parts[1]


def _introduction(board: AreaBoard) -> str:
    is_live = board.review.visibility is Visibility.LIVE
    place = t(
        "{section}, area {number} of {all}",
        section=escape_within(board.section.title, 150),
        number=board.number,
        all=len(board.checklist.areas),
    )
    return " · ".join(
        (
            place,
            tn("{n} question", "{n} questions", len(board.area.questions)),
            t("live: counts are shown at once") if is_live else t("hidden until revealed"),
        )
    )


def _question(board: AreaBoard, question: Question, mine: Answer | None, earlier: Answer | None) -> Block:
    number = board.area.number(question.id)
    return kit.input_block(
        truncate(f"{number}. {question.text}", LONGEST_LABEL),
        choices.radios(ids.FORM_PICK, list(Choice), board.checklist.scale, mine.choice if mine else None),
        block_id=block_id(question.id, board.round),
        hint=_last_times(board, question, earlier),
        optional=True,
        dispatch=True,
    )


def _meanings(board: AreaBoard) -> Block:
    """One menu for all questions: a button beside each would double the form."""
    options = [
        kit.option(
            truncate(f"{number}. {question.short}", LONGEST_OPTION), str(question_words.ref(board, question))
        )
        for number, question in enumerate(board.area.questions, 1)
    ]
    menu = kit.static_select(ids.MEANING_CHOOSE, t("Choose a question"), options)
    return kit.section(t("Not sure what a question means?"), menu, block_id="meanings")


def _last_times(board: AreaBoard, question: Question, earlier: Answer | None) -> str | None:
    """What the team agreed in the last review, and this person's own answer of the round before."""
    before = earlier.choice if earlier else None
    own = t("Last time: {answer}", answer=answer_word(before)) if before else ""
    return " ".join(filter(None, (looking_back.last(board, question), own))) or None
