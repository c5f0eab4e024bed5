"""Lets business time pass in the demo: from one due instant to the next, doing at each what a worker does."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store import due
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import MovableClock
    from bot.jobs.schedule import Jobs
    from bot.store.engine import Database

FURTHEST = timedelta(days=100)
"""How far the clock moves at once: further, the messages of each day would be more than anybody reads."""

LOOK_AGAIN = 0.1
PATIENCE = 20.0
"""How many seconds of real time the messages of one instant may take: one a second comes to each channel."""


class Forward:
    """Moves ``clock``, and has ``jobs`` do what is due at each instant on the way."""

    def __init__(self, clock: MovableClock, jobs: Jobs, database: Database) -> None:
        self._clock = clock
        self._jobs = jobs
        self._database = database
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, until: datetime | None) -> str | None:
        """Goes to ``until``, or to the next instant at which something is due.

        Returns a sentence where the clock was not moved, or not so far.
        """
        async with self._one_at_a_time:
            now = self._clock.now()
            if until is None:
                until = await self._next(now)
                if until is None:
                    return "Nothing is due: no next step, digest, deadline or area waits for a day."
            if until <= now:
                return "The clock only moves forward."
            if until > now + FURTHEST:
                return f"That is too far: the clock moves by at most {FURTHEST.days} days at once."
            while self._clock.now() < until:
                await self._step(until)
            return None

    async def _step(self, until: datetime) -> None:
        now = self._clock.now()
        stop = min(await self._next(now) or until, until)
        if stop > now:
            self._clock.forward(stop - now)
        await self._jobs.tick()
        await self._posted()

    async def _next(self, now: datetime) -> datetime | None:
        found: datetime | None = await self._database.read(EVERY_WORKSPACE, due.next_instant, now)
        return found

    async def _posted(self) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            if await self._database.read(EVERY_WORKSPACE, due.is_quiet, self._clock.now()):
                return
            await asyncio.sleep(LOOK_AGAIN)
