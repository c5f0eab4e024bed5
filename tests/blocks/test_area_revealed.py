"""The message of an area after the reveal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import area, ids
from bot.blocks.area_revealed import summary
from bot.blocks.ids import AreaRef, QuestionRef, split_extra
from bot.domain.answers import Choice, Tally
from bot.domain.reviews import AreaState
from tests.blocks.block_examples import CHECKLIST, TODAY, agreement
from tests.blocks.message_checks import (
    action_ids,
    block,
    element,
    elements,
    fits,
    has_block,
    option_values,
    words,
)
from tests.blocks.message_examples import (
    CLOSED,
    DISCARDED,
    agreed_at_length,
    ended,
    longest_board,
    revealed_board,
)

AREA = CHECKLIST.area("normalise")
FIRST, SECOND, THIRD = AREA.questions
THIRD_AGREED = {THIRD.id: agreement(THIRD, Choice.GREEN)}
COUNTS = st.integers(0, 200)


def test_it_fits() -> None:
    fits(area.message(revealed_board(agreed=THIRD_AGREED), today=TODAY))


def test_it_fits_with_the_longest_area() -> None:
    fits(area.message(longest_board(AreaState.REVEALED), today=TODAY))


@pytest.mark.parametrize("round_", [1, 2])
def test_it_fits_with_the_longest_reasons(round_: int) -> None:
    board = longest_board(AreaState.REVEALED, round_=2)
    fits(area.message(agreed_at_length(board, round_), today=TODAY))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=500), st.builds(Tally, *(COUNTS,) * 5))
def test_it_fits_whatever_was_answered_and_decided(reason: str, tally: Tally) -> None:
    agreed = {FIRST.id: agreement(FIRST, Choice.RED, reason=reason)}
    tallies = dict.fromkeys((q.id for q in AREA.questions), tally)
    fits(area.message(revealed_board(tallies, agreed), today=TODAY))


def test_the_quiet_line_says_when_and_how_many() -> None:
    assert ("Internal advocacy, area 2 of 10 · revealed on Monday 7 December · 8 of 9 answered") in words(
        area.message(revealed_board(), today=TODAY)
    )


def test_the_text_starts_with_the_news() -> None:
    text = area.message(revealed_board(agreed=THIRD_AGREED), today=TODAY).text
    assert text.startswith("Normalise the conversation is revealed: 1 to discuss, 1 proposed, 1 agreed.")


def test_the_text_says_what_the_blocks_say() -> None:
    board = replace(revealed_board(agreed=THIRD_AGREED), comments={FIRST.id: 3})
    text = area.message(board, today=TODAY).text
    assert FIRST.text in text
    assert "Red 1 · Amber 5 · Green 2. Discuss: split, both red and green were given. 3 comments." in text
    assert "Amber 6 · Green 1. Proposed: Amber." in text
    assert "Green 7. Agreed: Green." in text


def test_the_text_of_a_long_area_still_says_every_result() -> None:
    text = area.message(longest_board(AreaState.REVEALED), today=TODAY).text
    assert text.count("Red 200 · Amber 200") == 12


def test_a_split_is_to_be_discussed() -> None:
    message = area.message(revealed_board(), today=TODAY)
    assert block(message, "q1.1")["text"]["text"].endswith(
        "\nRed 1 · Amber 5 · Green 2. Discuss: split, both red and green were given."
    )
    assert [button["action_id"] for button in block(message, "a1.1")["elements"]] == [ids.QUESTION_DECIDE]


def test_a_proposal_is_agreed_in_one_press() -> None:
    button = block(area.message(revealed_board(), today=TODAY), "a2.1")["elements"][0]
    assert button["action_id"] == ids.QUESTION_AGREE
    assert button["text"]["text"] == "Agree Amber"
    assert split_extra(button["value"]) == ("amber", str(QuestionRef(12, AREA.id, 1, SECOND.id)))
    assert button["accessibility_label"] == f"Agree Amber, question 2: {SECOND.short}"


def test_an_agreed_question_can_be_changed_from_its_menu() -> None:
    message = area.message(revealed_board(agreed=THIRD_AGREED), today=TODAY)
    menu = block(message, "q3.1")["accessory"]
    assert [split_extra(value)[0] for value in option_values(menu)] == [
        "decide",
        "step",
        "meaning",
        "history",
    ]
    assert not has_block(message, "a3.1")
    assert "Green 7. Agreed: Green." in block(message, "q3.1")["text"]["text"]


def test_the_reason_of_an_agreement_is_shown() -> None:
    agreed = {FIRST.id: agreement(FIRST, Choice.RED, reason="Two sites only")}
    assert "Agreed: Red. Reason: Two sites only." in words(
        area.message(revealed_board(agreed=agreed), today=TODAY)
    )


def test_few_ratings_show_only_whether_they_agree() -> None:
    message = area.message(revealed_board({FIRST.id: Tally(amber=3)}), today=TODAY)
    assert "3 people rated this; shown from 4. They agree. Proposed: Amber." in words(message)


def test_a_question_nobody_rated() -> None:
    assert "Nobody rated this. Discuss: too few ratings for a proposal." in words(
        area.message(revealed_board({}), today=TODAY)
    )


def test_comments_are_counted_on_their_button() -> None:
    board = replace(revealed_board(agreed=THIRD_AGREED), comments={FIRST.id: 3, THIRD.id: 1})
    message = area.message(board, today=TODAY)
    assert [button["text"]["text"] for button in elements(message, ids.QUESTION_COMMENTS)] == [
        "Comments (3)",
        "Comments (1)",
    ]


def test_the_foot_offers_discuss_in_order_while_questions_wait() -> None:
    message = area.message(revealed_board(agreed=THIRD_AGREED), today=TODAY)
    assert AreaRef.parse(element(message, ids.DISCUSS)["value"]) == AreaRef(12, AREA.id, 1)
    assert element(message, ids.REVIEW_FACILITATE)["value"] == "12"


def test_nothing_is_left_to_discuss_once_all_is_agreed() -> None:
    agreed = {question.id: agreement(question, Choice.AMBER) for question in AREA.questions}
    assert elements(area.message(revealed_board(agreed=agreed), today=TODAY), ids.DISCUSS) == []


def test_what_was_agreed_in_an_earlier_round_stays_in_force() -> None:
    board = revealed_board(agreed=THIRD_AGREED, round_=2)
    message = area.message(board, today=TODAY)
    assert "Green 7. Proposed: Green. In force from round 1. Agreed: Green." in words(message)
    assert [button["action_id"] for button in block(message, "a3.2")["elements"]] == [
        ids.QUESTION_AGREE,
        ids.QUESTION_DECIDE,
    ]


@pytest.mark.parametrize(
    ("how", "said", "offered"),
    [
        (
            CLOSED,
            "review closed on Friday 11 December",
            [ids.QUESTION_MENU, ids.QUESTION_COMMENTS, ids.QUESTION_MENU, ids.QUESTION_MENU, ids.STEP_ADD],
        ),
        (DISCARDED, "review discarded on Friday 11 December", [ids.QUESTION_COMMENTS]),
    ],
)
def test_an_ended_review_keeps_what_was_revealed(
    how: dict[str, object], said: str, offered: list[str]
) -> None:
    board = replace(revealed_board(agreed=THIRD_AGREED), comments={FIRST.id: 3})
    message = area.message(ended(board, how), today=TODAY)
    assert said in words(message)
    assert "Red 1 · Amber 5 · Green 2." in words(message)
    assert action_ids(message) == offered
    fits(message)


def test_the_summary_leaves_out_what_there_is_none_of() -> None:
    agreed = {question.id: agreement(question, Choice.AMBER) for question in AREA.questions}
    assert summary(revealed_board(agreed=agreed)) == "3 agreed"
