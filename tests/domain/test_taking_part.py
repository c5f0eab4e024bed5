"""Who is asked to answer, and who is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import AreaNotPosted, AreaRevealed, ReviewClosed, RoundOver
from bot.domain.people import Member
from bot.domain.reviews import (
    AreaState,
    Participation,
    ReviewState,
    TakesPart,
    check_answer,
    progress,
    takes_part,
)

EVERYONE = Participation(TakesPart.EVERYONE, allows_external=False)
CHOSEN = Participation(TakesPart.CHOSEN, allows_external=False)
OPEN_TO_OTHERS = Participation(TakesPart.EVERYONE, allows_external=True)
PEOPLE = st.sets(st.sampled_from("abcdefgh"))


@pytest.mark.parametrize(
    ("participation", "member", "is_chosen", "expected"),
    [
        (EVERYONE, Member("U1"), False, True),
        (EVERYONE, Member("U1", is_guest=True), False, False),
        (EVERYONE, Member("U1", is_guest=True), True, True),
        (EVERYONE, Member("U1", is_external=True), True, False),
        (OPEN_TO_OTHERS, Member("U1", is_external=True), False, True),
        (CHOSEN, Member("U1"), False, False),
        (CHOSEN, Member("U1"), True, True),
        (CHOSEN, Member("U1", is_bot=True), True, False),
        (EVERYONE, Member("U1", is_deleted=True), True, False),
        (EVERYONE, Member("USLACKBOT"), False, False),
    ],
)
def test_who_takes_part(
    participation: Participation, member: Member, is_chosen: bool, expected: bool
) -> None:
    assert takes_part(participation, member, is_chosen) is expected


@given(PEOPLE, PEOPLE, PEOPLE)
def test_never_more_have_answered_than_take_part(asked: set, completed: set, facilitators: set) -> None:
    counted = progress(asked, completed, facilitators)
    assert counted.answered == len(completed)
    assert counted.answered <= counted.taking_part


@given(PEOPLE, PEOPLE)
def test_a_facilitator_counts_once_they_have_answered(asked: set, completed: set) -> None:
    without = progress(asked | {"lead"}, completed, {"lead"})
    having = progress(asked | {"lead"}, completed | {"lead"}, {"lead"})
    assert (having.answered, having.taking_part) == (without.answered + 1, without.taking_part + 1)


def test_who_has_left_drops_out_unless_they_had_answered() -> None:
    assert progress({"a"}, {"a"}, set()).taking_part == 1
    assert progress({"a"}, {"a", "gone"}, set()).taking_part == 2


@given(PEOPLE, PEOPLE, PEOPLE)
def test_complete_means_that_nobody_else_is_waited_for(asked: set, completed: set, facilitators: set) -> None:
    waiting = (asked - facilitators or asked) - completed
    assert progress(asked, completed, facilitators).is_complete is (bool(completed) and not waiting)


def test_where_only_facilitators_take_part_all_of_them_are_waited_for() -> None:
    assert not progress({"a", "b"}, {"a"}, {"a", "b"}).is_complete
    assert progress({"a", "b"}, {"a", "b"}, {"a", "b"}).is_complete


@pytest.mark.parametrize(
    ("review", "area", "round_", "refusal"),
    [
        (ReviewState.CLOSED, AreaState.OPEN, 1, ReviewClosed),
        (ReviewState.DISCARDED, AreaState.OPEN, 1, ReviewClosed),
        (ReviewState.OPEN, AreaState.PENDING, 1, AreaNotPosted),
        (ReviewState.OPEN, AreaState.OPEN, 2, RoundOver),
        (ReviewState.OPEN, AreaState.REVEALED, 2, RoundOver),
        (ReviewState.OPEN, AreaState.REVEALED, 1, AreaRevealed),
    ],
)
def test_when_no_answer_is_taken(review, area, round_, refusal) -> None:
    with pytest.raises(refusal):
        check_answer(review, area, 1, round_)


def test_an_open_area_takes_answers() -> None:
    check_answer(ReviewState.OPEN, AreaState.OPEN, 3, 3)
