"""Where a review stands, in the few words that the forms about a whole review need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import wording
from bot.blocks.text import escape_within
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.status import AreaStatus, ReviewStatus

NAMED = 10


def agreed(status: ReviewStatus) -> str:
    """``31 of 42 agreed: Red 6, Amber 14, Green 11.``"""
    counts = status.counts
    words = f"{counts.agreed} of {counts.total} agreed: {wording.rag(counts)}."
    if counts.not_applicable:
        words += f" Not applicable {counts.not_applicable}."
    return words


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
        names.append(f"{name} ({area.counts.to_agree})" if with_number else name)
    more = len(names) - NAMED
    return wording.joined([*names[:NAMED], f"{more} more"] if more > 0 else names)
