"""When a digest is due: once a week, in its reader's own time zone, whatever changes meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.network import Chosen, OwnDay
from bot.domain.people import Member
from bot.store import choosing, coordinating, days_off, digest_plan, members, network, presence
from bot.store.schema import deliveries, person_settings, workspace_settings
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.reviewing import LEAD
from tests.store.rows import rows
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

FRIDAY = datetime(2026, 12, 4, 12, tzinfo=UTC)
MONDAY = datetime(2026, 12, 7, 9, tzinfo=UTC)
READER = play.READER


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    await play.people(database)


async def moves_to(database: Database, tz: str, now: datetime, user_id: str = READER) -> None:
    await database.write(WORKSPACE, presence.save, [Member(user_id, user_id, tz)], now, CALENDARS)


async def chooses(
    database: Database, now: datetime, *, day: int = 0, hour: int = 9, wants: bool = True
) -> None:
    chosen = Chosen(True, day, time(hour), True, time(9))
    await database.write(WORKSPACE, choosing.save, CALENDARS, READER, chosen, now)


async def has_off(database: Database, on: datetime, now: datetime) -> None:
    await database.write(WORKSPACE, coordinating.add, [LEAD], now)
    day = OwnDay(on.date(), True, "Founders' day")
    await database.write(WORKSPACE, days_off.add, CALENDARS, day, LEAD, now, now.date())


async def due(database: Database, user_id: str = READER) -> datetime | None:
    found = await rows(
        database, select(person_settings.c.digest_at).where(person_settings.c.user_id == user_id)
    )
    return found[0].digest_at if found else None


async def tick(database: Database, now: datetime) -> None:
    while await database.write(EVERY_WORKSPACE, digest_plan.plan_due, CALENDARS, now):
        pass
    await database.write(EVERY_WORKSPACE, digest_plan.plan_channels_due, CALENDARS, now)


async def planned(database: Database) -> list[tuple[str, str, datetime]]:
    found = await rows(
        database,
        select(deliveries.c.recipient_id, deliveries.c.occurrence, deliveries.c.next_at)
        .where(deliveries.c.kind == "digest")
        .order_by(deliveries.c.next_at, deliveries.c.recipient_id),
    )
    return [tuple(row) for row in found]


async def test_on_monday_at_nine_where_they_are(database: Database) -> None:
    await moves_to(database, "America/New_York", FRIDAY)
    await play.joins(database, READER, FRIDAY)
    assert await due(database) == MONDAY + timedelta(hours=5)
    assert not await database.read(EVERY_WORKSPACE, digest_plan.is_due, MONDAY)
    await tick(database, MONDAY + timedelta(hours=5, seconds=1))
    assert await planned(database) == [(READER, "2026-W50", MONDAY + timedelta(hours=5))]
    assert await due(database) == MONDAY + timedelta(days=7, hours=5)


async def test_a_day_off_moves_it_to_the_next_working_day(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    await has_off(database, MONDAY, FRIDAY)
    assert await due(database) == MONDAY + timedelta(days=1)
    await tick(database, MONDAY + timedelta(days=1))
    assert await planned(database) == [(READER, "2026-W50", MONDAY + timedelta(days=1))]
    assert await due(database) == MONDAY + timedelta(days=7)


async def test_a_day_off_that_is_taken_back_after_its_hour_sends_it_at_once(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    await has_off(database, MONDAY, FRIDAY)
    noon = MONDAY + timedelta(hours=3)
    await database.write(WORKSPACE, days_off.remove, CALENDARS, MONDAY.date(), LEAD, noon)
    assert await due(database) == MONDAY
    await tick(database, noon)
    assert [week for _, week, _ in await planned(database)] == ["2026-W50"]


async def test_a_friday_off_belongs_to_its_own_week(database: Database) -> None:
    """It moves to Monday; that week still has a digest of its own on Friday."""
    await play.joins(database, READER, FRIDAY - timedelta(days=2))
    await chooses(database, FRIDAY - timedelta(days=2), day=4)
    await has_off(database, FRIDAY, FRIDAY - timedelta(days=1))
    await tick(database, MONDAY)
    await tick(database, FRIDAY + timedelta(days=7))
    assert [week for _, week, _ in await planned(database)] == ["2026-W49", "2026-W50"]


async def test_who_moves_east_before_it_gets_it_at_once(database: Database) -> None:
    """At 05:00 in London it is past 09:00 in Tokyo: the week's digest would else be lost."""
    await play.joins(database, READER, FRIDAY)
    early = MONDAY - timedelta(hours=4)
    await moves_to(database, "Asia/Tokyo", early)
    assert await due(database) == MONDAY - timedelta(hours=9)
    await tick(database, early)
    assert [week for _, week, _ in await planned(database)] == ["2026-W50"]
    assert await due(database) == MONDAY + timedelta(days=7, hours=-9)


async def test_who_moves_after_it_gets_no_second_one_that_week(database: Database) -> None:
    """From Apia to Pago Pago it is the day before once more."""
    await moves_to(database, "Pacific/Apia", FRIDAY)
    await play.joins(database, READER, FRIDAY)
    in_apia = MONDAY - timedelta(hours=13)
    assert await due(database) == in_apia
    await tick(database, in_apia)
    await moves_to(database, "Pacific/Pago_Pago", in_apia + timedelta(hours=1))
    in_samoa = MONDAY + timedelta(hours=11)
    await tick(database, in_samoa)
    assert [week for _, week, _ in await planned(database)] == ["2026-W50"]
    assert await due(database) == in_samoa + timedelta(days=7)


async def test_who_moves_between_planning_and_sending_gets_that_one(
    database: Database,
) -> None:
    await play.joins(database, READER, FRIDAY)
    await tick(database, MONDAY)
    await moves_to(database, "America/Los_Angeles", MONDAY)
    await tick(database, MONDAY + timedelta(hours=9))
    assert await planned(database) == [(READER, "2026-W50", MONDAY)]


async def test_another_day_makes_no_second_one_in_the_week(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    await tick(database, MONDAY)
    await chooses(database, MONDAY + timedelta(hours=1), day=4)
    await tick(database, MONDAY + timedelta(days=5))
    await tick(database, MONDAY + timedelta(days=12))
    assert [week for _, week, _ in await planned(database)] == ["2026-W50", "2026-W51"]


async def test_an_earlier_hour_of_the_same_day_sends_it_at_once(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    await chooses(database, FRIDAY, hour=16)
    await chooses(database, MONDAY + timedelta(hours=2), hour=10)
    assert await due(database) == MONDAY + timedelta(hours=1)


async def test_joining_after_its_hour_waits_for_the_next_week(database: Database) -> None:
    await play.joins(database, READER, MONDAY + timedelta(hours=1))
    assert await due(database) == MONDAY + timedelta(days=7)


async def test_each_missed_week_has_its_row(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    away_until = MONDAY + timedelta(days=15)
    for _ in range(4):
        await tick(database, away_until)
    assert [week for _, week, _ in await planned(database)] == ["2026-W50", "2026-W51", "2026-W52"]
    assert await due(database) == MONDAY + timedelta(days=21)


async def test_who_leaves_or_is_deactivated_gets_none(database: Database) -> None:
    await play.joins(database, READER, FRIDAY)
    await database.write(WORKSPACE, network.leave, CALENDARS, READER, FRIDAY)
    assert await due(database) is None
    await play.joins(database, READER, FRIDAY)
    gone = Member(READER, READER, "Europe/London", is_deleted=True)
    await database.write(WORKSPACE, presence.save, [gone], FRIDAY, CALENDARS)
    assert await due(database) is None
    await moves_to(database, "Europe/London", FRIDAY)
    assert await due(database) == MONDAY, "who comes back is still a member"


async def test_who_has_no_time_zone_gets_it_in_the_workspace_s(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [Member("U0000030")], FRIDAY)
    await play.joins(database, "U0000030", FRIDAY)
    await database.write(WORKSPACE, coordinating.add, [LEAD], FRIDAY)
    assert await due(database, "U0000030") == MONDAY


async def test_the_channel_gets_it_in_the_workspace_s_zone(database: Database) -> None:
    await play.channel(database, play.OPEN_CHANNEL)
    await database.write(WORKSPACE, coordinating.add, [LEAD], FRIDAY)
    await database.write(WORKSPACE, settings_with_channel, play.OPEN_CHANNEL)
    await tick(database, MONDAY)
    await tick(database, MONDAY + timedelta(minutes=1))
    assert await planned(database) == [(play.OPEN_CHANNEL, "2026-W50", MONDAY)]
    [row] = await rows(database, select(workspace_settings.c.digest_channel_at))
    assert row.digest_channel_at == MONDAY + timedelta(days=7)


def settings_with_channel(connection, workspace_id: str, channel_id: str) -> None:
    new = replace(CALENDARS.workspace(connection, workspace_id), digest_channel_id=channel_id)
    coordinating.save(connection, workspace_id, CALENDARS, new, (LEAD,), LEAD, FRIDAY)
