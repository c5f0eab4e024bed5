"""The last review beside this one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blocks import answer_form, area_open, area_revealed, decide_form, looking_back, status
from bot.domain.answers import Choice
from bot.domain.digest import Move
from bot.domain.looking_back import Earlier
from bot.domain.reviews import AreaState
from tests.blocks import message_examples as examples
from tests.blocks.block_checks import words as words_of_view
from tests.blocks.block_examples import CHECKLIST, HOSTILE, TODAY, agreement, longest
from tests.blocks.message_checks import fits, words

RED, AMBER, GREEN, LEFT_OUT = Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE
QUESTIONS = CHECKLIST.area("normalise").questions
FIRST, SECOND, THIRD = QUESTIONS
LAST_TIME = {FIRST.id: Earlier(RED, "Set three KPIs"), SECOND.id: Earlier(GREEN), THIRD.id: Earlier(AMBER)}


def with_earlier(board, earlier=None):
    return replace(board, earlier=LAST_TIME if earlier is None else earlier)


@pytest.mark.parametrize(
    ("before", "after", "done", "said"),
    [
        (RED, GREEN, None, "Up from Red in the last review."),
        (RED, AMBER, "Set KPIs", "Up from Red in the last review, after “Set KPIs” was done."),
        (GREEN, RED, None, "Down from Green in the last review."),
        (GREEN, AMBER, "Set KPIs", "Down from Green in the last review, though “Set KPIs” was done."),
        (AMBER, AMBER, None, "The same as in the last review."),
        (LEFT_OUT, RED, None, "Last review: Not applicable."),
        (RED, LEFT_OUT, None, "Last review: Red."),
    ],
)
def test_how_a_rating_moved(before: Choice, after: Choice, done: str | None, said: str) -> None:
    assert looking_back.moved(Move("Managers", before, after, done=done)) == said


def test_an_open_question_shows_the_last_rating_and_nothing_of_now() -> None:
    message = area_open.message(with_earlier(examples.open_board()), today=TODAY)
    assert words(message).count("Last review: ") == 3
    assert "Last review: Red." in message.text
    assert "Set three KPIs" not in words(message)
    fits(message)


def test_a_first_review_says_nothing_of_a_last_one() -> None:
    for message in (
        area_open.message(examples.open_board(), today=TODAY),
        area_revealed.message(examples.revealed_board(), today=TODAY),
    ):
        assert "ast review" not in words(message)


def test_a_revealed_question_shows_the_last_rating_until_one_is_agreed() -> None:
    agreed = {FIRST.id: agreement(FIRST, GREEN)}
    board = with_earlier(examples.revealed_board(agreed=agreed))
    message = area_revealed.message(board, today=TODAY)
    said = words(message)
    assert "Agreed: Green. Up from Red in the last review, after “Set three KPIs” was done." in said
    assert "Proposed: Amber. Last review: Green." in said
    assert "Up from Red in the last review" in message.text
    fits(message)


def test_the_form_and_the_decision_show_it_too() -> None:
    board = with_earlier(examples.open_board())
    view = answer_form.view(board, {}, earlier={}, next_area=None, saved=None)
    assert "Last review: Red." in str(view)
    revealed = with_earlier(examples.revealed_board())
    assert "Last review: Red." in words_of_view(decide_form.view(revealed, FIRST, sequence=0, current=None))


def test_the_status_of_an_area_shows_it() -> None:
    assert "Last review: Amber." in words(status.area(with_earlier(examples.open_board()), today=TODAY))


@pytest.mark.parametrize("state", [AreaState.OPEN, AreaState.REVEALED])
def test_the_longest_fits(state: AreaState) -> None:
    board = examples.agreed_at_length(examples.longest_board(state))
    earlier = {question.id: Earlier(RED, longest(500)) for question in board.area.questions}
    agreed = {
        question.id: agreement(question, AMBER, reason=longest(500)) for question in board.area.questions
    }
    board = replace(board, earlier=earlier, agreements=agreed)
    render = area_open.message if state is AreaState.OPEN else area_revealed.message
    fits(render(board, today=TODAY))
    fits(status.area(board, today=TODAY))


def test_what_moved_in_a_review_is_cut_and_counted() -> None:
    moves = [Move(HOSTILE, RED, AMBER, done=HOSTILE) for _ in range(14)]
    lines = looking_back.lines(moves)
    assert len(lines) == looking_back.MOST_MOVES + 1
    assert lines[-1] == "And 2 more."
    assert "<!channel>" not in " ".join(lines)
    assert looking_back.lines([Move("A", GREEN, RED, done="B")]) == [
        "Worse: A, from Green to Red, though “B” was done."
    ]
    assert looking_back.lines([Move("A", GREEN, LEFT_OUT)]) == ["Changed: A, from Green to Not applicable."]
