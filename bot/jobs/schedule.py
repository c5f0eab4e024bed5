"""The whole schedule: APScheduler only says "now", every few seconds."""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs.deliver import Deliverer
from bot.jobs.loop import Loop
from bot.jobs.plan import PLANNERS
from bot.jobs.refresh import refresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services import Services

TICK_LIMIT = 30.0
"""A tick that hangs for longer is given up, so that the next one can run."""


class Jobs:
    """The loops that every process runs, and the metronome of those that are workers."""

    def __init__(self, on_error: Callable[[BaseException, str], None]) -> None:
        self._on_error = on_error
        self._loops: dict[str, Loop] = {}
        self._scheduler: AsyncIOScheduler | None = None
        self._services: Services | None = None
        self._ticking: asyncio.Task[None] | None = None

    def wake_refresh(self) -> None:
        self._wake("refresh")

    def wake_deliver(self) -> None:
        self._wake("deliver")

    def start(self, services: Services, *, tick_seconds: float | None) -> None:
        """``tick_seconds`` None: no metronome; this process only works when it is woken."""
        self._services = services
        deliverer = Deliverer(services)

        async def refresh_step() -> float | None:
            return await refresh(services)

        for name, step in (("refresh", refresh_step), ("deliver", deliverer.step)):
            self._loops[name] = Loop(name, step, self._on_error, gap=services.times.step_gap.total_seconds())
            self._loops[name].start()
        if tick_seconds is not None:
            self._scheduler = AsyncIOScheduler(
                timezone=UTC,
                # It calls what is due where it stands; any other would cancel at the end what it still holds.
                executors={"default": DebugExecutor()},
                job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            )
            self._scheduler.add_job(self._metronome, "interval", seconds=tick_seconds, id="tick")
            self._scheduler.start()

    async def tick(self) -> None:
        """Everything that may have become due, once. Tests and the sandbox call it as the metronome does."""
        if self._services is None:
            return
        for planner in PLANNERS:
            [failed] = await asyncio.gather(planner(self._services), return_exceptions=True)
            if failed is not None:
                self._on_error(failed, planner.__name__)
        self.wake_refresh()
        self.wake_deliver()

    async def stop(self) -> None:
        """Lets what is in flight finish."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        if self._ticking is not None:
            await asyncio.wait([self._ticking])
        for loop in self._loops.values():
            await loop.stop()

    def _metronome(self) -> None:
        """Starts a tick and returns at once: what has begun is ours to finish."""
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.get_running_loop().create_task(self._tick(), name="tick")

    async def _tick(self) -> None:
        tick = asyncio.ensure_future(asyncio.wait_for(self.tick(), TICK_LIMIT))
        await asyncio.wait([tick])
        error = tick.exception()
        if error is not None:
            self._on_error(error, "tick")

    def _wake(self, name: str) -> None:
        loop = self._loops.get(name)
        if loop is not None:
            loop.wake()
