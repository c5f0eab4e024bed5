"""What a process does by itself: its loops, and where it is a worker, what a tick asks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.jobs.deliver import Deliverer
from bot.jobs.homes import refresh_homes
from bot.jobs.loop import Loop
from bot.jobs.metronome import Metronome
from bot.jobs.plan import PLANNERS
from bot.jobs.refresh import refresh
from bot.store import ticks
from bot.store.failpoints import Marked
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services import Services


class Jobs:
    """The loops that every process runs, and the metronome of those that are workers."""

    def __init__(self, on_error: Callable[[BaseException, str], None]) -> None:
        self.metronome: Metronome | None = None
        self._on_error = on_error
        self._loops: dict[str, Loop] = {}
        self._services: Services | None = None
        self._deliverer: Deliverer | None = None

    def wake_refresh(self) -> None:
        """Messages and App Homes may no longer show what is stored."""
        self._wake("refresh")
        self._wake("homes")

    def wake_deliver(self) -> None:
        self._wake("deliver")

    def start(self, services: Services, *, tick_seconds: float | None) -> None:
        """``tick_seconds`` None: no metronome; this process only works when it is woken."""
        self._services = services
        self._deliverer = Deliverer(services, self._on_error)

        async def refresh_step() -> float | None:
            return await refresh(services)

        async def homes_step() -> float | None:
            return await refresh_homes(services)

        steps = {"refresh": refresh_step, "deliver": self._deliverer.step, "homes": homes_step}
        for name, step in steps.items():
            self._loops[name] = Loop(name, step, self._on_error, gap=services.times.step_gap.total_seconds())
            self._loops[name].start()
        if tick_seconds is not None:
            self.metronome = Metronome(self._worker_tick, self._on_error, seconds=tick_seconds)
            self.metronome.start()

    async def tick(self) -> None:
        """Everything that may have become due, once. Tests and the sandbox call it as the metronome does."""
        if self._services is None:
            return
        database, failpoint = self._services.database, self._services.failpoint
        marked = Marked(database, failpoint, "in_planner_before_commit", "in_planner_after_commit")
        planning = replace(self._services, database=marked)
        for planner in PLANNERS:
            [failed] = await asyncio.gather(planner(planning), return_exceptions=True)
            if failed is not None:
                self._on_error(failed, planner.__name__)
        self.wake_refresh()
        self.wake_deliver()

    async def stop(self) -> None:
        """Takes nothing more, and lets what is in flight finish: nothing is left claimed."""
        if self._deliverer is not None:
            self._deliverer.stop_claiming()
        if self.metronome is not None:
            await self.metronome.stop()
        for loop in self._loops.values():
            await loop.stop()
        if self._deliverer is not None:
            await self._deliverer.drain()

    async def _worker_tick(self) -> None:
        await self.tick()
        if self._services is not None:
            now = self._services.real_now()
            await self._services.database.write(EVERY_WORKSPACE, ticks.tick, now)

    def _wake(self, name: str) -> None:
        loop = self._loops.get(name)
        if loop is not None:
            loop.wake()
