"""Refreshing an area message, as the loop of a process does it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryTimes
from bot.domain.language import Languages
from bot.jobs.refresh import take
from bot.store import areas, marks
from tests.store.reviewing import AREA, CHANNEL, NOW, Team, team

if TYPE_CHECKING:
    from datetime import datetime

    from bot.jobs.refresh import Refresh
    from bot.store.engine import Database

TIMES = DeliveryTimes()
SOON = timedelta(milliseconds=1)
ENGLISH = Languages()


async def posted(database: Database, **changes: object) -> Team:
    """The area's message is there and shows what is stored."""
    playing = await team(database, **changes)
    await message(playing)
    assert await refreshed(playing) is not None
    await done(playing)
    return playing


async def message(playing: Team, area_id: str = AREA, round_: int = 1, ts: str = "1.1") -> None:
    subject = areas.subject(playing.review.id, area_id)
    await playing.write(areas.message_posted, subject, round_, CHANNEL, ts)


async def refreshed(playing: Team, at: datetime = NOW, area_id: str = AREA) -> Refresh | None:
    """Takes the area at ``at``, real time."""
    taken: Refresh | None = await playing.write(
        take, playing.checklists, playing.review.id, area_id, playing.now, at, TIMES, ENGLISH
    )
    return taken


async def done(playing: Team, area_id: str = AREA) -> None:
    await playing.write(marks.done, playing.review.id, area_id)
