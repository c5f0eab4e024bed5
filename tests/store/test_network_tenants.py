"""Two workspaces with the same people and channels: neither network hears of the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import ReviewNotFound
from bot.domain.network import Chosen, OwnDay
from bot.domain.people import Member
from bot.store import (
    choosing,
    coordinating,
    days_off,
    digest_plan,
    digests,
    following,
    members,
    network,
    sharing,
    workspaces,
)
from bot.store.schema import coordinators, deliveries, person_settings, workspace_days, workspace_settings
from bot.store.standings import Standings
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import OPEN_CHANNEL, READER, days_ago
from tests.store.reviewing import LEAD, NOW, QUESTIONS, TEAM
from tests.store.rows import rows
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

OTHER = "TOTHER0001"
TABLES = (person_settings, workspace_settings, workspace_days, coordinators, deliveries)


async def kept(database: Database) -> list[Any]:
    return [
        tuple(row)
        for table in TABLES
        for row in await rows(database, table.select().where(table.c.workspace_id == WORKSPACE))
    ]


def settings(connection: Any, workspace_id: str) -> None:
    found = CALENDARS.workspace(connection, workspace_id)
    new = replace(found, network_channel_id=OPEN_CHANNEL, digest_channel_id=OPEN_CHANNEL)
    coordinating.save(connection, workspace_id, CALENDARS, new, (LEAD,), LEAD, NOW)


@pytest.fixture(autouse=True)
async def both(database: Database) -> None:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    await database.write(OTHER, workspaces.save, "Other", "UAPP", "BAPP", NOW)
    people = [Member(user_id, user_id, "Asia/Tokyo") for user_id in (LEAD, *TEAM)]
    await database.write(OTHER, members.save_members, people, NOW)
    await database.write(OTHER, members.save_channel, OPEN_CHANNEL, "theirs", (LEAD, *TEAM), NOW)
    for workspace_id in (WORKSPACE, OTHER):
        await database.write(workspace_id, coordinating.add, [LEAD], NOW)
        await database.write(workspace_id, settings)


async def test_what_they_set_changes_nothing_of_ours(database: Database) -> None:
    review = await play.review(database)
    before = await kept(database)
    day = OwnDay(NOW.date(), True, "Theirs")
    for fn, *args in (
        (network.join, CALENDARS, READER, NOW),
        (network.leave, CALENDARS, READER, NOW),
        (following.left, OPEN_CHANNEL, TEAM[1], NOW, CALENDARS),
        (following.joined, OPEN_CHANNEL, TEAM[1], NOW, CALENDARS),
        (choosing.save, CALENDARS, READER, Chosen(True, 3, time(12), False, time(6)), NOW),
        (coordinating.add, [READER], NOW),
        (days_off.add, CALENDARS, day, LEAD, NOW, NOW.date()),
        (days_off.remove, CALENDARS, NOW.date(), LEAD, NOW),
        (digest_plan.schedule_everybody, CALENDARS, NOW),
    ):
        await database.write(OTHER, fn, *args)
        assert await kept(database) == before, fn.__name__
    with pytest.raises(ReviewNotFound):
        await database.write(OTHER, sharing.set_shares_counts, review.id, True, LEAD, NOW)


async def test_their_digest_tells_nothing_of_ours(database: Database) -> None:
    review = await play.review(database)
    await play.agreed(database, review, QUESTIONS[0], Choice.RED, days_ago(1))
    standings = Standings()
    ours = await database.read(
        WORKSPACE, digests.of_person, play.CHECKLISTS, CALENDARS, standings, READER, NOW
    )
    theirs = await database.read(OTHER, digests.of_person, play.CHECKLISTS, CALENDARS, standings, READER, NOW)
    assert (ours.after.red, theirs.areas) == (1, ())
