"""Claims of several workers at once, and how a channel, a workspace and Slack pace them."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain import outcomes
from bot.domain.deliveries import DeliveryKind
from bot.store import deliveries, engine, paces, workspaces
from bot.store.claims import CHECKS, POST
from tests.databases import WORKSPACE
from tests.store.claiming import GAP, SOON, TIMES, claim, finish, look, plan
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from bot.store.engine import Database

SENT = outcomes.sent("C1", "1.1")
OTHER = "TOTHER0001"


async def other_workspace(database: Database) -> None:
    await database.write(OTHER, workspaces.save, "Other", "UAPP", "BAPP", NOW)


async def test_many_workers_share_a_backlog(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each delivery is claimed once and no channel twice in a second; nobody waits for another in a ring,
    which would be undone and tried again unseen: so there is but one try.
    """
    monkeypatch.setattr(engine, "TRIES", 1)
    places = [(number, f"C{number % 25}") for number in range(150)]
    random.Random(3).shuffle(places)
    await plan(database, *places)
    seen: list[str] = []
    for second in range(40):
        at = NOW + second * GAP
        batches = await asyncio.gather(*(claim(database, at, f"w{worker}") for worker in range(6)))
        channels = [delivery.key.recipient_id for batch in batches for delivery in batch]
        assert len(channels) == len(set(channels)), f"twice in second {second}"
        for worker, batch in enumerate(batches):
            for delivery in batch:
                seen.append(delivery.id)
                assert await finish(database, delivery, SENT, f"w{worker}")
        if len(seen) == len(places):
            break
    assert len(seen) == len(set(seen)) == len(places)


async def test_no_channel_has_two_in_flight_however_short_its_turn(database: Database) -> None:
    """Another worker's claim may have become visible only while we waited for the channel's turn."""
    await plan(database, *((number, f"C{number % 3}") for number in range(60)))
    held: set[str] = set()
    for round_ in range(8):
        at = NOW + round_ * GAP
        for batch in await asyncio.gather(*(claim(database, at, f"w{worker}") for worker in range(8))):
            for delivery in batch:
                assert delivery.key.recipient_id not in held
                held.add(delivery.key.recipient_id)
    assert held == {"C0", "C1", "C2"}


async def test_a_claim_takes_no_more_than_it_is_asked_to(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(5)))
    assert [one.key.subject_id for one in await claim(database, limit=2)] == ["0", "1"]
    assert [one.key.subject_id for one in await claim(database, limit=2)] == ["2", "3"]


async def test_a_channel_gets_one_post_a_second_in_the_order_planned(database: Database) -> None:
    await plan(database, (1, "C1"), (2, "C1"), (3, "C2"))
    first = await claim(database)
    assert [one.key.subject_id for one in first] == ["1", "3"]
    for delivery in first:
        await finish(database, delivery, SENT)
    assert await claim(database, NOW + GAP - SOON) == []
    assert [one.key.subject_id for one in await claim(database, NOW + GAP)] == ["2"]


async def test_direct_messages_are_channels_of_their_own(database: Database) -> None:
    await plan(database, (1, "U1"), (2, "U1"), (3, "U2"), (4, "C1"))
    assert [one.key.subject_id for one in await claim(database)] == ["1", "3", "4"]


async def test_nothing_follows_in_a_channel_while_one_is_being_sent(database: Database) -> None:
    await plan(database, (1, "C1"), (2, "C1"), (3, "C2"))
    first, _ = await claim(database)
    much_later = NOW + TIMES.lease - GAP
    assert await claim(database, much_later) == []
    assert await finish(database, first, SENT)
    assert [one.key.subject_id for one in await claim(database, much_later)] == ["2"]


async def test_a_workspace_claims_nothing_of_another(database: Database) -> None:
    await other_workspace(database)
    await plan(database, (1, "C1"))
    await plan(database, (2, "C1"), workspace_id=OTHER)
    assert [one.workspace_id for one in await claim(database, workspace_id=OTHER)] == [OTHER]
    assert [one.workspace_id for one in await claim(database)] == [WORKSPACE]


async def test_what_is_in_doubt_is_asked_before_it_is_sent_again(database: Database) -> None:
    await plan(database, (1, "C1"))
    (first,) = await claim(database)
    settled = NOW + TIMES.settle
    assert await finish(database, first, outcomes.check(settled))
    assert await claim(database, settled - SOON) == []
    (second,) = await claim(database, settled, now=settled)
    assert (second.is_ambiguous, second.checks, second.attempt) == (True, 0, 1)
    assert await finish(database, second, outcomes.check(settled + GAP, told_nothing=True))
    (third,) = await claim(database, settled + GAP, now=settled)
    assert (third.is_ambiguous, third.checks) == (True, 1)
    assert (third.first_try_at, third.last_try_at) == (NOW, NOW)
    assert await finish(database, third, outcomes.again(settled + 2 * GAP))
    (again,) = await claim(database, settled + 2 * GAP, now=settled)
    assert (again.is_ambiguous, again.attempt) == (False, 2)
    assert (again.first_try_at, again.last_try_at) == (NOW, settled)


async def test_where_slack_asks_for_quiet_nobody_posts_in_the_whole_workspace(database: Database) -> None:
    await other_workspace(database)
    await plan(database, (1, "C1"), (2, "U1"))
    await plan(database, (3, "C1"), workspace_id=OTHER)
    until = NOW + timedelta(seconds=20)
    await database.write(WORKSPACE, paces.put_off, POST, paces.WHOLE_WORKSPACE, until)
    assert await claim(database, until - SOON) == []
    assert await look(database) == ([OTHER], 20.0)
    assert len(await claim(database, workspace_id=OTHER)) == 1
    assert len(await claim(database, until)) == 2


@pytest.mark.parametrize("method", CHECKS)
async def test_quiet_for_checks_lets_posts_through(database: Database, method: str) -> None:
    await plan(database, (1, "C1"))
    (doubted,) = await claim(database)
    await finish(database, doubted, outcomes.check(NOW))
    await plan(database, (2, "C2"))
    until = NOW + timedelta(seconds=60)
    await database.write(WORKSPACE, paces.put_off, method, paces.WHOLE_WORKSPACE, until)
    later = NOW + 2 * GAP
    assert [one.key.subject_id for one in await claim(database, later)] == ["2"]
    assert [one.key.subject_id for one in await claim(database, until)] == ["1"]


async def test_quiet_for_posts_lets_checks_through(database: Database) -> None:
    await plan(database, (1, "C1"))
    (doubted,) = await claim(database)
    await finish(database, doubted, outcomes.check(NOW))
    await plan(database, (2, "C2"))
    until = NOW + timedelta(seconds=60)
    await database.write(WORKSPACE, paces.put_off, POST, paces.WHOLE_WORKSPACE, until)
    assert (await look(database)).workspaces == [WORKSPACE]
    assert [one.is_ambiguous for one in await claim(database)] == [True]


@pytest.mark.parametrize("reason", ["not_in_channel", "channel_not_found", "is_archived"])
async def test_what_could_not_be_posted_comes_when_the_app_may_post_again(
    database: Database, reason: str
) -> None:
    await plan(database, (1, "C1"), (2, "C2"))
    for delivery in await claim(database):
        await finish(database, delivery, outcomes.dead(reason))
    later = NOW + timedelta(hours=3)
    assert await claim(database, later) == []
    await database.write(OTHER, deliveries.revive, "C1")
    assert await claim(database, later) == []
    await database.write(WORKSPACE, deliveries.revive, "C1")
    [revived] = await claim(database, later)
    assert (revived.key.recipient_id, revived.due_at) == ("C1", NOW)


async def test_what_was_refused_for_another_reason_stays_dead(database: Database) -> None:
    await plan(database, (1, "C1"), (2, "C2"))
    dead, skipped = await claim(database)
    await finish(database, dead, outcomes.dead("ambiguous"))
    await finish(database, skipped, outcomes.skipped("is_archived"))
    for channel_id in ("C1", "C2"):
        await database.write(WORKSPACE, deliveries.revive, channel_id)
    assert await claim(database, NOW + timedelta(hours=3)) == []


async def test_a_subject_has_one_on_its_way_until_it_is_finished(database: Database) -> None:
    async def on_its_way() -> bool:
        return await database.read(WORKSPACE, deliveries.is_on_its_way, DeliveryKind.START, "1")

    assert not await on_its_way()
    await plan(database, (1, "C1"))
    assert await on_its_way()
    (mine,) = await claim(database)
    assert await on_its_way()
    await finish(database, mine, outcomes.dead("ambiguous"))
    assert not await on_its_way()
    assert await database.read(WORKSPACE, deliveries.count, DeliveryKind.START, "1") == 1


async def test_nothing_to_wait_for(database: Database) -> None:
    await plan(database, (1, "C1"), at=NOW + GAP)
    assert await look(database) == ([], None)


async def test_what_can_be_claimed_now_is_not_waited_for(database: Database) -> None:
    await plan(database, (1, "C1"))
    assert await look(database) == ([WORKSPACE], None)


async def test_waiting_for_a_claim_to_run_out(database: Database) -> None:
    await plan(database, (1, "C1"))
    await claim(database)
    assert await look(database) == ([], TIMES.lease.total_seconds())
    assert await look(database, NOW + TIMES.lease) == ([WORKSPACE], None)


async def test_waiting_for_slack_to_take_messages_again(database: Database) -> None:
    await plan(database, (1, "C1"))
    until = NOW + timedelta(seconds=20)
    await database.write(WORKSPACE, paces.put_off, POST, paces.WHOLE_WORKSPACE, until)
    assert await look(database) == ([], 20)
    assert await look(database, until) == ([WORKSPACE], None)


async def test_the_shortest_wait_counts_however_many_there_are(database: Database) -> None:
    await plan(database, *((number, f"C{number}") for number in range(80)))
    while await claim(database, limit=64):
        pass
    await plan(database, (80, "C80"))
    (soon,) = await claim(database)
    await finish(database, soon, outcomes.again(NOW + 2 * GAP))
    assert (await look(database)).wait == 2
