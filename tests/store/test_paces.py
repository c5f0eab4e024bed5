"""How fast Slack may be called, agreed between all processes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store import paces
from tests.databases import WORKSPACE
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.engine import Database

GAP = timedelta(seconds=1)
SOON = timedelta(milliseconds=1)


async def take(database: Database, at: datetime, method: str = "post", channel_id: str = "C1") -> bool:
    taken: bool = await database.write(WORKSPACE, paces.take, method, channel_id, at, GAP)
    return taken


async def put_off(database: Database, until: datetime) -> None:
    await database.write(WORKSPACE, paces.put_off, "post", "C1", until)


async def next_turn(database: Database) -> datetime | None:
    turn: datetime | None = await database.read(WORKSPACE, paces.next_turn, "post", "C1")
    return turn


async def test_turns_come_one_gap_apart(database: Database) -> None:
    assert await next_turn(database) is None
    assert await take(database, NOW)
    assert not await take(database, NOW + GAP - SOON)
    assert await next_turn(database) == NOW + GAP
    assert await take(database, NOW + GAP)
    assert await next_turn(database) == NOW + 2 * GAP


async def test_each_method_and_channel_has_its_own_turns(database: Database) -> None:
    assert await take(database, NOW)
    assert await take(database, NOW, channel_id="C2")
    assert await take(database, NOW, method="update")
    assert not await take(database, NOW)


async def test_what_slack_asked_for_is_never_cut_short(database: Database) -> None:
    await put_off(database, NOW + 30 * GAP)
    await put_off(database, NOW + 5 * GAP)
    assert not await take(database, NOW + 30 * GAP - SOON)
    assert await next_turn(database) == NOW + 30 * GAP
    assert await take(database, NOW + 30 * GAP)
