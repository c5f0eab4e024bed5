"""Days of the week and hours, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import WEEKDAYS

if TYPE_CHECKING:
    from datetime import time

WORKING = WEEKDAYS[:5]
"""A digest goes out on one of these; on any other day it would move on to the next Monday."""


def each(weekday: int, hour: time) -> str:
    """``Mondays at 09:00``"""
    return f"{WEEKDAYS[weekday]}s at {hour:%H:%M}"
