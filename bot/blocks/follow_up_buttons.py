"""The way to the follow-up questions, from wherever a review stands at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Element
    from bot.domain.reviews import Review


def what_they_ask() -> str:
    return t(
        "Follow-up questions make a plan of it: quick wins, people to speak with, and who can help to make "
        "the change."
    )


def show(review_id: int, *, style: str | None = None) -> Element:
    return kit.button(
        t("Follow-up questions"),
        ids.FOLLOW_UPS,
        str(review_id),
        label=t("See and answer the follow-up questions"),
        style=style,
    )


def earlier(review: Review) -> Element:
    """Where those of the open review have not come yet."""
    return kit.button(
        t("Those of the last review"),
        ids.FOLLOW_UPS,
        str(review.id),
        label=t("Follow-up questions of the last review, {review}", review=review.title),
    )
