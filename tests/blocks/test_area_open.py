"""The message of an area that takes answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import area, ids
from bot.blocks.ids import AreaRef, QuestionRef, split_extra
from bot.domain.answers import Tally
from bot.domain.board import AreaBoard
from bot.domain.reviews import AreaState, Visibility
from tests.blocks.block_examples import CHECKLIST, TODAY
from tests.blocks.message_checks import block, element, elements, fits, option_values, words
from tests.blocks.message_examples import SPLIT, longest_board, open_board

AREA = CHECKLIST.area("normalise")
LIVE = {"visibility": Visibility.LIVE}


def live_board(tallies: dict[str, Tally]) -> AreaBoard:
    return replace(open_board(**LIVE), tallies=tallies)


def test_it_fits() -> None:
    fits(area.message(open_board(), today=TODAY))


@pytest.mark.parametrize("changes", [{}, LIVE])
def test_it_fits_with_the_longest_area(changes: dict[str, Visibility]) -> None:
    fits(area.message(longest_board(AreaState.OPEN, **changes), today=TODAY))


def test_it_fits_with_twelve_questions_that_escape_to_five_times_their_length() -> None:
    board = longest_board(AreaState.OPEN, **LIVE)
    questions = tuple(replace(q, text="&" * 500, short="&" * 45) for q in board.area.questions)
    fits(area.message(replace(board, area=replace(board.area, questions=questions)), today=TODAY))


@settings(max_examples=30, deadline=None)
@given(
    st.text(min_size=1, max_size=500).filter(str.strip), st.text(min_size=1, max_size=45).filter(str.strip)
)
def test_it_fits_whatever_a_question_says(text: str, short: str) -> None:
    board = open_board()
    questions = (replace(AREA.questions[0], text=text, short=short), *AREA.questions[1:])
    fits(area.message(replace(board, area=replace(AREA, questions=questions)), today=TODAY))


def test_the_quiet_line_says_where_the_area_stands() -> None:
    assert (
        "Internal advocacy, area 2 of 10 · 3 questions, about 2 minutes · 4 of 9 have answered · "
        "hidden until revealed"
    ) in words(area.message(open_board(), today=TODAY))


def test_the_text_starts_with_the_area_and_says_all_questions() -> None:
    text = area.message(open_board(), today=TODAY).text
    assert text.startswith("Normalise the conversation: 3 questions, about 2 minutes · 4 of 9 have answered")
    assert all(question.text in text for question in AREA.questions)
    assert CHECKLIST.scale.amber in text


def test_every_question_has_its_four_answers() -> None:
    message = area.message(open_board(), today=TODAY)
    for number, question in enumerate(AREA.questions, 1):
        buttons = block(message, f"a{number}.1")["elements"]
        assert [button["action_id"] for button in buttons] == list(ids.ANSWERS.values())
        assert {button["value"] for button in buttons} == {str(QuestionRef(12, AREA.id, 1, question.id))}


def test_a_screen_reader_hears_the_answer_and_the_question() -> None:
    button = block(area.message(open_board(), today=TODAY), "a2.1")["elements"][1]
    assert button["text"]["text"] == "Amber 🟠"
    assert button["accessibility_label"] == f"Amber, question 2: {AREA.questions[1].short}"


def test_the_menu_of_a_question_offers_the_rest() -> None:
    menu = block(area.message(open_board(), today=TODAY), "q1.1")["accessory"]
    assert menu["action_id"] == ids.QUESTION_MENU
    assert [split_extra(value)[0] for value in option_values(menu)] == [
        "na",
        "comment",
        "step",
        "meaning",
        "remove",
    ]
    assert {QuestionRef.parse(split_extra(value)[1]) for value in option_values(menu)} == {
        QuestionRef(12, AREA.id, 1, AREA.questions[0].id)
    }


def test_the_form_button_names_the_area() -> None:
    button = element(area.message(open_board(), today=TODAY), ids.AREA_FORM)
    assert button["text"]["text"] == "Answer all 3 in one form"
    assert AreaRef.parse(button["value"]) == AreaRef(12, AREA.id, 1)


def test_reveal_asks_first() -> None:
    button = element(area.message(open_board(), today=TODAY), ids.AREA_REVEAL)
    assert button["confirm"]["text"]["text"] == "4 of 9 have answered. Answers cannot be hidden again."
    assert AreaRef.parse(button["value"]) == AreaRef(12, AREA.id, 1)


def test_hidden_answers_are_nowhere_in_the_payload() -> None:
    """Even where a board came with tallies, a hidden review does not show them."""
    board = open_board()
    with_tallies = replace(board, tallies={question.id: SPLIT for question in AREA.questions})
    assert area.message(with_tallies, today=TODAY) == area.message(board, today=TODAY)


def test_agreements_of_an_earlier_round_do_not_colour_the_next() -> None:
    message = area.message(open_board(round_=2), today=TODAY)
    assert "round 2" in words(message)
    assert "Agreed" not in json.dumps(message.blocks)


def test_a_live_review_shows_tallies_under_each_question() -> None:
    shown = area.message(live_board({AREA.questions[0].id: SPLIT}), today=TODAY)
    assert block(shown, "q1.1")["text"]["text"].endswith("\nRed 1 · Amber 5 · Green 2")
    assert block(shown, "q2.1")["text"]["text"].endswith("\nNobody has answered this yet.")
    assert "live: tallies are shown at once" in words(shown)
    assert "Red 1 · Amber 5 · Green 2" in shown.text


def test_a_live_review_protects_few_ratings() -> None:
    shown = area.message(live_board({AREA.questions[0].id: Tally(red=1, green=2)}), today=TODAY)
    assert "3 people rated this; shown from 4. They do not all agree." in words(shown)


def test_a_new_round_has_block_ids_of_its_own() -> None:
    first, second = (
        {item.get("block_id") for item in area.message(open_board(round_=round_), today=TODAY).blocks}
        for round_ in (1, 2)
    )
    assert first & second == {None, "foot"}


def test_one_question_needs_no_counting() -> None:
    board = open_board()
    board = replace(board, area=replace(AREA, questions=AREA.questions[:1]))
    message = area.message(board, today=TODAY)
    assert element(message, ids.AREA_FORM)["text"]["text"] == "Answer in a form"
    assert "1 question, about 1 minute" in words(message)


def test_markup_in_a_question_is_inert() -> None:
    board = open_board()
    questions = (replace(AREA.questions[0], text="<!channel> & <@U0EVE>"), *AREA.questions[1:])
    message = area.message(replace(board, area=replace(AREA, questions=questions)), today=TODAY)
    assert "&lt;!channel&gt; &amp; &lt;@U0EVE&gt;" in words(message)
    assert "<!" not in words(message) + message.text


def test_nothing_of_other_stages_is_offered() -> None:
    message = area.message(open_board(), today=TODAY)
    for action_id in (ids.QUESTION_AGREE, ids.QUESTION_DECIDE, ids.QUESTION_COMMENTS, ids.DISCUSS):
        assert elements(message, action_id) == []
