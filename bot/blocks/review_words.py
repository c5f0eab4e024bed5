"""Where a review stands, in the few words that the forms about a whole review need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import wording
from bot.blocks.text import answer_count, escape_within
from bot.domain.answers import Choice
from bot.domain.language import t, tn
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.status import AreaStatus, ReviewStatus

NAMED = 10


def agreed(status: ReviewStatus) -> str:
    """``31 of 42 agreed: Red 6, Amber 14, Green 11.``"""
    counts = status.counts
    words = tn(
        "{n} of {all} agreed: {answers}.",
        "{n} of {all} agreed: {answers}.",
        counts.agreed,
        all=counts.total,
        answers=wording.rag(counts),
    )
    if not counts.not_applicable:
        return words
    not_applicable = answer_count(Choice.NOT_APPLICABLE, counts.not_applicable)
    return " ".join([words, t("{sentence}.", sentence=not_applicable)])


def unrevealed(status: ReviewStatus) -> str:
    """The areas that are not revealed, by name; empty where all are."""
    return _named(status, (area for area in status.areas if area.review_area.state is not AreaState.REVEALED))


def undecided(status: ReviewStatus) -> str:
    """The revealed areas with questions to agree, by name and number; empty where there is none."""
    waiting = [
        area for area in status.areas if area.review_area.state is AreaState.REVEALED and area.counts.to_agree
    ]
    return _named(status, waiting, with_number=True)


def _named(status: ReviewStatus, areas: Iterable[AreaStatus], *, with_number: bool = False) -> str:
    names = []
    for area in areas:
        name = escape_within(status.checklist.name_of(area.area.id), 150)
        names.append(t("{area} ({number})", area=name, number=area.counts.to_agree) if with_number else name)
    more = len(names) - NAMED
    return wording.joined([*names[:NAMED], tn("{n} more", "{n} more", more)] if more > 0 else names)
