"""Writes outcomes down, all that wait at the same moment in one transaction."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.errors import TooBusy
from bot.store import outcomes
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.store.engine import Database
    from bot.store.outcomes import Ending

MOST_AT_ONCE = 200
PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Before it is written again to a database that is away. After the last, the claim runs out by itself, and
Slack is asked what became of the delivery."""


class Finisher:
    """Under load it writes a few large transactions, otherwise each outcome at once."""

    def __init__(self, database: Database, owner: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._owner = owner
        self._now = now
        self._waiting: list[tuple[Ending, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def finish(self, ending: Ending) -> bool:
        """False where the delivery was no longer ours: then nothing is written."""
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((ending, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write_all(), name="finish")
        return await written

    async def _write_all(self) -> None:
        while self._waiting:
            batch = self._waiting[:MOST_AT_ONCE]
            del self._waiting[:MOST_AT_ONCE]
            # In one order for all workers: what else is written with them never waits in a ring.
            batch.sort(key=lambda item: (item[0].workspace_id, item[0].delivery_id))
            for (_, written), result in zip(
                batch, await self._write([ending for ending, _ in batch]), strict=True
            ):
                if isinstance(result, BaseException):
                    written.set_exception(result)
                else:
                    written.set_result(result)

    async def _write(self, endings: Sequence[Ending]) -> list[bool | BaseException]:
        """Where they cannot be written together, each is written alone."""
        [result] = await asyncio.gather(self._record(endings), return_exceptions=True)
        if not isinstance(result, BaseException):
            return list(result)
        if len(endings) == 1 or isinstance(result, TooBusy):
            return [result] * len(endings)
        return [one for ending in endings for one in await self._write([ending])]

    async def _record(self, endings: Sequence[Ending]) -> list[bool]:
        for pause in (*PAUSES, None):
            try:
                return await self._database.write(
                    EVERY_WORKSPACE, outcomes.record, self._owner, endings, self._now()
                )
            except TooBusy:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")
