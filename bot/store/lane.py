"""The lane: presses that wait at the same moment share one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, TooBusy, Unexpected
from bot.store.presses import record_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.answers import Press
    from bot.store.engine import Database

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 64
GATHER_TURNS = 3
"""Turns of the event loop without a new press, after which those that are there are written."""

KEPT_SECONDS = 30.0
"""How long a press is tried while the database cannot be reached."""

PAUSE_SECONDS = 0.2


@dataclass(frozen=True, eq=False)
class _Waiting:
    press: Press
    saved: asyncio.Future[None]
    give_up_at: float


class Lane:
    """One for each process, with one writer. ``on_saved`` is called after each commit.

    Order within a transaction follows the presses' keys, so that two processes never wait in a ring; which of
    two presses counts is ruled by Slack's ``action_ts``, not by the order of arrival.
    """

    def __init__(self, database: Database, on_saved: Callable[[], None]) -> None:
        self._database = database
        self._on_saved = on_saved
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._writer = asyncio.get_running_loop().create_task(self._run(), name="lane")

    async def stop(self) -> None:
        """Writes what waits, then ends."""
        await self._queue.join()
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer

    async def save(self, press: Press) -> None:
        """Returns once the press is durable. Raises the refusal; TooBusy after ``KEPT_SECONDS``; Unexpected
        where it cannot be written by a mistake of ours.

        Cancelling the caller does not take the press out of the lane.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(press, loop.create_future(), loop.time() + KEPT_SECONDS)
        # A caller that went away must not leave an exception that nobody looked at.
        waiting.saved.add_done_callback(lambda saved: saved.cancelled() or saved.exception())
        self._queue.put_nowait(waiting)
        await asyncio.shield(waiting.saved)

    async def _run(self) -> None:
        while True:
            batch = [await self._queue.get()]
            await self._gather()
            while len(batch) < MOST_AT_ONCE and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            by_workspace: dict[str, list[_Waiting]] = defaultdict(list)
            for waiting in batch:
                by_workspace[waiting.press.workspace_id].append(waiting)
            for workspace_id, together in by_workspace.items():
                await self._write(workspace_id, together)
            for _ in batch:
                self._queue.task_done()

    async def _gather(self) -> None:
        """Lets the requests that are being read get here: one press alone waits for next to nothing, and a
        burst shares one transaction instead of a dozen.
        """
        idle = size = 0
        while idle < GATHER_TURNS and size < MOST_AT_ONCE:
            await asyncio.sleep(0)
            idle = 0 if self._queue.qsize() > size else idle + 1
            size = self._queue.qsize()

    async def _write(self, workspace_id: str, batch: list[_Waiting]) -> None:
        presses = [waiting.press for waiting in batch]
        writing = asyncio.ensure_future(self._database.write(workspace_id, record_many, presses))
        # Waited for, not awaited: whatever went wrong with these presses, the lane goes on with the next.
        await asyncio.wait([writing])
        match writing.exception():
            case None:
                for waiting, refusal in zip(batch, writing.result(), strict=True):
                    _settle(waiting, refusal)
                self._on_saved()
            case TooBusy() as busy:
                await self._keep(batch, busy)
            case error:
                await self._write_alone(workspace_id, batch, error)

    async def _write_alone(self, workspace_id: str, batch: list[_Waiting], error: BaseException) -> None:
        """One press that cannot be written must not take the others with it."""
        if len(batch) == 1:
            reference = secrets.token_hex(2).upper()
            logger.error("A press could not be written (reference %s)", reference, exc_info=error)
            _settle(batch[0], Unexpected(reference))
            return
        for waiting in batch:
            await self._write(workspace_id, [waiting])

    async def _keep(self, batch: list[_Waiting], busy: TooBusy) -> None:
        """The database is locked or gone: try again a little later, each press for its time."""
        now = asyncio.get_running_loop().time()
        for waiting in batch:
            if waiting.give_up_at <= now:
                _settle(waiting, busy)
            else:
                self._queue.put_nowait(waiting)
        await asyncio.sleep(PAUSE_SECONDS)


def _settle(waiting: _Waiting, error: SocmobError | None) -> None:
    if waiting.saved.done():
        return
    if error is None:
        waiting.saved.set_result(None)
    else:
        waiting.saved.set_exception(error)
