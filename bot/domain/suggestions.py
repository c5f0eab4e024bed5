"""The one idea at the end of a digest: what would be worth doing next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.answers import AGREEMENT, FEWEST_RATINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

DAYS_A_WEEK = 7


class SuggestionKind(StrEnum):
    """In the order in which they are preferred."""

    QUICK_WIN = "quick_win"
    MISSING_ESSENTIAL = "missing_essential"
    NOT_DISCUSSED = "not_discussed"


@dataclass(frozen=True)
class Suggestion:
    """``name`` is the question's, the essential's or the area's; ``question_id`` is what a next step would be
    about, where there is one.
    """

    kind: SuggestionKind
    name: str
    review_id: int
    area_id: str
    round: int
    question_id: str | None = None
    is_unanimous: bool = False


def has_wide_agreement(chosen: int, ratings: int) -> bool:
    """Whether so many of the ratings are the agreed one that hardly anybody disagrees."""
    return ratings >= FEWEST_RATINGS and chosen >= AGREEMENT * ratings


def choose(candidates: Mapping[SuggestionKind, Sequence[Suggestion]], on: date) -> Suggestion | None:
    """The suggestion of a week: always the same in that week, and another one in the next.

    The first kind that has any is taken. Where it has only one, that one takes turns with the next kind's
    (or with none), since the same idea every week is no idea.
    """
    week = on.toordinal() // DAYS_A_WEEK
    kinds = [found for kind in SuggestionKind if (found := candidates.get(kind))]
    if not kinds:
        return None
    first = kinds[0]
    turn = week % max(2, len(first))
    if turn < len(first):
        return first[turn]
    others = kinds[1] if len(kinds) > 1 else []
    return others[week // 2 % len(others)] if others else None
