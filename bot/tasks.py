"""Work that goes on after Slack has its answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class CutOff(Exception):
    """A task was still running when the program had to stop, and was cancelled."""


class Tasks:
    """Starts coroutines in the background and loses none of them.

    Each task is held until it ends (the event loop alone keeps only a weak reference), and whatever ends one
    otherwise than by returning goes to ``on_error(error, name)``: its exception, the ``CancelledError`` of a
    task that somebody cancelled, or ``CutOff`` where ``drain`` ran out of time.
    """

    def __init__(self, on_error: Callable[[BaseException, str], None]) -> None:
        self._on_error = on_error
        self._running: set[asyncio.Task[Any]] = set()
        self._cut_off: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, object], *, name: str) -> asyncio.Task[Any]:
        """Begin ``work`` now and return at once. ``name`` is what logs and ``on_error`` call it."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def drain(self, seconds: float) -> bool:
        """Wait until nothing runs, what tasks start meanwhile included. True when all ended by themselves.

        After ``seconds`` the rest is cancelled, waited for and reported as ``CutOff``.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self._running and (left := deadline - loop.time()) > 0:
            await asyncio.wait(self._running, timeout=left)
        if not self._running:
            return True
        while self._running:
            late = self._running - self._cut_off
            self._cut_off |= late
            for task in late:
                task.cancel()
            await asyncio.wait(self._running)
        return False

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        was_cut_off = task in self._cut_off
        self._cut_off.discard(task)
        if not task.cancelled():
            error = task.exception()
        elif was_cut_off:
            error = CutOff(f"{task.get_name()} was still running at the end")
        else:
            error = asyncio.CancelledError(f"{task.get_name()} was cancelled")
        if error is not None:
            self._on_error(error, task.get_name())
