"""Deliveries: planned once, claimed by one, finished by whoever claimed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import Delivery, DeliveryKey, DeliveryKind, DeliveryTimes
from bot.store import deliveries, paces
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.engine import Database

TIMES = DeliveryTimes()
GAP = timedelta(seconds=1)


def key(number: int = 1, channel_id: str = "C0000001") -> DeliveryKey:
    return DeliveryKey(DeliveryKind.START, str(number), channel_id)


async def plan(database: Database, *keys: DeliveryKey) -> list[bool]:
    return [await database.write(WORKSPACE, deliveries.plan, one, NOW) for one in keys]


async def claim(
    database: Database, owner: str = "one", at: datetime = NOW, limit: int = 16
) -> list[Delivery]:
    return await database.write(EVERY_WORKSPACE, deliveries.claim, owner, NOW, at, TIMES, GAP, limit)


async def finish(database: Database, how, delivery: Delivery, owner: str, *args) -> bool:
    return await database.write(WORKSPACE, how, delivery.id, owner, *args)


async def test_planning_twice_plans_once(database: Database) -> None:
    assert await plan(database, key(), key()) == [True, False]
    many = await asyncio.gather(*(plan(database, key(2)) for _ in range(10)))
    assert sorted(done for one in many for done in one) == [False] * 9 + [True]


async def test_a_channel_gets_one_post_a_second_in_the_order_planned(database: Database) -> None:
    await plan(database, key(1), key(2), key(3, "C0000002"))
    first = await claim(database)
    assert [one.key.subject_id for one in first] == ["1", "3"]
    for delivery in first:
        await finish(database, deliveries.sent, delivery, "one", delivery.key.recipient_id, "1.0", NOW)
    assert await claim(database) == []
    assert [one.key.subject_id for one in await claim(database, at=NOW + GAP)] == ["2"]


async def test_two_workers_never_claim_the_same(database: Database) -> None:
    await plan(database, *(key(number, f"C{number:07}") for number in range(40)))
    claimed = await asyncio.gather(*(claim(database, f"worker {number}") for number in range(6)))
    ids = [one.id for batch in claimed for one in batch]
    assert len(ids) == len(set(ids))
    rest = await claim(database, "last", limit=64)
    assert len(ids) + len(rest) == 40


async def test_what_is_not_due_is_not_claimed(database: Database) -> None:
    await database.write(WORKSPACE, deliveries.plan, key(), NOW + timedelta(seconds=1))
    assert await claim(database) == []


async def test_only_the_claim_can_finish_it(database: Database) -> None:
    await plan(database, key())
    (mine,) = await claim(database)
    assert not await finish(database, deliveries.sent, mine, "another", "C0000001", "1.0", NOW)
    assert await finish(database, deliveries.sent, mine, "one", "C0000001", "1.0", NOW)
    assert not await finish(database, deliveries.dead, mine, "one", "late", NOW)
    assert await claim(database, at=NOW + timedelta(days=1)) == []


async def test_a_claim_that_ran_out_is_checked_not_sent(database: Database) -> None:
    await plan(database, key())
    (first,) = await claim(database)
    assert not first.is_ambiguous
    assert await claim(database, "two", NOW + TIMES.lease - GAP) == []
    (second,) = await claim(database, "two", NOW + TIMES.lease)
    assert (second.id, second.is_ambiguous, second.attempt) == (first.id, True, 1)
    assert not await finish(database, deliveries.sent, first, "one", "C0000001", "1.0", NOW)


async def test_what_was_surely_not_accepted_is_sent_again_later(database: Database) -> None:
    await plan(database, key())
    (first,) = await claim(database)
    later = NOW + timedelta(seconds=30)
    assert await finish(database, deliveries.try_again, first, "one", later)
    assert await claim(database, at=later - GAP) == []
    (again,) = await claim(database, at=later)
    assert (again.is_ambiguous, again.attempt) == (False, 2)


async def test_what_is_skipped_or_dead_stays_so_with_its_reason(database: Database) -> None:
    await plan(database, key(1), key(2, "C0000002"))
    first, second = await claim(database)
    assert await finish(database, deliveries.skipped, first, "one", "the review is closed", NOW)
    assert await finish(database, deliveries.dead, second, "one", "is_archived", NOW)
    assert await claim(database, at=NOW + timedelta(days=1)) == []

    def reasons(connection, _workspace_id):
        from bot.store.schema import deliveries as table

        return {row.state.value: row.reason for row in connection.execute(table.select())}

    assert await database.read(WORKSPACE, reasons) == {
        "skipped": "the review is closed",
        "dead": "is_archived",
    }


async def test_where_slack_asks_for_quiet_nobody_posts(database: Database) -> None:
    await plan(database, key())
    until = NOW + timedelta(seconds=20)
    await database.write(WORKSPACE, paces.put_off, deliveries.POST, paces.WHOLE_WORKSPACE, until)
    assert await claim(database, at=until - GAP) == []
    assert len(await claim(database, at=until)) == 1


async def test_turns_are_taken_by_one_at_a_time(database: Database) -> None:
    async def take() -> bool:
        return await database.write(WORKSPACE, paces.take, "chat.update", paces.WHOLE_WORKSPACE, NOW, GAP)

    assert sorted(await asyncio.gather(*(take() for _ in range(8)))) == [False] * 7 + [True]


async def test_how_long_until_there_is_something_to_send(database: Database) -> None:
    async def wait(at: datetime) -> float | None:
        return await database.read(WORKSPACE, deliveries.seconds_to_next, NOW, at)

    assert await wait(NOW) is None
    await plan(database, key(1), key(2))
    await claim(database)
    assert 0 < (await wait(NOW) or 0) <= 1
