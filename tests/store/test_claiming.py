"""Claims of several workers at once, and what becomes of what they claimed."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryTimes
from bot.store import deliveries, engine, paces
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.deliveries import Delivery
    from bot.store.engine import Database

TIMES = DeliveryTimes()
GAP = timedelta(seconds=1)
SOON = timedelta(milliseconds=1)


async def plan(database: Database, *places: tuple[int, str], at: datetime = NOW) -> None:
    for number, channel_id in places:
        key = DeliveryKey(DeliveryKind.START, str(number), channel_id)
        assert await database.write(WORKSPACE, deliveries.plan, key, at)


async def claim(
    database: Database, at: datetime = NOW, owner: str = "one", limit: int = 16
) -> list[Delivery]:
    claimed: list[Delivery] = await database.write(
        EVERY_WORKSPACE, deliveries.claim, owner, NOW, at, TIMES, GAP, limit
    )
    return claimed


async def check_later(database: Database, delivery: Delivery, until: datetime, *, counts: bool) -> bool:
    def write(connection, workspace_id: str) -> bool:
        return deliveries.check_later(connection, workspace_id, delivery.id, "one", until, counts=counts)

    return await database.write(WORKSPACE, write)


async def wait(database: Database, at: datetime = NOW) -> float | None:
    seconds: float | None = await database.read(EVERY_WORKSPACE, deliveries.seconds_to_next, NOW, at)
    return seconds


async def test_many_workers_share_a_backlog(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each delivery is claimed once and no channel twice in a second; nobody waits for another in a ring,
    which would be undone and tried again unseen: so there is but one try.
    """
    monkeypatch.setattr(engine, "TRIES", 1)
    places = [(number, f"C{number % 25}") for number in range(150)]
    random.Random(3).shuffle(places)

    def plan_all(connection, workspace_id: str) -> None:
        for number, channel_id in places:
            key = DeliveryKey(DeliveryKind.START, str(number), channel_id)
            deliveries.plan(connection, workspace_id, key, NOW)

    await database.write(WORKSPACE, plan_all)
    seen: list[str] = []
    for second in range(40):
        at = NOW + second * GAP
        batches = await asyncio.gather(*(claim(database, at, f"w{worker}") for worker in range(6)))
        channels = [delivery.key.recipient_id for batch in batches for delivery in batch]
        assert len(channels) == len(set(channels)), f"twice in second {second}"
        for worker, batch in enumerate(batches):
            for delivery in batch:
                seen.append(delivery.id)
                channel_id = delivery.key.recipient_id
                assert await database.write(
                    WORKSPACE, deliveries.sent, delivery.id, f"w{worker}", channel_id, "1.1", NOW
                )
        if len(seen) == len(places):
            break
    assert len(seen) == len(set(seen)) == len(places)


async def test_a_claim_takes_no_more_than_it_is_asked_to(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(5)))
    assert [one.key.subject_id for one in await claim(database, limit=2)] == ["0", "1"]
    assert [one.key.subject_id for one in await claim(database, limit=2)] == ["2", "3"]


async def test_nothing_follows_in_a_channel_while_one_is_being_sent(database: Database) -> None:
    await plan(database, (1, "C1"), (2, "C1"), (3, "C2"))
    first, _ = await claim(database)
    much_later = NOW + TIMES.lease - GAP
    assert await claim(database, much_later) == []
    assert await database.write(WORKSPACE, deliveries.sent, first.id, "one", "C1", "1.1", NOW)
    assert [one.key.subject_id for one in await claim(database, much_later)] == ["2"]


async def test_what_is_in_doubt_is_asked_before_it_is_sent_again(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    settled = NOW + TIMES.settle
    assert await check_later(database, first, settled, counts=False)
    assert await claim(database, settled - SOON) == []
    (second,) = await claim(database, settled)
    assert (second.is_ambiguous, second.checks, second.attempt) == (True, 0, 1)
    assert await check_later(database, second, settled + GAP, counts=True)
    (third,) = await claim(database, settled + GAP)
    assert (third.is_ambiguous, third.checks, third.first_try_at) == (True, 1, first.first_try_at)
    assert await database.write(WORKSPACE, deliveries.try_again, third.id, "one", settled + 2 * GAP)
    (again,) = await claim(database, settled + 2 * GAP)
    assert (again.is_ambiguous, again.attempt, again.first_try_at) == (False, 2, first.first_try_at)


@pytest.mark.parametrize("reason", ["not_in_channel", "channel_not_found", "is_archived"])
async def test_what_could_not_be_posted_comes_when_the_app_may_post_again(
    database: Database, reason: str
) -> None:
    await plan(database, (1, "C1"), (2, "C2"))
    for delivery in await claim(database):
        await database.write(WORKSPACE, deliveries.dead, delivery.id, "one", reason, NOW)
    later = NOW + timedelta(hours=3)
    assert await claim(database, later) == []
    await database.write("TOTHER0001", deliveries.revive, "C1", NOW)
    assert await claim(database, later) == []
    await database.write(WORKSPACE, deliveries.revive, "C1", NOW)
    assert [one.key.recipient_id for one in await claim(database, later)] == ["C1"]


async def test_what_was_refused_for_another_reason_stays_dead(database: Database) -> None:
    await plan(database, (1, "C1"), (2, "C2"))
    dead, skipped = await claim(database)
    await database.write(WORKSPACE, deliveries.dead, dead.id, "one", "ambiguous", NOW)
    await database.write(WORKSPACE, deliveries.skipped, skipped.id, "one", "is_archived", NOW)
    for channel_id in ("C1", "C2"):
        await database.write(WORKSPACE, deliveries.revive, channel_id, NOW)
    assert await claim(database, NOW + timedelta(hours=3)) == []


async def test_a_subject_has_one_on_its_way_until_it_is_finished(database: Database) -> None:
    async def on_its_way() -> bool:
        return await database.read(WORKSPACE, deliveries.is_on_its_way, DeliveryKind.START, "1")

    assert not await on_its_way()
    await plan(database, (1, "C1"))
    assert await on_its_way()
    (mine,) = await claim(database)
    assert await on_its_way()
    await database.write(WORKSPACE, deliveries.dead, mine.id, "one", "ambiguous", NOW)
    assert not await on_its_way()
    assert await database.read(WORKSPACE, deliveries.count, DeliveryKind.START, "1") == 1


async def test_nothing_to_wait_for(database: Database) -> None:
    await plan(database, (1, "C1"), at=NOW + GAP)
    assert await wait(database) is None


async def test_what_can_be_claimed_now_is_not_waited_for(database: Database) -> None:
    await plan(database, (1, "C1"))
    assert 0 < (await wait(database) or 0) <= 0.1


async def test_waiting_for_a_claim_to_run_out(database: Database) -> None:
    await plan(database, (1, "C1"))
    await claim(database)
    assert await wait(database) == TIMES.lease.total_seconds()
    assert await claim(database, NOW + TIMES.lease - SOON) == []
    assert len(await claim(database, NOW + TIMES.lease)) == 1


async def test_waiting_for_slack_to_take_messages_again(database: Database) -> None:
    await plan(database, (1, "C1"))
    until = NOW + timedelta(seconds=20)
    await database.write(WORKSPACE, paces.put_off, deliveries.POST, paces.WHOLE_WORKSPACE, until)
    assert await wait(database) == 20
    assert len(await claim(database, until)) == 1


async def test_the_shortest_wait_counts_however_many_there_are(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(80)))
    while await claim(database, limit=64):
        pass
    last = await claim(database, NOW + GAP)
    assert last == []
    await plan(database, (80, "C80"))
    (soon,) = await claim(database)
    await database.write(WORKSPACE, deliveries.try_again, soon.id, "one", NOW + 2 * GAP)
    assert await wait(database) == 2
