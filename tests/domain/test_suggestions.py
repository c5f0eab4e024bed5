"""Which idea a digest ends with."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from bot.domain.suggestions import Suggestion, SuggestionKind, choose, has_wide_agreement

MONDAY = date(2026, 12, 7)
WEEKS = [MONDAY + timedelta(weeks=week) for week in range(6)]


def some(kind: SuggestionKind, *names: str) -> list[Suggestion]:
    return [Suggestion(kind, name, 1, "area", 1) for name in names]


def names(candidates: dict, days: list[date] = WEEKS) -> list[str | None]:
    return [found.name if (found := choose(candidates, on)) else None for on in days]


def test_the_same_all_week_and_another_in_the_next() -> None:
    candidates = {SuggestionKind.QUICK_WIN: some(SuggestionKind.QUICK_WIN, "a", "b", "c")}
    week = [MONDAY + timedelta(days=day) for day in range(6)]
    assert len(set(names(candidates, week))) == 1
    assert len(set(names(candidates)[:3])) == 3
    assert names(candidates)[:3] == names(candidates)[3:]


def test_a_quick_win_is_preferred() -> None:
    candidates = {
        SuggestionKind.MISSING_ESSENTIAL: some(SuggestionKind.MISSING_ESSENTIAL, "e"),
        SuggestionKind.QUICK_WIN: some(SuggestionKind.QUICK_WIN, "a", "b"),
    }
    assert set(names(candidates)) == {"a", "b"}


def test_a_single_one_takes_turns_with_the_next_kind() -> None:
    candidates = {
        SuggestionKind.QUICK_WIN: some(SuggestionKind.QUICK_WIN, "a"),
        SuggestionKind.NOT_DISCUSSED: some(SuggestionKind.NOT_DISCUSSED, "x", "y"),
    }
    shown = names(candidates)
    assert shown.count("a") == 3
    assert {"x", "y"} <= set(shown)
    assert all(one != two for one, two in itertools.pairwise(shown))


def test_the_only_one_of_all_comes_every_other_week() -> None:
    candidates = {SuggestionKind.QUICK_WIN: some(SuggestionKind.QUICK_WIN, "a")}
    assert sorted(map(str, names(candidates))) == ["None"] * 3 + ["a"] * 3


def test_none_where_there_is_nothing_to_suggest() -> None:
    assert choose({}, MONDAY) is None
    assert choose({SuggestionKind.QUICK_WIN: []}, MONDAY) is None


def test_wide_agreement_needs_three_quarters_of_at_least_three() -> None:
    assert has_wide_agreement(3, 3)
    assert has_wide_agreement(3, 4)
    assert not has_wide_agreement(2, 3)
    assert not has_wide_agreement(2, 2)
