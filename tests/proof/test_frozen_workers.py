"""Workers are frozen for longer than their claims last, as on a paused machine: they change nothing after."""

from __future__ import annotations

import asyncio
import random
import signal
from typing import TYPE_CHECKING

import pytest

from tests.proof import laws
from tests.proof.crew import HOUSE_MARKS
from tests.proof.ending import all_ended
from tests.proof.ledger_slack import Conduct
from tests.proof.seeding import ahead, seed
from tests.proof.worker import times

if TYPE_CHECKING:
    from tests.postgres_server import PostgresServer
    from tests.proof.conftest import StartCrew
    from tests.proof.crew import Crew

pytestmark = HOUSE_MARKS


@pytest.mark.parametrize("pauses", [2, pytest.param(300, marks=pytest.mark.long)])
async def test_a_frozen_worker_changes_nothing_when_it_wakes(
    crew: StartCrew, database_url: str, pauses: int
) -> None:
    # What is accepted late must show in the history well before anybody looks, however busy the machine is.
    waits = times(http_total=0.3, settle=1.0, lease=3.0)
    chance = random.Random(pauses)
    people = pauses * 40
    later = ahead()
    await seed(database_url, people, later)
    conduct = Conduct(
        seed=pauses, rate=0.05, patience=0.3, late=0.1, lag=0.2, answers_after=0.05, ahead=later
    )
    async with crew(database_url, conduct, waits) as ours:
        for _ in range(2):
            await ours.start_worker()
        for _ in range(pauses):
            await asyncio.sleep(chance.uniform(0.05, 0.3))
            frozen = chance.choice(sorted(ours.workers))
            ours.signal(frozen, signal.SIGSTOP)
            await asyncio.sleep(chance.uniform(0.5, 2) * waits["lease"])
            ours.signal(frozen, signal.SIGCONT)
        found = await all_ended(database_url, people, 60)
        truth = await ours.truth()
    laws.each_once(found, truth)


async def test_a_database_that_is_restarted_in_the_middle(
    crew: StartCrew, postgresql_url: str, postgres_server: PostgresServer
) -> None:
    waits = times()
    later = ahead()
    await seed(postgresql_url, 200, later)
    conduct = Conduct(rate=0.1, answers_after=0.05, ahead=later)
    async with crew(postgresql_url, conduct, waits) as ours:
        for _ in range(2):
            await ours.start_worker()
        await some_posted(ours)
        for _ in range(3):
            await asyncio.sleep(0.4)
            await asyncio.to_thread(postgres_server.stop)
            await asyncio.sleep(0.3)
            await asyncio.to_thread(postgres_server.start)
        found = await all_ended(postgresql_url, 200, 60)
        assert len(ours.workers) == 2, "a database that is away for a moment ends nobody"
        truth = await ours.truth()
    laws.each_once(found, truth)


async def some_posted(ours: Crew) -> None:
    """A worker that finds no database when it starts ends, with words: this is about those at work."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + 20
    while not (await ours.truth()).accepted:
        assert clock() < deadline, "nothing is posted"
        await asyncio.sleep(0.05)
