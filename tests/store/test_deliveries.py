"""Deliveries: planned once, claimed by one, finished by whoever claimed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain import outcomes
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.store import deliveries
from bot.store import outcomes as recorded
from bot.store.outcomes import Ending
from bot.store.schema import deliveries as table
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.claiming import GAP, TIMES, claim, finish, plan
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from sqlalchemy import Row

    from bot.store.engine import Database

KEY = DeliveryKey(DeliveryKind.START, "1", "C1")
SENT = outcomes.sent("C1", "1.1")


async def rows(database: Database) -> list[Row]:
    return list(
        await database.read(WORKSPACE, lambda c, _: c.execute(select(table).order_by(table.c.number)).all())
    )


async def test_planning_twice_plans_once(database: Database) -> None:
    planned = [await database.write(WORKSPACE, deliveries.plan, KEY, NOW) for _ in range(2)]
    assert planned == [True, False]


async def test_many_planners_plan_once(database: Database) -> None:
    many = await asyncio.gather(*(database.write(WORKSPACE, deliveries.plan, KEY, NOW) for _ in range(10)))
    assert sorted(many) == [False] * 9 + [True]


async def test_what_is_not_due_is_not_claimed(database: Database) -> None:
    await plan(database, (1, "C1"), at=NOW + timedelta(seconds=1))
    assert await claim(database) == []


async def test_only_the_claim_can_finish_it(database: Database) -> None:
    await plan(database, (1, "C1"))
    (mine,) = await claim(database)
    assert not await finish(database, mine, SENT, "another")
    assert not await finish(database, mine, SENT, workspace_id="TOTHER0001")
    assert await finish(database, mine, SENT)
    assert not await finish(database, mine, outcomes.dead("late"))
    assert await claim(database, NOW + timedelta(days=1)) == []
    (row,) = await rows(database)
    assert (row.state, row.channel_id, row.ts, row.lease_owner, row.lease_until, row.finished_at) == (
        "sent",
        "C1",
        "1.1",
        None,
        None,
        NOW,
    )


async def test_a_claim_that_ran_out_is_checked_not_sent(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    assert not first.is_ambiguous
    assert await claim(database, NOW + TIMES.lease - GAP, "two") == []
    (second,) = await claim(database, NOW + TIMES.lease, "two")
    assert (second.id, second.is_ambiguous, second.attempt) == (first.id, True, 1)
    assert not await finish(database, first, SENT)


async def test_what_was_surely_not_accepted_is_sent_again_later(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    later = NOW + timedelta(seconds=30)
    assert await finish(database, first, outcomes.again(later))
    assert await claim(database, later - GAP) == []
    (again,) = await claim(database, later)
    assert (again.is_ambiguous, again.attempt) == (False, 2)


async def test_what_slack_did_not_look_at_was_no_try(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    assert await finish(database, first, outcomes.again(NOW + GAP, was_no_try=True))
    (again,) = await claim(database, NOW + GAP)
    assert again.attempt == first.attempt == 1


async def test_what_joins_later_is_due_later(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    later = NOW + timedelta(minutes=1)
    assert await finish(database, first, outcomes.put_off(later))
    assert await claim(database, NOW + GAP, now=later - GAP) == []
    (again,) = await claim(database, NOW + GAP, now=later)
    assert (again.due_at, again.attempt) == (later, 1)


async def test_a_repeat_is_one_until_it_is_finished(database: Database) -> None:
    await plan(database, (1, "U1"))
    (first,) = await claim(database)
    assert await finish(database, first, outcomes.repeat(NOW + GAP))
    (repeated,) = await claim(database, NOW + GAP)
    assert (first.is_repeat, repeated.is_repeat, repeated.is_ambiguous) == (False, True, False)
    assert await finish(database, repeated, outcomes.check(NOW + TIMES.settle))
    (doubted,) = await claim(database, NOW + TIMES.settle)
    assert (doubted.is_repeat, doubted.is_ambiguous) == (True, True)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(outcomes.skipped("the review is closed"), "skipped"), (outcomes.dead("is_archived"), "dead")],
)
async def test_what_is_given_up_stays_so_with_its_reason(
    database: Database, outcome: outcomes.Outcome, state: str
) -> None:
    await plan(database, (1, "C1"))
    (mine,) = await claim(database)
    assert await finish(database, mine, outcome)
    assert await claim(database, NOW + timedelta(days=1)) == []
    (row,) = await rows(database)
    assert (row.state, row.reason) == (state, outcome.reason)


async def test_many_are_written_together_and_only_ours(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(8)))
    mine, foreign = await claim(database, limit=5), await claim(database, owner="two")
    seen: list[str] = []

    def also(delivery_id: str):
        return lambda _connection, _workspace_id: seen.append(delivery_id)

    endings = [
        Ending(WORKSPACE, one.id, outcomes.sent(one.key.recipient_id, f"{number}.1"), also(one.id))
        for number, one in enumerate([*mine, *foreign])
    ]
    ours = await database.write(EVERY_WORKSPACE, recorded.record, "one", endings, NOW)
    assert ours == [True] * 5 + [False] * 3
    assert seen == [one.id for one in mine]
    assert [(row.state, row.ts) for row in await rows(database)] == [
        *(("sent", f"{number}.1") for number in range(5)),
        *[("sending", None)] * 3,
    ]


async def test_what_is_due_and_not_sent_is_counted(database: Database) -> None:
    async def waiting():
        return await database.read(EVERY_WORKSPACE, deliveries.waiting, NOW)

    assert await waiting() == (0, None)
    await plan(database, (1, "C1"), at=NOW - timedelta(minutes=3))
    await plan(database, (2, "C2"))
    await plan(database, (3, "C3"), at=NOW + GAP)
    assert await waiting() == (2, NOW - timedelta(minutes=3))
    for one in await claim(database):
        await finish(database, one, SENT)
    assert await waiting() == (0, None)
