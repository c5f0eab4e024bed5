"""What SQLite and PostgreSQL have in common behind ``Database``."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import uvloop
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.domain.errors import ReviewClosed
from bot.store import workspaces
from bot.store.engine import database_url as parsed
from bot.store.engine import open_database
from bot.store.schema import channels
from bot.store.schema import workspaces as workspaces_table
from tests.databases import WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def rename(connection: Connection, workspace_id: str, name: str) -> str:
    workspaces.save(connection, workspace_id, name, "U0", "B0", NOW)
    return name


def name_of(connection: Connection, workspace_id: str) -> str | None:
    return connection.scalar(select(workspaces_table.c.name).where(workspaces_table.c.id == workspace_id))


async def test_a_write_is_kept_and_its_result_handed_back(database: Database) -> None:
    assert await database.write(WORKSPACE, rename, "Amber") == "Amber"
    assert await database.read(WORKSPACE, name_of) == "Amber"


async def test_a_write_that_raises_is_undone(database: Database) -> None:
    def write(connection: Connection, workspace_id: str) -> None:
        rename(connection, workspace_id, "Undone")
        raise ReviewClosed

    with pytest.raises(ReviewClosed):
        await database.write(WORKSPACE, write)
    assert await database.read(WORKSPACE, name_of) == "Sandbox"


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read.?only"):
        await database.read(WORKSPACE, rename, "Written by a reader")
    assert await database.read(WORKSPACE, name_of) == "Sandbox"
    assert await database.write(WORKSPACE, rename, "Written by a writer")


async def test_foreign_keys_hold(database: Database) -> None:
    def orphan(connection: Connection, workspace_id: str) -> None:
        connection.execute(
            channels.insert().values(
                workspace_id=workspace_id, channel_id="C1", name="general", is_archived=False, seen_at=NOW
            )
        )
        connection.execute(delete(workspaces_table).where(workspaces_table.c.id == workspace_id))

    with pytest.raises(IntegrityError):
        await database.write(WORKSPACE, orphan)
    assert await database.read(WORKSPACE, name_of) == "Sandbox"


async def test_many_at_once(database: Database) -> None:
    """More calls than there are connections or threads: all of them come through."""
    names = [f"T{number}" for number in range(60)]
    await asyncio.gather(*(database.write(name, rename, name) for name in names))
    assert await asyncio.gather(*(database.read(name, name_of) for name in names)) == names


def test_under_uvloop(database_url: str) -> None:
    async def use() -> str | None:
        database = open_database(database_url)
        try:
            await database.write(WORKSPACE, rename, "Fast")
            return await database.read(WORKSPACE, name_of)
        finally:
            await database.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(use()) == "Fast"


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u:p@host/db", "postgresql+psycopg"),
        ("postgresql://u:p@host/db?sslmode=require", "postgresql+psycopg"),
        ("postgresql+psycopg://u:p@host/db", "postgresql+psycopg"),
        ("sqlite:///socmob.db", "sqlite"),
        ("sqlite+aiosqlite:///socmob.db", "sqlite"),
    ],
)
def test_addresses(given: str, driver: str) -> None:
    url = parsed(given)
    assert url.drivername == driver
    assert url.render_as_string(hide_password=False).partition(":")[2] == given.partition(":")[2]


def test_another_database_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="use sqlite or postgresql"):
        parsed("mysql://host/db")
