"""What only the PostgreSQL side of the engine does."""

from __future__ import annotations

import asyncio
import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import InternalError, ProgrammingError
from sqlalchemy.util import await_only

from bot.domain.errors import TooBusy
from bot.store import workspaces
from bot.store.engine import READERS, open_database
from bot.store.schema import workspaces as workspaces_table
from tests.databases import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.store.engine import Database
    from tests.postgres_server import PostgresServer

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TERMINATE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def postgresql(postgresql_url: str) -> AsyncIterator[Database]:
    database = open_database(postgresql_url)
    await database.write(WORKSPACE, rename, "Sandbox")
    yield database
    await database.close()


def rename(connection: Connection, workspace_id: str, name: str) -> None:
    workspaces.save(connection, workspace_id, name, "U0", "B0", NOW)


def name_of(connection: Connection, workspace_id: str) -> str | None:
    return connection.scalar(select(workspaces_table.c.name).where(workspaces_table.c.id == workspace_id))


async def test_a_row_locked_for_too_long(postgresql: Database, postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as other:
        other.execute("UPDATE workspaces SET name = 'Uncommitted'")
        began = time.monotonic()
        with pytest.raises(TooBusy):
            await postgresql.write(WORKSPACE, rename, "Kept")
        assert 0.9 < time.monotonic() - began < 2
        other.rollback()
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"


async def test_a_statement_that_takes_too_long(postgresql: Database) -> None:
    def sleep(connection: Connection, workspace_id: str) -> None:
        rename(connection, workspace_id, "Kept")
        connection.execute(text("SELECT pg_sleep(30)"))

    began = time.monotonic()
    with pytest.raises(TooBusy):
        await postgresql.write(WORKSPACE, sleep)
    assert 1.9 < time.monotonic() - began < 3
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"


async def test_all_connections_are_in_use(postgresql: Database) -> None:
    def sleep(connection: Connection, workspace_id: str) -> None:
        connection.execute(text("SELECT pg_sleep(1.5)"))

    slow = [asyncio.create_task(postgresql.read(WORKSPACE, sleep)) for _ in range(READERS)]
    await asyncio.sleep(0.2)
    with pytest.raises(TooBusy):
        await postgresql.read(WORKSPACE, name_of)
    await asyncio.gather(*slow)
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"


async def test_reading_changes_nothing(postgresql: Database) -> None:
    with pytest.raises(InternalError, match="read-only"):
        await postgresql.read(WORKSPACE, rename, "Changed")
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"


async def test_a_connection_that_ends_midway_is_replaced_once(
    postgresql: Database, postgresql_url: str
) -> None:
    calls = []

    def write(connection: Connection, workspace_id: str) -> None:
        calls.append(workspace_id)
        rename(connection, workspace_id, f"Call {len(calls)}")
        if len(calls) == 1:
            with psycopg.connect(postgresql_url) as other:
                other.execute(TERMINATE)
        connection.execute(text("SELECT 1"))

    await postgresql.write(WORKSPACE, write)
    assert len(calls) == 2
    assert await postgresql.read(WORKSPACE, name_of) == "Call 2"


async def test_idle_connections_that_ended_are_not_noticed(postgresql: Database, postgresql_url: str) -> None:
    await asyncio.gather(*(postgresql.read(WORKSPACE, name_of) for _ in range(10)))
    with psycopg.connect(postgresql_url) as other:
        other.execute(TERMINATE)
    names = await asyncio.gather(*(postgresql.read(WORKSPACE, name_of) for _ in range(10)))
    assert names == ["Sandbox"] * 10


async def test_a_deadlock_is_undone_and_repeated(postgresql: Database) -> None:
    """Two transactions that lock two rows in opposite order; the server ends one of them."""
    await postgresql.write("T1", rename, "One")
    await postgresql.write("T2", rename, "Two")
    met = asyncio.Barrier(2)
    seen: list[str] = []

    def lock_both(connection: Connection, first: str, second: str) -> None:
        seen.append(first)
        connection.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
        rename(connection, first, "Locked")
        if len(seen) <= 2:
            await_only(met.wait())
        rename(connection, second, "Locked")

    await asyncio.gather(postgresql.write("T1", lock_both, "T2"), postgresql.write("T2", lock_both, "T1"))
    assert len(seen) == 3


async def test_a_server_that_is_stopped_and_started(
    postgresql: Database, postgres_server: PostgresServer
) -> None:
    await asyncio.gather(*(postgresql.read(WORKSPACE, name_of) for _ in range(10)))
    await asyncio.to_thread(postgres_server.stop)
    try:
        for _ in range(3):
            began = time.monotonic()
            with pytest.raises(TooBusy):
                await postgresql.write(WORKSPACE, rename, "Kept")
            assert time.monotonic() - began < 3
    finally:
        await asyncio.to_thread(postgres_server.start)
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"
    await postgresql.write(WORKSPACE, rename, "Back")
    assert await postgresql.read(WORKSPACE, name_of) == "Back"


async def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = open_database(f"postgresql://somebody@127.0.0.1:{silent.getsockname()[1]}/socmob")
        began = time.monotonic()
        with pytest.raises(TooBusy):
            await database.read(WORKSPACE, name_of)
        assert time.monotonic() - began < 3
        await database.close()


async def test_an_idle_transaction_is_ended_by_the_server(postgresql: Database) -> None:
    """Its locks must not outlive the patience of everyone else. The call is repeated, then given up."""

    def dawdle(connection: Connection, workspace_id: str) -> None:
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
        rename(connection, workspace_id, "Kept")
        time.sleep(0.2)
        connection.execute(text("SELECT 1"))

    with pytest.raises(TooBusy):
        await postgresql.write(WORKSPACE, dawdle)
    assert await postgresql.read(WORKSPACE, name_of) == "Sandbox"


async def test_a_mistake_of_ours_is_not_called_busy(postgresql: Database) -> None:
    with pytest.raises(ProgrammingError, match="nowhere"):
        await postgresql.read(
            WORKSPACE, lambda connection, _: connection.execute(text("SELECT * FROM nowhere"))
        )


async def test_timeouts_as_promised(postgresql: Database) -> None:
    def timeouts(connection: Connection, workspace_id: str) -> list[str | None]:
        names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        return [connection.scalar(text(f"SHOW {name}")) for name in names]

    assert await postgresql.write(WORKSPACE, timeouts) == ["1s", "2s", "5s"]
