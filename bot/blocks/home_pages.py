"""The pages of a long list in the App Home: which one is shown, and the ways to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Element


def where(start: int, shown: int, total: int) -> str | None:
    """``11 to 20 of 300.``; None where all are shown."""
    if shown >= total:
        return None
    return t("{first} to {last} of {all}.", first=start + 1, last=start + shown, all=total)


def turns(
    start: int, total: int, page: int, *, earlier: tuple[str, str], later: tuple[str, str]
) -> list[Element]:
    """``earlier`` and ``later``: the action id and what a screen reader says. Each button carries where its
    page begins.
    """
    buttons = []
    if start:
        action_id, label = earlier
        buttons.append(kit.button(t("Earlier"), action_id, str(max(0, start - page)), label=label))
    if start + page < total:
        action_id, label = later
        buttons.append(kit.button(t("Later"), action_id, str(start + page), label=label))
    return buttons
