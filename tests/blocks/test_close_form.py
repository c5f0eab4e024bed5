"""Closing and discarding a review."""

from __future__ import annotations

import pytest

from bot.blocks import close_form, ids
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState
from tests.blocks.block_checks import fits, words
from tests.blocks.block_examples import CHECKLIST, longest_status, status

REVEALED = {area.id: AreaState.REVEALED for area in CHECKLIST.areas}
FIRST, SECOND, THIRD = CHECKLIST.area("normalise").questions
ALL_GREEN = {q.id: Choice.GREEN for area in CHECKLIST.areas for q in area.questions}


def test_both_fit() -> None:
    now = status({"normalise": AreaState.REVEALED}, {FIRST.id: Choice.RED})
    fits(close_form.view(now))
    fits(close_form.discard(now))


@pytest.mark.parametrize("state", [AreaState.REVEALED, AreaState.OPEN])
def test_both_fit_with_the_longest_names(state: AreaState) -> None:
    fits(close_form.view(longest_status(state)))
    fits(close_form.discard(longest_status(state)))


def test_closing_says_how_many_are_agreed() -> None:
    now = status(REVEALED, {FIRST.id: Choice.RED, SECOND.id: Choice.NOT_APPLICABLE})
    assert "1 of 41 agreed: Red 1, Amber 0, Green 0. Not applicable 1." in words(close_form.view(now))


def test_closing_names_the_areas_that_are_not_revealed() -> None:
    states = {**REVEALED, "leaders": AreaState.OPEN, "wider-agenda": AreaState.PENDING}
    text = words(close_form.view(status(states, ALL_GREEN)))
    assert "Not revealed: Leaders and Wider agenda. Their answers stay hidden." in text


def test_areas_of_one_name_are_told_apart() -> None:
    states = {**REVEALED, "internal-commitment": AreaState.OPEN, "external-commitment": AreaState.OPEN}
    text = words(close_form.view(status(states, ALL_GREEN)))
    assert "Internal: Commitment and External: Commitment" in text


def test_of_many_areas_the_first_ten_are_named() -> None:
    text = words(close_form.view(longest_status(AreaState.OPEN)))
    assert "1-10 " in text
    assert "1-11 " not in text
    assert " and 30 more. Their answers stay hidden." in text


def test_closing_says_what_is_still_to_agree() -> None:
    agreed = {id_: choice for id_, choice in ALL_GREEN.items() if id_ not in (FIRST.id, THIRD.id)}
    assert "Still to agree: Normalise the conversation (2)." in words(
        close_form.view(status(REVEALED, agreed))
    )


def test_closing_a_finished_review_leaves_nothing() -> None:
    text = words(close_form.view(status(REVEALED, ALL_GREEN)))
    assert "Still to agree" not in text
    assert "Not revealed" not in text


def test_closing_says_what_it_does() -> None:
    text = words(close_form.view(status(REVEALED, ALL_GREEN)))
    assert "no longer change" in text
    assert "for 7 days" in text


def test_discarding_says_that_answers_are_given_up() -> None:
    text = words(close_form.discard(status(REVEALED, {})))
    assert "The answers that people gave are given up" in text
    assert "agreed" not in text


def test_discarding_says_what_closing_would_keep() -> None:
    text = words(close_form.discard(status(REVEALED, {FIRST.id: Choice.GREEN})))
    assert "1 of 42 agreed" in text
    assert "closing the review would keep it" in text


def test_a_title_mentions_nobody() -> None:
    now = status(REVEALED, {}, title="<!here>")
    for form in (close_form.view(now), close_form.discard(now)):
        assert "&lt;!here&gt;" in words(form)


def test_read_gives_back_the_review() -> None:
    close, discard = (build(status(REVEALED, {}, id=77)) for build in (close_form.view, close_form.discard))
    assert (close_form.read(close), close_form.read(discard)) == (77, 77)
    assert (close["callback_id"], discard["callback_id"]) == (ids.CLOSE_FORM, ids.DISCARD_FORM)
