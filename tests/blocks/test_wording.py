"""Answers, proposals and agreements in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import wording
from bot.domain.answers import Choice, Reason, Tally, propose
from bot.domain.status import Counts
from tests.blocks.block_examples import CHECKLIST, agreement

QUESTION = CHECKLIST.areas[1].questions[0]
COUNTS = st.integers(0, 12)


def test_a_distribution_names_every_answer_that_was_given() -> None:
    tally = Tally(red=1, amber=5, green=2, dont_know=1, not_applicable=3)
    assert wording.distribution(tally) == "Red 1 · Amber 5 · Green 2 · Don't know 1 · Not applicable 3"


def test_a_distribution_leaves_out_what_nobody_gave() -> None:
    assert wording.distribution(Tally(amber=4)) == "Amber 4"


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), "Nobody rated this."),
        (Tally(dont_know=5), "Nobody rated this."),
        (Tally(red=1), "1 person rated this; shown from 4."),
        (Tally(amber=3), "3 people rated this; shown from 4. They agree."),
        (Tally(amber=2, red=1), "3 people rated this; shown from 4. They do not all agree."),
    ],
)
def test_few_ratings_are_protected(tally: Tally, words: str) -> None:
    assert wording.distribution(tally) == words


@given(st.builds(Tally, red=COUNTS, amber=COUNTS, green=COUNTS, dont_know=COUNTS, not_applicable=COUNTS))
def test_a_hidden_distribution_names_no_colour(tally: Tally) -> None:
    names_a_colour = any(colour in wording.distribution(tally) for colour in ("Red", "Amber", "Green"))
    assert names_a_colour == tally.is_shown


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(amber=6, green=1), "Proposed: Amber."),
        (Tally(not_applicable=4), "Proposed: Not applicable."),
        (Tally(1, 5, 2), "Discuss: split, both red and green were given."),
        (Tally(amber=3, green=2), "Discuss: spread, fewer than three quarters agree."),
        (Tally(amber=2), "Discuss: too few ratings for a proposal."),
        (Tally(amber=1, dont_know=5), "Discuss: most of us do not know."),
    ],
)
def test_a_proposal_in_words(tally: Tally, words: str) -> None:
    assert wording.proposal_words(propose(tally), tally) == words


@pytest.mark.parametrize("tally", [Tally(red=1, green=2), Tally(red=1, amber=2), Tally(amber=1, green=2)])
def test_why_few_ratings_differ_is_not_told(tally: Tally) -> None:
    """*Split* would say that somebody gave red and somebody green."""
    assert propose(tally).reason in (Reason.SPLIT, Reason.SPREAD)
    assert wording.proposal_words(propose(tally), tally) == "Discuss: the ratings differ."


@given(st.builds(Tally, red=COUNTS, amber=COUNTS, green=COUNTS, dont_know=COUNTS, not_applicable=COUNTS))
def test_every_tally_has_words(tally: Tally) -> None:
    assert wording.proposal_words(propose(tally), tally).endswith(".")
    assert wording.distribution(tally)
    assert wording.running(tally)


def test_a_live_question_nobody_answered_yet() -> None:
    assert wording.running(Tally()) == "Nobody has answered this yet."


def test_a_live_question_nobody_rated_yet() -> None:
    assert wording.running(Tally(dont_know=1)) == "Nobody has rated this yet."


def test_an_agreement_without_a_reason() -> None:
    assert wording.agreed_words(agreement(QUESTION, Choice.AMBER)) == "Agreed: Amber."


def test_an_agreement_with_its_reason() -> None:
    words = wording.agreed_words(agreement(QUESTION, Choice.RED, reason="Only <two> teams "))
    assert words == "Agreed: Red. Reason: Only &lt;two&gt; teams."


def test_no_agreement() -> None:
    assert wording.agreed_words(None) == "Not agreed yet."


def test_a_reason_is_cut_where_there_is_little_room() -> None:
    agreed = agreement(QUESTION, Choice.RED, reason="x" * 500)
    assert wording.agreed_words(agreed, longest_reason=40).endswith("x…")


def test_counts_name_a_nought_too() -> None:
    assert wording.rag(Counts(red=0, amber=14, green=11)) == "Red 0, Amber 14, Green 11"


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_in_words(parts: list[str], words: str) -> None:
    assert wording.joined(parts) == words
