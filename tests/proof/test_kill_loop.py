"""Workers are killed at random while a tenth of Slack's answers goes wrong: each delivery arrives once."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from tests.proof import laws
from tests.proof.crew import HOUSE_MARKS
from tests.proof.ending import all_ended
from tests.proof.ledger_slack import Conduct
from tests.proof.seeding import ahead, seed
from tests.proof.worker import times

if TYPE_CHECKING:
    from tests.proof.conftest import StartCrew

pytestmark = HOUSE_MARKS
FAULTY = 0.15
BETWEEN_KILLS = (0.05, 0.25)
CALM_SECONDS = 60.0
"""How long what is left may take once nobody is killed any more; of the long form most is left by then."""

LONG_CALM_SECONDS = 900.0


@pytest.mark.parametrize("seed_number", [20261123])
async def test_fifty_kills(crew: StartCrew, database_url: str, seed_number: int) -> None:
    await kill_loop(crew, database_url, kills=50, people=200, seed_number=seed_number)


@pytest.mark.long
async def test_a_thousand_kills(crew: StartCrew, database_url: str) -> None:
    await kill_loop(crew, database_url, kills=1000, people=6000, seed_number=1, calm=LONG_CALM_SECONDS)


async def kill_loop(
    crew: StartCrew,
    database_url: str,
    *,
    kills: int,
    people: int,
    seed_number: int,
    calm: float = CALM_SECONDS,
) -> None:
    waits = times()
    later = ahead()
    conduct = Conduct(seed=seed_number, rate=FAULTY, gap=waits["post_gap"] / 2, ahead=later)
    chance = random.Random(seed_number)
    await seed(database_url, people, later)
    async with crew(database_url, conduct, waits) as ours:
        for _ in range(2):
            await ours.start_worker()
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*BETWEEN_KILLS))
            await ours.kill(chance.choice(sorted(ours.workers)))
            await ours.start_worker()
        found = await all_ended(database_url, people, calm)
        for worker in sorted(ours.workers):
            assert await ours.stop(worker) == 0
        truth = await ours.truth()
    laws.each_once(found, truth)
    # A worker that is killed before it has written a Retry-After down takes it with it: nobody can know then.
    assert len(truth.early) <= kills // 20, truth.early
    asked = laws.asked_before_sent_again(truth, waits["settle"])
    print(
        f"{len(found)} deliveries, {kills} kills, {len(truth.asked)} calls, {asked} sent again after a look"
    )
