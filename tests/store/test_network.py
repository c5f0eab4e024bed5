"""Who is in the network: by joining, by the network's channel, and never against their will."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.network import Membership
from bot.domain.network_errors import OnlyForThisOrganisation
from bot.domain.people import Member
from bot.store import coordinating, following, members, network, settings
from bot.store.schema import audit_events, deliveries, person_settings
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import ELSEWHERE, GUEST, OPEN_CHANNEL, OUTSIDER, READER, STRANGER
from tests.store.reviewing import LEAD, NOW
from tests.store.rows import rows
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

BOT, GONE = "U0000040", "U0000041"
IN, JOINED, LEFT, NONE = Membership.IN_CHANNEL, Membership.JOINED, Membership.LEFT, Membership.NONE


@pytest.fixture(autouse=True)
async def channel(database: Database) -> None:
    await play.people(database)
    others = [Member(BOT, is_bot=True), Member(GONE, is_deleted=True)]
    await database.write(WORKSPACE, members.save_members, others, NOW)
    everybody = (LEAD, READER, GUEST, OUTSIDER, BOT, GONE)
    await play.channel(database, OPEN_CHANNEL, *everybody)
    await play.channel(database, ELSEWHERE, LEAD, STRANGER)
    await database.write(WORKSPACE, coordinating.add, [LEAD], NOW)


async def membership(database: Database, user_id: str) -> Membership:
    return (await database.read(WORKSPACE, settings.person, user_id)).membership


async def named(database: Database, channel_id: str | None) -> None:
    def save(connection, workspace_id: str) -> None:
        new = replace(CALENDARS.workspace(connection, workspace_id), network_channel_id=channel_id)
        coordinating.save(connection, workspace_id, CALENDARS, new, (LEAD,), LEAD, NOW)

    await database.write(WORKSPACE, save)


async def readers(database: Database) -> set[str]:
    """Those for whom a digest is due some day."""
    found = await rows(
        database, select(person_settings.c.user_id).where(person_settings.c.digest_at.is_not(None))
    )
    return {row.user_id for row in found}


async def welcomed(database: Database) -> list[tuple[str, str]]:
    found = await rows(
        database,
        select(deliveries.c.subject_id, deliveries.c.recipient_id)
        .where(deliveries.c.kind == "network_welcome")
        .order_by(deliveries.c.number),
    )
    return [tuple(row) for row in found]


async def leaves(database: Database, user_id: str) -> bool:
    return await database.write(WORKSPACE, network.leave, CALENDARS, user_id, NOW)


async def comes(database: Database, user_id: str, channel_id: str = OPEN_CHANNEL) -> None:
    await database.write(WORKSPACE, following.joined, channel_id, user_id, NOW, CALENDARS)


async def goes(database: Database, user_id: str, channel_id: str = OPEN_CHANNEL) -> None:
    await database.write(WORKSPACE, following.left, channel_id, user_id, NOW, CALENDARS)


async def test_joining_and_leaving_are_on_the_record_once(database: Database) -> None:
    for _ in range(2):
        await play.joins(database, READER)
    assert await readers(database) == {READER}
    assert await leaves(database, READER)
    assert not await leaves(database, READER)
    assert await membership(database, READER) is LEFT
    assert await readers(database) == set()
    recorded = await rows(
        database, select(audit_events.c.action).where(audit_events.c.action.like("network %"))
    )
    assert [row.action for row in recorded] == ["network joined", "network left"]


@pytest.mark.parametrize("user_id", [OUTSIDER, BOT, GONE])
async def test_it_is_for_active_people_of_the_organisation(database: Database, user_id: str) -> None:
    with pytest.raises(OnlyForThisOrganisation):
        await play.joins(database, user_id)
    assert await readers(database) == set()


async def test_the_people_of_a_named_channel_are_in_and_told_there_once(database: Database) -> None:
    await named(database, OPEN_CHANNEL)
    await named(database, OPEN_CHANNEL)
    assert await readers(database) == {LEAD, READER, GUEST}
    assert await membership(database, OUTSIDER) is NONE
    assert await welcomed(database) == [(OPEN_CHANNEL, OPEN_CHANNEL)]


async def test_who_left_stays_out_though_they_are_in_the_channel(database: Database) -> None:
    await leaves(database, READER)
    await named(database, OPEN_CHANNEL)
    await goes(database, READER)
    await comes(database, READER)
    assert await membership(database, READER) is LEFT
    assert await readers(database) == {LEAD, GUEST}


async def test_who_comes_into_the_channel_later_is_told_by_themselves_once(database: Database) -> None:
    await named(database, OPEN_CHANNEL)
    for _ in range(2):
        await comes(database, STRANGER)
        assert await membership(database, STRANGER) is IN
        await goes(database, STRANGER)
        assert await membership(database, STRANGER) is NONE
    assert await welcomed(database) == [(OPEN_CHANNEL, OPEN_CHANNEL), (OPEN_CHANNEL, STRANGER)]
    assert STRANGER not in await readers(database)


async def test_who_joined_by_themselves_stays_when_they_leave_the_channel(database: Database) -> None:
    await play.joins(database, READER)
    await named(database, OPEN_CHANNEL)
    await goes(database, READER)
    assert await membership(database, READER) is JOINED


async def test_other_channels_change_nothing(database: Database) -> None:
    await comes(database, STRANGER)
    assert await membership(database, STRANGER) is NONE
    await goes(database, STRANGER)
    await named(database, OPEN_CHANNEL)
    await comes(database, STRANGER, ELSEWHERE)
    await goes(database, READER, ELSEWHERE)
    assert (await membership(database, STRANGER), await membership(database, READER)) == (NONE, IN)


async def test_outsiders_and_bots_who_come_get_nothing(database: Database) -> None:
    await named(database, OPEN_CHANNEL)
    for user_id in (OUTSIDER, BOT, GONE):
        await comes(database, user_id)
        assert await membership(database, user_id) is NONE


async def test_another_channel_takes_its_place(database: Database) -> None:
    await play.joins(database, GUEST)
    await named(database, OPEN_CHANNEL)
    await named(database, ELSEWHERE)
    assert await readers(database) == {LEAD, STRANGER, GUEST}
    assert await membership(database, READER) is NONE
    await named(database, None)
    assert await readers(database) == {GUEST}


async def test_who_is_sent_a_digest_keeps_their_hour(database: Database) -> None:
    await play.joins(database, READER)
    before = await rows(database, select(person_settings.c.digest_at))
    await database.write(WORKSPACE, network.join, CALENDARS, READER, NOW + timedelta(days=1))
    assert await rows(database, select(person_settings.c.digest_at)) == before
