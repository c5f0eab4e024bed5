"""Outcomes are written together where they wait together, and alone where they cannot be."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain import outcomes
from bot.domain.errors import TooBusy
from bot.jobs import finishing
from bot.jobs.finishing import Finisher
from bot.store.outcomes import Ending
from tests.databases import WORKSPACE
from tests.store.claiming import claim, plan
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from bot.store.engine import Database


class Counting:
    """A database that counts its transactions; ``away`` is how many of them fail first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.sizes: list[int] = []
        self.away = 0

    async def write(self, workspace_id: str, fn: Any, *args: Any) -> Any:
        if self.away:
            self.away -= 1
            raise TooBusy
        self.sizes.append(len(args[1]))
        return await self._database.write(workspace_id, fn, *args)


async def test_what_waits_together_is_one_transaction(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(16)))
    counting: Any = Counting(database)
    finisher = Finisher(counting, "one", lambda: NOW)
    endings = [Ending(WORKSPACE, one.id, outcomes.sent("C1", "1.1")) for one in await claim(database)]
    done = await asyncio.gather(*map(finisher.finish, endings))
    assert done == [True] * 16
    assert sum(counting.sizes) == 16
    assert len(counting.sizes) <= 2
    assert await asyncio.gather(*map(finisher.finish, endings)) == [False] * 16


async def test_one_that_cannot_be_written_keeps_no_other(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(4)))
    counting: Any = Counting(database)
    finisher = Finisher(counting, "one", lambda: NOW)

    def breaks(_connection: object, _workspace_id: str) -> None:
        raise RuntimeError("a mistake of ours")

    endings = [
        Ending(WORKSPACE, one.id, outcomes.sent("C1", "1.1"), breaks if number == 2 else None)
        for number, one in enumerate(await claim(database))
    ]
    done = await asyncio.gather(*map(finisher.finish, endings), return_exceptions=True)
    assert [done[0], done[1], done[3]] == [True] * 3
    assert isinstance(done[2], RuntimeError)


async def test_a_database_that_is_away_for_a_moment_is_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "PAUSES", (0.01, 0.01))
    await plan(database, (1, "C1"), (2, "C2"))
    first, second = await claim(database)
    counting: Any = Counting(database)
    finisher = Finisher(counting, "one", lambda: NOW)
    counting.away = 2
    assert await finisher.finish(Ending(WORKSPACE, first.id, outcomes.sent("C1", "1.1")))
    counting.away = 3
    with pytest.raises(TooBusy):
        await finisher.finish(Ending(WORKSPACE, second.id, outcomes.sent("C2", "1.1")))
