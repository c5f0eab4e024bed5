"""APScheduler says "now" every few seconds; a watchdog sees to it that it goes on saying so."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC
from typing import TYPE_CHECKING

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

TICK_LIMIT = 30.0
"""A tick that hangs for longer is given up, so that the next one can run."""

STALE_AFTER = 5
"""So many intervals without a tick, and the scheduler is woken: one mistake in its loop ends it for good."""

GIVEN_UP_AFTER = 30
"""So many, and it did not help. A tick that hangs has its own limit: it is waited for twice over."""


class Metronome:
    """``tick`` is never called while it runs. ``on_error`` hears of one that failed or hung; the next comes.

    ``stalled`` is set when there was no tick for thirty intervals: then the process is of no use any more.
    """

    def __init__(
        self,
        tick: Callable[[], Awaitable[None]],
        on_error: Callable[[BaseException, str], None],
        *,
        seconds: float,
        limit: float = TICK_LIMIT,
    ) -> None:
        self.stalled = asyncio.Event()
        self._tick = tick
        self._on_error = on_error
        self._seconds = seconds
        self._limit = limit
        self._ticking: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._last = 0.0
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # It calls what is due where it stands; any other would cancel at the end what it still holds.
            executors={"default": DebugExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        self._scheduler.add_job(self._beat, "interval", seconds=self._seconds, id="tick")
        self._scheduler.start()
        self._watching = loop.create_task(self._watch(), name="watchdog")

    async def stop(self) -> None:
        """Lets the tick that runs finish."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])
        self._scheduler.shutdown(wait=False)
        if self._ticking is not None:
            await asyncio.wait([self._ticking])

    @property
    def age(self) -> float:
        """How many seconds ago the last tick began, or ended."""
        return asyncio.get_running_loop().time() - self._last

    @property
    def is_stale(self) -> bool:
        return self.age > STALE_AFTER * self._seconds

    def _beat(self) -> None:
        """Starts a tick and returns at once: what has begun is ours to finish."""
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.get_running_loop().create_task(self._tick_once(), name="tick")

    async def _tick_once(self) -> None:
        clock = asyncio.get_running_loop().time
        self._last = clock()
        [failed] = await asyncio.gather(self._limited(), return_exceptions=True)
        if failed is not None:
            self._on_error(failed, "tick")
        self._last = clock()

    async def _limited(self) -> None:
        async with asyncio.timeout(self._limit):
            await self._tick()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            if self.age > max(GIVEN_UP_AFTER * self._seconds, 2 * self._limit):
                logger.critical("Nothing was looked for in %.0f seconds: this process is stuck", self.age)
                self.stalled.set()
                return
            if self.is_stale:
                logger.error("No tick for %.0f seconds: the scheduler is woken", self.age)
                self._scheduler.wakeup()
