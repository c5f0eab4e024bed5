"""Days of the week and hours, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import WEEKDAYS
from bot.domain.language import marked, t

if TYPE_CHECKING:
    from datetime import time

WORKING = WEEKDAYS[:5]
"""A digest goes out on one of these; on any other day it would move on to the next Monday."""

EACH = (
    marked("Mondays at {time}"),
    marked("Tuesdays at {time}"),
    marked("Wednesdays at {time}"),
    marked("Thursdays at {time}"),
    marked("Fridays at {time}"),
    marked("Saturdays at {time}"),
    marked("Sundays at {time}"),
)


def each(weekday: int, hour: time) -> str:
    """``Mondays at 09:00``"""
    return t(EACH[weekday], time=f"{hour:%H:%M}")
