"""Until a workspace's days are set they follow from a time zone; what was planned before follows it too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.bank_holidays import BankHolidays
from bot.domain.people import Member
from bot.store import coordinating, members, network, presence, starting
from bot.store.schema import person_settings
from bot.store.settings import Calendars
from tests.databases import WORKSPACE
from tests.store.reviewing import LEAD, NEW, RAW, TEAM
from tests.store.rows import rows

if TYPE_CHECKING:
    from bot.store.engine import Database

READER = TEAM[0]
CHRISTMAS_EVE = datetime(2026, 12, 24, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 12, 28), date(2026, 12, 29)
"""Boxing Day 2026 is a Saturday: in England the Monday after it is off."""

CALENDARS = Calendars(BankHolidays(), lambda tz: {"Europe/London": "GB-ENG"}.get(tz, ""))


async def digest_on(database: Database) -> date:
    found = await rows(
        database, select(person_settings.c.digest_at).where(person_settings.c.user_id == READER)
    )
    return found[0].digest_at.date()


@pytest.fixture(autouse=True)
async def joined(database: Database) -> None:
    """Somebody who joins before anybody's time zone tells where the workspace is."""
    known = [Member(READER, tz="Etc/UTC"), Member(LEAD)]
    await database.write(WORKSPACE, members.save_members, known, CHRISTMAS_EVE)
    await database.write(WORKSPACE, coordinating.add, [LEAD], CHRISTMAS_EVE)
    await database.write(WORKSPACE, network.join, CALENDARS, READER, CHRISTMAS_EVE)
    assert await digest_on(database) == MONDAY


async def start(database: Database, tz: str, **changes: Any) -> None:
    new = replace(NEW, tz=tz, **changes)
    await database.write(WORKSPACE, starting.start, CALENDARS, new, RAW, CHRISTMAS_EVE)


async def test_the_first_coordinator_is_known(database: Database) -> None:
    lead = Member(LEAD, tz="Europe/London")
    await database.write(WORKSPACE, presence.save, [lead], CHRISTMAS_EVE, CALENDARS)
    assert await digest_on(database) == TUESDAY


async def test_the_first_review_is_started(database: Database) -> None:
    await start(database, "Europe/London")
    assert await digest_on(database) == TUESDAY


async def test_the_second_review_changes_nothing(database: Database) -> None:
    await start(database, "Asia/Tokyo")
    await start(database, "Europe/London", origin="V2", channel_id="C0000009")
    assert await digest_on(database) == MONDAY
