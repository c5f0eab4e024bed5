"""Whether a process can work, and how the work stands: what ``/readyz`` and ``/metrics`` tell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import TooBusy
from bot.front.probes import Readiness
from bot.store import deliveries, migrate, ticks
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.jobs.counts import Counts
    from bot.jobs.schedule import Jobs
    from bot.store.engine import Database

CLOCKS_APART = timedelta(seconds=10)
"""Claims run out by the clocks of those who hold them; ``DeliveryTimes.skew`` allows for this much."""


class Health:
    def __init__(
        self, database: Database, jobs: Jobs, counts: Counts, clock: Clock, real_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._counts = counts
        self._clock = clock
        self._real_now = real_now

    async def readiness(self) -> Readiness:
        """A worker that looks for nothing is not ready; elsewhere its last look is only told."""
        read = self._database.read
        try:
            migrated = await read(EVERY_WORKSPACE, migrate.is_migrated)
            if not migrated:
                return Readiness(problems=("the database is not up to date",))
            theirs = await read(EVERY_WORKSPACE, ticks.server_time)
            last = await read(EVERY_WORKSPACE, ticks.last_tick)
        except TooBusy:
            return Readiness(problems=("the database cannot be reached",))
        now = self._real_now()
        apart = abs(theirs - now) if theirs is not None else timedelta(0)
        problems = []
        if apart > CLOCKS_APART:
            problems.append(
                f"the clocks of this machine and of the database are {apart.total_seconds():.0f} s apart"
            )
        metronome = self._jobs.metronome
        if metronome is not None and metronome.is_stale:
            problems.append(f"the worker last looked for what is due {metronome.age:.0f} s ago")
        told = "no worker has run yet" if last is None else f"a worker last looked {_ago(now - last)}"
        return Readiness(problems=tuple(problems), notes=(told,))

    async def count(self) -> None:
        """Brings what stands in the database into the metrics; they keep their values while it is away."""
        now = self._clock.now()
        try:
            due, oldest = await self._database.read(EVERY_WORKSPACE, deliveries.waiting, now)
            last = await self._database.read(EVERY_WORKSPACE, ticks.last_tick)
        except TooBusy:
            return
        self._counts.stand(due, oldest, now, last)


def _ago(age: timedelta) -> str:
    return f"{max(0.0, age.total_seconds()):.0f} s ago"
