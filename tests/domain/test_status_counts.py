"""Counting what is agreed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import COLLECTIVE, Agreement, Choice
from bot.domain.status import Counts, EssentialState, essential_state, in_force

AGREED = st.lists(st.sampled_from([*COLLECTIVE, None]), max_size=50)


@given(AGREED)
def test_every_question_is_counted_once(agreed: list[Choice | None]) -> None:
    counts = Counts.of(agreed)
    assert counts.agreed + counts.not_applicable + counts.to_agree == counts.questions == len(agreed)


@given(AGREED)
def test_what_is_agreed_as_not_applicable_leaves_the_whole(agreed: list[Choice | None]) -> None:
    assert Counts.of(agreed).total == sum(1 for choice in agreed if choice is not Choice.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("agreed", "state"),
    [
        ([Choice.GREEN, Choice.GREEN], EssentialState.MET),
        ([Choice.GREEN, Choice.NOT_APPLICABLE], EssentialState.MET),
        ([Choice.GREEN, Choice.AMBER], EssentialState.PARTLY),
        ([Choice.GREEN, None], EssentialState.PARTLY),
        ([None, None], EssentialState.NOT_AGREED),
        ([Choice.GREEN, Choice.RED], EssentialState.MISSING),
        ([Choice.RED, None], EssentialState.MISSING),
    ],
)
def test_an_essential(agreed: list[Choice | None], state: EssentialState) -> None:
    assert essential_state(agreed) is state


def agreement(question_id: str, sequence: int, choice: Choice | None) -> Agreement:
    return Agreement(question_id, sequence, 1, choice, None, "U1", datetime(2026, 12, 7, tzinfo=UTC))


def test_the_latest_agreement_is_in_force_unless_it_was_taken_back() -> None:
    on_record = [
        agreement("a", 2, Choice.GREEN),
        agreement("a", 1, Choice.RED),
        agreement("b", 1, Choice.AMBER),
        agreement("b", 2, None),
    ]
    assert {question: one.choice for question, one in in_force(on_record).items()} == {"a": Choice.GREEN}
