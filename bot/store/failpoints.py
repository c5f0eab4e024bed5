"""Places where a process may die: a proof puts something there, in earnest nothing happens at them.

In the order in which a delivery passes them: ``in_planner_before_commit``, ``in_planner_after_commit``,
``before_claim_commit``, ``after_claim_commit``, ``before_connect``, ``after_write``, ``after_response``,
``before_finish_commit``, ``after_finish_commit``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

T = TypeVar("T")

Failpoint = Callable[[str], None]
"""Called with the name of the place, on whatever thread the work is done."""


def no_failpoint(_name: str) -> None:
    """In earnest there is none."""


class Marked:
    """A database that names the moments before and after each commit; it is opened and closed elsewhere."""

    def __init__(self, database: Database, failpoint: Failpoint, before: str, after: str) -> None:
        self.dialect = database.dialect
        self._database = database
        self._failpoint = failpoint
        self._before = before
        self._after = after

    async def read(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        return await self._database.read(workspace_id, fn, *args)

    async def write(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        def work(connection: Connection, workspace_id: str) -> T:
            done = fn(connection, workspace_id, *args)
            self._failpoint(self._before)
            return done

        done = await self._database.write(workspace_id, work)
        self._failpoint(self._after)
        return done

    async def close(self) -> None:
        await self._database.close()
