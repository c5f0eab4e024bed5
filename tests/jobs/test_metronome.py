"""The metronome goes on: whatever a tick does, and whatever happens to the scheduler."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.jobs import metronome as metronomes
from bot.jobs.metronome import Metronome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

EVERY = 0.02


class Ticks:
    """Counts them; ``do`` is what each does."""

    def __init__(self, do: Callable[[], Awaitable[None]] | None = None) -> None:
        self.number = 0
        self.errors: list[BaseException] = []
        self._do = do
        self._came = asyncio.Event()

    async def __call__(self) -> None:
        self.number += 1
        self._came.set()
        if self._do is not None:
            await self._do()

    async def reach(self, number: int) -> None:
        async with asyncio.timeout(5):
            while self.number < number:
                self._came.clear()
                await self._came.wait()

    def metronome(self, **options: float) -> Metronome:
        return Metronome(self, lambda error, _: self.errors.append(error), seconds=EVERY, **options)


async def test_it_ticks_and_ends_when_it_is_told() -> None:
    ticks = Ticks()
    metronome = ticks.metronome()
    metronome.start()
    await ticks.reach(3)
    assert not metronome.is_stale
    await metronome.stop()
    ended = ticks.number
    await asyncio.sleep(5 * EVERY)
    assert (ticks.number, ticks.errors) == (ended, [])


async def test_a_tick_that_fails_is_told_of_and_the_next_comes() -> None:
    async def fail() -> None:
        raise RuntimeError("a mistake of ours")

    ticks = Ticks(fail)
    metronome = ticks.metronome()
    metronome.start()
    await ticks.reach(3)
    await metronome.stop()
    assert {str(error) for error in ticks.errors} == {"a mistake of ours"}


async def test_a_tick_that_hangs_is_given_up() -> None:
    ticks = Ticks(asyncio.Event().wait)  # type: ignore[arg-type]
    metronome = ticks.metronome(limit=0.05)
    metronome.start()
    await ticks.reach(3)
    await metronome.stop()
    assert [type(error) for error in ticks.errors] == [TimeoutError] * 3


async def test_a_tick_is_never_begun_while_one_runs() -> None:
    running = 0
    most = 0

    async def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(3 * EVERY)
        running -= 1

    ticks = Ticks(slow)
    metronome = ticks.metronome()
    metronome.start()
    await ticks.reach(3)
    await metronome.stop()
    assert (most, running) == (1, 0)


async def test_a_scheduler_whose_loop_has_died_is_woken(caplog: pytest.LogCaptureFixture) -> None:
    """One exception in APScheduler's own step ends its timer for good: nobody hears of it."""
    ticks = Ticks()
    metronome = ticks.metronome()
    metronome.start()
    await ticks.reach(1)
    metronome._scheduler._stop_timer()
    died_at = ticks.number
    await ticks.reach(died_at + 3)
    await metronome.stop()
    assert "the scheduler is woken" in caplog.text
    assert not metronome.stalled.is_set()


async def test_where_waking_does_not_help_the_process_is_told_to_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = Ticks()
    metronome = ticks.metronome(limit=0.1)
    metronome.start()
    await ticks.reach(1)
    monkeypatch.setattr(metronome._scheduler, "wakeup", lambda: None)
    metronome._scheduler._stop_timer()
    async with asyncio.timeout(5):
        await metronome.stalled.wait()
    assert metronome.is_stale
    assert metronome.age > metronomes.GIVEN_UP_AFTER * EVERY
    await metronome.stop()
    assert "this process is stuck" in caplog.text
