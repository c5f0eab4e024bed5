"""Buttons that lead back in time, and to other channels; they stand in several messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Element


def history(review_id: str | None) -> Element:
    """Of the review's channel; None: of the channel in which it is pressed."""
    return kit.button(t("History"), ids.HISTORY, review_id, label=t("History: this channel's closed reviews"))


def all_reviews(review_id: str) -> Element:
    return kit.button(t("All reviews"), ids.HISTORY, review_id, label=t("All closed reviews of this channel"))


def compare() -> Element:
    return kit.button(
        t("Compare channels"), ids.COMPARE, label=t("Compare the channels that you are in, area by area")
    )
