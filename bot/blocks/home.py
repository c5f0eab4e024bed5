"""The App Home of one person: what is most theirs first, and nothing that they may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import (
    home_facilitating,
    home_newcomer,
    home_result,
    home_reviews,
    home_settings,
    home_steps,
    home_waiting,
    home_workspace,
    kit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.kit import View
    from bot.domain.calendar import Calendar
    from bot.domain.home import Home


def view(home: Home, *, calendar: Calendar, regions: Mapping[str, str], questions: int) -> View:
    """``regions``: their names by code; ``questions``: how many a new review asks."""
    parts = (
        home_newcomer.blocks(home, questions),
        home_facilitating.blocks(home),
        home_waiting.blocks(home),
        home_steps.blocks(home, calendar),
        home_reviews.blocks(home),
        home_settings.blocks(home),
        home_workspace.blocks(home, regions),
        home_newcomer.foot(home),
    )
    blocks = list(home_result.blocks(home))
    for part in parts:
        shown = list(part)
        if shown and blocks:
            blocks.append(kit.divider())
        blocks += shown
    return kit.home(blocks)
