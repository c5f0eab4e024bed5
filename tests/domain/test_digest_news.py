"""What moved, in which order, and when a digest is worth sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.answers import Choice
from bot.domain.digest import (
    Digest,
    Direction,
    Move,
    OwnSteps,
    Place,
    Rag,
    Shift,
    Waiting,
    bars,
    newly_agreed,
    worst_first,
)

RED, AMBER, GREEN, NA = Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE
PLACES = [Place("a", "Area A", "Inside", 4), Place("b", "Area B", "Outside", 3)]
QUIET = Digest(
    today=date(2026, 12, 7),
    since=date(2026, 11, 30),
    areas=(),
    reviews=1,
    moves=(),
    newly_agreed=0,
)


def move(name: str, before: Choice, after: Choice | None) -> Move:
    return Move(name, before, after)


def test_the_worst_slip_comes_first() -> None:
    moves = [
        move("na", GREEN, NA),
        move("one up", RED, AMBER),
        move("one down", AMBER, RED),
        move("two up", RED, GREEN),
        move("two down", GREEN, RED),
        move("gone", AMBER, None),
    ]
    shown = [one.question for one in worst_first(moves)]
    assert shown == ["two down", "one down", "two up", "one up", "na", "gone"]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (GREEN, AMBER, Direction.WORSE),
        (RED, GREEN, Direction.BETTER),
        (NA, RED, Direction.NO_RATING),
        (RED, NA, Direction.NO_RATING),
        (RED, None, Direction.NO_RATING),
    ],
)
def test_which_way_it_went(before: Choice, after: Choice | None, direction: Direction) -> None:
    assert move("q", before, after).direction is direction


def test_areas_are_summed_up_at_both_instants() -> None:
    shifts = [
        Shift("a", RED, AMBER, 1),
        Shift("a", GREEN, GREEN, 2),
        Shift("a", AMBER, NA, 1),
        Shift("b", None, RED, 1),
    ]
    first, second = bars(shifts, PLACES)
    assert (first.ratings, first.before, first.not_applicable, first.to_agree) == ((0, 1, 2), (1, 1, 2), 1, 0)
    assert (second.ratings, second.before, second.to_agree) == ((1, 0, 0), None, 2)


def test_an_area_in_which_nothing_is_agreed_is_left_out() -> None:
    assert bars([Shift("b", RED, RED, 1)], PLACES)[0].name == "Area B"


def test_only_a_first_rating_is_new() -> None:
    shifts = [Shift("a", None, RED, 2), Shift("a", None, NA, 1), Shift("a", RED, GREEN, 4)]
    assert newly_agreed(shifts) == 2


def test_before_and_after_are_sums_over_the_areas() -> None:
    areas = bars([Shift("a", RED, AMBER, 1), Shift("b", GREEN, GREEN, 2)], PLACES)
    digest = Digest(date(2026, 12, 7), date(2026, 11, 30), areas, 1, (), 0)
    assert (digest.before, digest.after) == (Rag(1, 0, 2), Rag(0, 1, 2))


@pytest.mark.parametrize(
    "news",
    [
        {"moves": (move("q", RED, AMBER),)},
        {"newly_agreed": 1},
        {"overdue": 1},
        {"due_soon": 1},
        {"waiting": (Waiting(1, "Spring", 1),)},
        {"own": OwnSteps(overdue=1)},
        {"own": OwnSteps(due_soon=1, first_on=date(2026, 12, 9))},
    ],
)
def test_any_news_ends_the_quiet(news: dict) -> None:
    assert QUIET.is_quiet
    assert not replace(QUIET, **news).is_quiet
