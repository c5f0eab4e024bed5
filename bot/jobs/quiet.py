"""Where Slack asked for quiet: in the database for all processes, and here for calls about to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import paces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from bot.store.engine import Database


class Quiet:
    def __init__(self, database: Database, real_now: Callable[[], datetime]) -> None:
        self._database = database
        self._real_now = real_now
        self._until: dict[tuple[str, str], datetime] = {}

    def until(self, workspace_id: str, method: str) -> datetime | None:
        """Until when a method must not be called; None where it may be."""
        until = self._until.get((workspace_id, method))
        return until if until is not None and until > self._real_now() else None

    async def until_any(self, workspace_id: str, methods: Iterable[str]) -> datetime | None:
        """The same of several methods, also where another process was told: it asks the database."""
        turns = [
            await self._database.read(workspace_id, paces.next_turn, method, paces.WHOLE_WORKSPACE)
            for method in methods
        ]
        return max((turn for turn in turns if turn is not None and turn > self._real_now()), default=None)

    async def keep(self, workspace_id: str, method: str, wait: timedelta) -> None:
        """Nobody calls ``method`` in this workspace before ``wait`` is over."""
        until = self._real_now() + wait
        known = self._until.get((workspace_id, method))
        if known is not None and known >= until:
            return
        self._until[workspace_id, method] = until
        await self._database.write(workspace_id, paces.put_off, method, paces.WHOLE_WORKSPACE, until)
