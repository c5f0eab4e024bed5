"""The picture of one review: its ratings by area, beside those of the channel's last review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.answers import RATINGS
from bot.domain.chart import AreaBar, Occasion, RagChart

if TYPE_CHECKING:
    from bot.domain.checklist import Area
    from bot.domain.status import AreaStatus, ReviewStatus


def of_review(status: ReviewStatus) -> RagChart:
    bars = tuple(_bar(status, one) for one in status.areas)
    has_earlier = any(bar.before for bar in bars)
    return RagChart(status.review.title, bars, Occasion.REVIEW if has_earlier else Occasion.FIRST_REVIEW)


def ratings_before(status: ReviewStatus, area: Area) -> tuple[int, int, int] | None:
    """How many questions of an area were red, amber and green in the last review; None where none was."""
    choices = [status.earlier[one.id].choice for one in area.questions if one.id in status.earlier]
    red, amber, green = (choices.count(rating) for rating in RATINGS)
    return (red, amber, green) if red or amber or green else None


def _bar(status: ReviewStatus, one: AreaStatus) -> AreaBar:
    counts = one.counts
    return AreaBar(
        name=one.area.short,
        section=status.checklist.section_of(one.area.id).title,
        red=counts.red,
        amber=counts.amber,
        green=counts.green,
        to_agree=counts.to_agree,
        not_applicable=counts.not_applicable,
        before=ratings_before(status, one.area),
    )
