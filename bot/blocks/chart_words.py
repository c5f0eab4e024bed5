"""What stands beside the picture of a digest."""

from __future__ import annotations

from bot.domain.language import t


def title() -> str:
    return t("Red, Amber and Green by area")


def comment() -> str:
    return t(
        "Red, Amber and Green by area, now and at the last digest. The message above says the same in words."
    )
