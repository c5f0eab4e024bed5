"""The workspace's settings: who sets them, what they fall back to, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.network import Chosen, OwnDay, WorkspaceSettings
from bot.domain.network_errors import (
    CoordinatorIsNoMember,
    DayOffOver,
    DayOffTwice,
    NobodyCoordinates,
    NotACoordinator,
    OutsidersInChannel,
    TooManyDaysOff,
)
from bot.domain.people import Member
from bot.store import choosing, coordinating, days_off, lifecycle, members
from bot.store.schema import audit_events
from bot.store.settings import Calendars
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import GUEST, OPEN_CHANNEL, OUTSIDER, READER, STRANGER
from tests.store.reviewing import LEAD, NEW, NOW, RAW
from tests.store.rows import rows
from tests.store.stepping import CALENDARS, Holidays

if TYPE_CHECKING:
    from bot.store.engine import Database

ADMIN, BOT = "U0000050", "U0000051"
LONDON = WorkspaceSettings("Europe/London", "GB-ENG")
TODAY = NOW.date()


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    await play.people(database)
    others = [Member(ADMIN, is_admin=True), Member(BOT, is_bot=True)]
    await database.write(WORKSPACE, members.save_members, others, NOW)
    await database.write(WORKSPACE, coordinating.add, [LEAD], NOW)


async def save(
    database: Database,
    new: WorkspaceSettings = LONDON,
    *,
    coordinators: tuple[str, ...] = (LEAD,),
    by: str = LEAD,
) -> None:
    await database.write(WORKSPACE, coordinating.save, CALENDARS, new, coordinators, by, NOW)


async def add_day(database: Database, days: int, *, by: str = LEAD, is_off: bool = True) -> None:
    day = OwnDay(TODAY + timedelta(days=days), is_off, "Founders' day")
    await database.write(WORKSPACE, days_off.add, CALENDARS, day, by, NOW, TODAY)


async def recorded(database: Database) -> list[tuple[str, str, Any]]:
    found = await rows(
        database,
        select(audit_events.c.action, audit_events.c.subject, audit_events.c.detail).order_by(
            audit_events.c.id
        ),
    )
    return [tuple(row) for row in found]


async def test_defaults_come_from_the_first_coordinator(database: Database) -> None:
    found = await database.read(WORKSPACE, CALENDARS.workspace)
    assert found == WorkspaceSettings("Europe/London", "GB-ENG")


async def test_else_from_whoever_started_the_first_review_else_an_admin_else_utc(database: Database) -> None:
    calendars = Calendars(Holidays(), lambda tz: {"Asia/Tokyo": "JP", "Asia/Seoul": "KR"}.get(tz, ""))
    admin = Member(ADMIN, is_admin=True)
    await database.write(WORKSPACE, members.save_members, [Member(LEAD), admin], NOW)
    assert await database.read(WORKSPACE, calendars.workspace) == WorkspaceSettings("UTC", "")
    await database.write(WORKSPACE, members.save_members, [replace(admin, tz="Asia/Seoul")], NOW)
    assert await database.read(WORKSPACE, calendars.workspace) == WorkspaceSettings("Asia/Seoul", "KR")
    await play.channel(database, OPEN_CHANNEL)
    await database.write(WORKSPACE, lifecycle.start, replace(NEW, tz="Asia/Tokyo"), RAW, NOW)
    assert await database.read(WORKSPACE, calendars.workspace) == WorkspaceSettings("Asia/Tokyo", "JP")


async def test_coordinators_and_admins_may_and_others_hear_who_can(database: Database) -> None:
    await save(database, by=ADMIN)
    with pytest.raises(NotACoordinator) as refused:
        await save(database, by=READER)
    assert f"<@{LEAD}>" in refused.value.sentence
    assert "Slack's admins" in refused.value.sentence


@pytest.mark.parametrize("user_id", [BOT, GUEST, OUTSIDER, "U0000099"])
async def test_only_full_members_coordinate(database: Database, user_id: str) -> None:
    with pytest.raises(CoordinatorIsNoMember) as refused:
        await save(database, coordinators=(LEAD, user_id))
    assert f"<@{user_id}>" in refused.value.sentence
    assert await database.read(WORKSPACE, coordinating.ids) == (LEAD,)


async def test_somebody_always_coordinates(database: Database) -> None:
    with pytest.raises(NobodyCoordinates):
        await save(database, coordinators=())


async def test_who_is_named_can_name_others_and_be_taken_out(database: Database) -> None:
    await save(database, coordinators=(LEAD, STRANGER))
    await save(database, coordinators=(STRANGER,), by=STRANGER)
    assert await database.read(WORKSPACE, coordinating.ids) == (STRANGER,)
    with pytest.raises(NotACoordinator):
        await save(database)
    actions = [action for action, _, _ in await recorded(database) if action.startswith("coordinator")]
    assert actions == ["coordinator named", "coordinator named", "coordinator removed"]


async def test_what_the_operator_names_is_added_once(database: Database) -> None:
    await database.write(WORKSPACE, coordinating.add, [LEAD, READER], NOW)
    await database.write(WORKSPACE, coordinating.add, [LEAD, READER], NOW + timedelta(days=1))
    assert await database.read(WORKSPACE, coordinating.ids) == (LEAD, READER)


async def test_each_changed_setting_is_on_the_record(database: Database) -> None:
    await save(database)
    await save(database, replace(LONDON, region="GB-SCT", digest_time=time(10)))
    changed = {
        subject: detail for action, subject, detail in await recorded(database) if action == "setting changed"
    }
    assert changed == {
        "region": {"before": "GB-ENG", "after": "GB-SCT"},
        "digest_time": {"before": "09:00:00", "after": "10:00:00"},
    }


async def test_a_channel_with_outsiders_gets_no_digest(database: Database) -> None:
    await play.channel(database, OPEN_CHANNEL, LEAD, OUTSIDER)
    with pytest.raises(OutsidersInChannel):
        await save(database, replace(LONDON, digest_channel_id=OPEN_CHANNEL))


async def test_days_off_and_days_worked_change_the_calendar(database: Database) -> None:
    await add_day(database, 1)
    calendar = await database.read(WORKSPACE, CALENDARS.of)
    assert calendar.reason(TODAY + timedelta(days=1)) == "Founders' day"
    await database.write(WORKSPACE, days_off.remove, CALENDARS, TODAY + timedelta(days=1), LEAD, NOW)
    await database.write(WORKSPACE, days_off.remove, CALENDARS, TODAY + timedelta(days=1), LEAD, NOW)
    assert (await database.read(WORKSPACE, CALENDARS.of)).is_working(TODAY + timedelta(days=1))
    actions = [action for action, _, _ in await recorded(database) if "day" in action]
    assert actions == ["day off added", "day removed"]


async def test_a_bank_holiday_can_be_a_working_day(database: Database) -> None:
    tomorrow = TODAY + timedelta(days=1)
    calendars = Calendars(Holidays({tomorrow: "Boxing Day"}), lambda tz: "GB-ENG")
    assert not (await database.read(WORKSPACE, calendars.of)).is_working(tomorrow)
    await add_day(database, 1, is_off=False)
    assert (await database.read(WORKSPACE, calendars.of)).is_working(tomorrow)


async def test_days_that_are_refused(database: Database) -> None:
    await add_day(database, 1)
    with pytest.raises(DayOffTwice):
        await add_day(database, 1, is_off=False)
    with pytest.raises(DayOffOver):
        await add_day(database, -1)
    with pytest.raises(NotACoordinator):
        await add_day(database, 2, by=READER)
    for number in range(2, days_off.MOST_DAYS + 1):
        await add_day(database, number)
    with pytest.raises(TooManyDaysOff):
        await add_day(database, days_off.MOST_DAYS + 1)


async def test_what_is_left_as_it_is_goes_on_following_the_workspace(database: Database) -> None:
    as_it_is = Chosen(True, 0, time(9), True, time(9))
    await database.write(WORKSPACE, choosing.save, CALENDARS, READER, as_it_is, NOW)
    await save(database, replace(LONDON, digest_weekday=3))
    mine, common = await database.read(WORKSPACE, choosing.mine, CALENDARS, READER)
    assert (mine.digest_weekday, mine.digest_day(common)) == (None, 3)


async def test_what_somebody_chose_stays(database: Database) -> None:
    chosen = Chosen(False, 2, time(8, 30), False, time(7))
    await database.write(WORKSPACE, choosing.save, CALENDARS, READER, chosen, NOW)
    mine, common = await database.read(WORKSPACE, choosing.mine, CALENDARS, READER)
    assert (mine.digest_day(common), mine.digest_hour(common)) == (2, time(8, 30))
    assert (mine.wants_reminders, mine.morning(), mine.membership.is_member) == (False, time(7), False)
