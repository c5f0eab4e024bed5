"""One's own answers to an area that takes no more."""

from __future__ import annotations

from bot.blocks import own_answers
from bot.domain.answers import Choice
from tests.blocks.block_checks import elements, fits, words
from tests.blocks.block_examples import CHECKLIST, answer, board, longest, longest_board

FIRST, SECOND, _ = CHECKLIST.area("normalise").questions


def test_it_shows_ones_own_answer_and_comment() -> None:
    mine = {FIRST.id: answer(FIRST, Choice.AMBER, comment="In <two> teams.")}
    text = words(own_answers.view(board(), mine))
    assert "Your answer: Amber." in text
    assert "In <two> teams." in text


def test_it_says_where_there_is_no_answer() -> None:
    text = words(own_answers.view(board(), {SECOND.id: answer(SECOND, None)}))
    assert text.count("You gave no answer.") == 3


def test_nothing_in_it_can_be_changed() -> None:
    view = own_answers.view(board(), {})
    assert list(elements(view)) == []
    assert "submit" not in view


def test_it_fits_with_the_longest_texts() -> None:
    on = longest_board()
    fits(own_answers.view(on, {q.id: answer(q, Choice.RED, comment="&" * 3000) for q in on.area.questions}))
    fits(
        own_answers.view(on, {q.id: answer(q, Choice.RED, comment=longest(3000)) for q in on.area.questions})
    )
