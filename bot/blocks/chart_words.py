"""What stands beside the picture of ratings by area."""

from __future__ import annotations

from bot.domain.chart import Occasion
from bot.domain.language import t


def title() -> str:
    return t("Red, Amber and Green by area")


def comment(occasion: Occasion = Occasion.DIGEST) -> str:
    if occasion is Occasion.FIRST_REVIEW:
        return t("Red, Amber and Green by area. The message above says the same in words.")
    if occasion is Occasion.REVIEW:
        return t(
            "Red, Amber and Green by area, in this review and in the last one. "
            "The message above says the same in words."
        )
    return t(
        "Red, Amber and Green by area, now and at the last digest. The message above says the same in words."
    )
