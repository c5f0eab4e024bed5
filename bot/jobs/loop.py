"""A loop that works while there is work, and sleeps until it is woken or its time has come."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Loop:
    """``step`` does what it can and returns after how many seconds to look again (None: when woken).

    ``on_error(error, name)`` hears of a step that failed; the loop goes on after ``pause`` seconds, so that
    one bad row or a database that is away never ends it. However often it is woken, steps begin at least
    ``gap`` seconds apart.
    """

    def __init__(
        self,
        name: str,
        step: Callable[[], Awaitable[float | None]],
        on_error: Callable[[BaseException, str], None],
        *,
        gap: float,
        pause: float = 1.0,
    ) -> None:
        self.name = name
        self._step = step
        self._on_error = on_error
        self._pause = pause
        self._gap = gap
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        self._woken.set()

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run(), name=self.name)

    async def stop(self) -> None:
        """Lets the step that runs finish, then ends."""
        self._stopping = True
        self._woken.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        clock = asyncio.get_running_loop().time
        while not self._stopping:
            self._woken.clear()
            started = clock()
            step = asyncio.ensure_future(self._step())
            await asyncio.wait([step])
            error = step.exception()
            if error is not None:
                self._on_error(error, self.name)
            wait = step.result() if error is None else self._pause
            if wait == 0:
                continue
            await asyncio.sleep(max(0.0, started + self._gap - clock()))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), wait)
