"""What the team could agree on, and in which order it discusses the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import (
    RATINGS,
    Choice,
    Reason,
    Tally,
    discussion_rank,
    leaning,
    needs_reason,
    propose,
)

TALLIES = st.builds(Tally, *(st.integers(0, 40) for _ in Choice))
MOST = 12
SMALL = [Tally(*counts) for counts in product(range(MOST + 1), repeat=5) if sum(counts) <= MOST]


def by_the_sentence(tally: Tally) -> Choice | None:
    """The rule as it is written, without any cleverness."""
    ratings = tally.red + tally.amber + tally.green
    answers = ratings + tally.dont_know + tally.not_applicable
    for choice, count in (("red", tally.red), ("amber", tally.amber), ("green", tally.green)):
        agree = ratings and count / ratings >= 0.75
        stands_against = tally.red > 0 and tally.green > 0
        if agree and not stands_against and ratings >= 3 and ratings >= answers / 2:
            return Choice(choice)
    if tally.not_applicable >= 3 and tally.not_applicable / answers >= 0.75:
        return Choice.NOT_APPLICABLE
    return None


def test_it_is_the_rule_for_every_small_team() -> None:
    assert len(SMALL) == math.comb(MOST + 5, 5)
    assert [tally for tally in SMALL if propose(tally).choice != by_the_sentence(tally)] == []


@given(TALLIES)
def test_it_is_the_rule_for_every_team(tally: Tally) -> None:
    assert propose(tally).choice == by_the_sentence(tally)


@given(TALLIES)
def test_there_is_a_proposal_or_a_reason_never_both(tally: Tally) -> None:
    proposal = propose(tally)
    assert (proposal.choice is None) != (proposal.reason is None)


@given(st.lists(st.sampled_from(Choice), max_size=30), st.randoms())
def test_the_order_of_people_does_not_matter(choices: list[Choice], random) -> None:
    tally = Tally.of(choices)
    random.shuffle(choices)
    assert Tally.of(choices) == tally
    assert tally.answers == len(choices)


@pytest.mark.parametrize(
    ("tally", "reason"),
    [
        (Tally(red=1, amber=5, green=2), Reason.SPLIT),
        (Tally(amber=3, green=3), Reason.SPREAD),
        (Tally(amber=2), Reason.TOO_FEW),
        (Tally(), Reason.TOO_FEW),
        (Tally(green=3, not_applicable=4), Reason.TOO_FEW),
        (Tally(red=1, green=1, dont_know=5), Reason.DO_NOT_KNOW),
    ],
)
def test_the_reason_to_discuss(tally: Tally, reason: Reason) -> None:
    assert propose(tally).reason is reason


def test_three_quarters_are_enough() -> None:
    assert propose(Tally(amber=3, green=1)).choice is Choice.AMBER
    assert propose(Tally(amber=2, green=1)).choice is None


def test_deciding_against_the_proposal_needs_a_reason() -> None:
    proposal = propose(Tally(amber=6, green=1))
    assert needs_reason(proposal, Choice.GREEN)
    assert not needs_reason(proposal, Choice.AMBER)
    assert not needs_reason(propose(Tally(red=1, green=5)), Choice.RED)


@given(TALLIES)
def test_the_leaning_is_the_lower_median_rating(tally: Tally) -> None:
    ratings = [rating for rating in RATINGS for _ in range(tally.count(rating))]
    expected = ratings[(len(ratings) - 1) // 2] if ratings else None
    assert leaning(tally) is expected


def test_splits_come_first_then_what_most_do_not_know_then_reds_to_greens() -> None:
    in_order = [
        Tally(red=2, green=3),
        Tally(amber=1, dont_know=5),
        Tally(amber=2),
        Tally(red=4, amber=1),
        Tally(amber=4),
        Tally(green=5),
    ]
    ranks = [discussion_rank(tally) for tally in in_order]
    assert ranks == sorted(set(ranks))


def test_a_hidden_distribution_shows_in_no_order() -> None:
    """Fewer than four ratings are not shown, so their place must not tell what they were."""
    ranks: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for tally in SMALL:
        if not tally.is_shown:
            known = (tally.ratings, tally.dont_know, tally.not_applicable)
            ranks[known].add(discussion_rank(tally))
    assert [known for known, found in ranks.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("tally", "shown"), [(Tally(red=1, amber=1, green=1), False), (Tally(amber=4), True)]
)
def test_a_distribution_is_shown_from_four_ratings(tally: Tally, shown: bool) -> None:
    assert tally.is_shown is shown
