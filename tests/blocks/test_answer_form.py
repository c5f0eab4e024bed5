"""The answer form."""

from __future__ import annotations

import pytest

from bot.blocks import answer_form, ids
from bot.blocks.answer_form import block_id, picked, read
from bot.blocks.ids import AreaRef, QuestionRef
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState, Visibility
from tests.blocks.block_checks import block, elements, filled, fits, words
from tests.blocks.block_examples import CHECKLIST, answer, board, longest, longest_board

AREA = CHECKLIST.area("normalise")
FIRST, SECOND, THIRD = AREA.questions
OPEN = board(state=AreaState.OPEN, tallies={})


def view(mine=None, earlier=None, *, next_area=CHECKLIST.areas[2], saved=None, on=OPEN) -> dict:
    return answer_form.view(on, mine or {}, earlier=earlier or {}, next_area=next_area, saved=saved)


def test_it_fits() -> None:
    fits(view())


def test_it_fits_with_the_longest_texts() -> None:
    on = longest_board()
    everything = {q.id: answer(q, Choice.DONT_KNOW, comment=longest(3000)) for q in on.area.questions}
    fits(view(everything, everything, on=on, saved=longest(200)))


def test_its_title_is_the_areas_short_name() -> None:
    assert view()["title"]["text"] == AREA.short


def test_each_question_stands_there_in_full_with_its_number() -> None:
    labels = [item["label"]["text"] for item in view()["blocks"] if item["type"] == "input"]
    assert labels == [f"{number}. {q.text}" for number, q in enumerate(AREA.questions, 1)]


def test_each_question_has_all_five_answers_and_the_meaning_of_the_colours() -> None:
    options = next(elements(view(), "radio_buttons"))["options"]
    assert [option["value"] for option in options] == [choice.value for choice in Choice]
    assert options[0]["text"]["text"] == "Red 🔴"
    assert options[0]["description"]["text"] == CHECKLIST.scale.red
    assert "description" not in options[3]


def test_each_pick_is_told_at_once() -> None:
    assert block(view(), block_id(FIRST.id, 1))["dispatch_action"] is True


def test_no_question_has_to_be_answered() -> None:
    inputs = [item for item in view()["blocks"] if item["type"] == "input"]
    assert all(item["optional"] is True for item in inputs)


def test_what_the_person_answered_is_set() -> None:
    form = view({SECOND.id: answer(SECOND, Choice.AMBER)})
    assert block(form, block_id(SECOND.id, 1))["element"]["initial_option"]["value"] == "amber"
    assert "initial_option" not in block(form, block_id(FIRST.id, 1))["element"]


def test_a_removed_answer_is_not_set() -> None:
    form = view({FIRST.id: answer(FIRST, None)})
    assert "initial_option" not in block(form, block_id(FIRST.id, 1))["element"]


def test_the_answer_of_the_round_before_is_shown_and_not_set() -> None:
    form = view(earlier={FIRST.id: answer(FIRST, Choice.NOT_APPLICABLE)})
    first = block(form, block_id(FIRST.id, 1))
    assert first["hint"]["text"] == "Last time: Not applicable"
    assert "initial_option" not in first["element"]


def test_it_says_where_the_area_stands_and_that_answers_are_hidden() -> None:
    assert "Internal advocacy, area 2 of 10 · 3 questions · hidden until revealed" in words(view())


def test_a_live_review_says_that_it_is_live() -> None:
    live = board(state=AreaState.OPEN, visibility=Visibility.LIVE)
    assert "live" in words(view(on=live))
    assert "hidden" not in words(view(on=live))


def test_what_was_saved_is_said_in_the_place_of_the_hint() -> None:
    before, after = view(), view(saved="Saved: Amber for question 1.")
    assert "Saved: Amber for question 1." in words(after)
    assert len(before["blocks"]) == len(after["blocks"])


@pytest.mark.parametrize(
    ("next_area", "submit"), [(CHECKLIST.areas[2], "Save and next area"), (None, "Save and finish")]
)
def test_the_last_area_finishes(next_area, submit: str) -> None:
    assert view(next_area=next_area)["submit"]["text"] == submit


def test_read_gives_back_what_is_picked_and_leaves_out_what_is_not() -> None:
    form = view({FIRST.id: answer(FIRST, Choice.RED), THIRD.id: answer(THIRD, Choice.DONT_KNOW)})
    given = read(filled(form))
    assert given.ref == AreaRef(12, "normalise", 1)
    assert given.choices == {FIRST.id: Choice.RED, THIRD.id: Choice.DONT_KNOW}


def test_picked_tells_question_and_choice() -> None:
    form = view()
    action = {
        "type": "radio_buttons",
        "action_id": ids.FORM_PICK,
        "block_id": block_id(SECOND.id, 1),
        "selected_option": {"value": "green"},
    }
    assert picked(action, form) == (QuestionRef(12, "normalise", 1, SECOND.id), Choice.GREEN)


def test_a_new_round_has_inputs_of_its_own() -> None:
    again = board(state=AreaState.OPEN, round_=2, tallies={})
    first, second = view(), view(on=again)
    ids_of = [
        {item["block_id"] for item in form["blocks"] if item["type"] == "input"} for form in (first, second)
    ]
    assert not ids_of[0] & ids_of[1]
