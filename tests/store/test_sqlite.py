"""What only the SQLite side of the engine does."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import OperationalError

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.errors import TooBusy
from bot.store import workspaces
from bot.store.engine import BUSY_TIMEOUT_MS, open_database, use_wal
from bot.store.schema import deliveries
from bot.store.schema import workspaces as workspaces_table
from tests.databases import WORKSPACE
from tests.store.races import race

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.store.engine import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROCESSES = 4
CLAIMS = 600


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    database = open_database(sqlite_url)
    await database.write(WORKSPACE, workspaces.save, "Sandbox", "U0", "B0", NOW)
    yield database
    await database.close()


def rename(connection: Connection, workspace_id: str, name: str) -> None:
    workspaces.save(connection, workspace_id, name, "U0", "B0", NOW)


def name_of(connection: Connection, workspace_id: str) -> str | None:
    return connection.scalar(select(workspaces_table.c.name).where(workspaces_table.c.id == workspace_id))


def pragmas(connection: Connection, workspace_id: str) -> dict[str, Any]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
    return {name: connection.scalar(text(f"PRAGMA {name}")) for name in names}


def test_the_log_is_turned_on_though_another_process_holds_the_file(tmp_path: Path) -> None:
    file = tmp_path / "held.db"
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        other.execute("CREATE TABLE taken (x)")
        other.execute("BEGIN EXCLUSIVE")
        with (
            closing(sqlite3.connect(file, timeout=0)) as ours,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            use_wal(ours, wait_seconds=0.1)
        release = threading.Timer(0.2, other.rollback)
        release.start()
        with closing(sqlite3.connect(file, timeout=0)) as ours:
            use_wal(ours, wait_seconds=10)
            assert ours.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        release.join()


async def test_pragmas(sqlite: Database) -> None:
    promised = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS}
    assert await sqlite.write(WORKSPACE, pragmas) == {**promised, "query_only": 0}
    assert await sqlite.read(WORKSPACE, pragmas) == {**promised, "query_only": 1}


async def test_readers_do_not_wait_for_a_writer(sqlite: Database, sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE workspaces SET name = 'Uncommitted'")
        began = time.monotonic()
        assert await sqlite.read(WORKSPACE, name_of) == "Sandbox"
        assert time.monotonic() - began < BUSY_TIMEOUT_MS / 1000
        other.execute("ROLLBACK")


async def test_a_lock_held_for_too_long(sqlite: Database, sqlite_url: str) -> None:
    called = []

    def write(connection: Connection, workspace_id: str) -> None:
        called.append(workspace_id)
        rename(connection, workspace_id, "Kept")

    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(TooBusy):
            await sqlite.write(WORKSPACE, write)
        assert BUSY_TIMEOUT_MS / 1000 - 0.1 < time.monotonic() - began < 3
        other.execute("ROLLBACK")
    assert called == []
    assert await sqlite.read(WORKSPACE, name_of) == "Sandbox"
    await sqlite.write(WORKSPACE, write)
    assert await sqlite.read(WORKSPACE, name_of) == "Kept"


async def test_a_file_that_cannot_be_opened() -> None:
    database = open_database("sqlite:////nowhere/at/all/socmob.db")
    with pytest.raises(TooBusy):
        await database.read(WORKSPACE, name_of)
    await database.close()


async def test_the_writer_is_one_transaction_at_a_time(sqlite: Database) -> None:
    """Counting up from what was read comes out right only if no other write lies between."""

    def count_up(connection: Connection, workspace_id: str) -> None:
        rename(connection, workspace_id, str(int(name_of(connection, workspace_id) or 0) + 1))

    await sqlite.write(WORKSPACE, rename, "0")
    await asyncio.gather(*(sqlite.write(WORKSPACE, count_up) for _ in range(100)))
    assert await sqlite.read(WORKSPACE, name_of) == "100"


async def test_a_mistake_of_ours_is_not_called_busy(sqlite: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        await sqlite.read(WORKSPACE, lambda connection, _: connection.execute(text("SELECT * FROM nowhere")))


def plan(connection: Connection, workspace_id: str) -> None:
    row = {
        "workspace_id": workspace_id,
        "kind": DeliveryKind.START,
        "subject_id": "1",
        "recipient_id": "C1",
        "state": DeliveryState.PLANNED,
        "next_at": NOW,
        "attempt": 0,
        "checks": 0,
        "planned_at": NOW,
    }
    rows = [{**row, "id": f"id-{number}", "occurrence": str(number)} for number in range(CLAIMS)]
    connection.execute(insert(deliveries), rows)


async def test_processes_never_claim_the_same_row(sqlite: Database, sqlite_url: str) -> None:
    """None of them claims a row twice, and none is told that the database is locked before it has waited."""
    await sqlite.write(WORKSPACE, plan)
    each = [(sqlite_url, f"process-{number}") for number in range(PROCESSES)]
    said = await asyncio.to_thread(race, "tests.store.claiming_process", each)
    reports = [json.loads(printed) for printed, _ in said]
    assert [refused_at_once for _, refused_at_once in reports] == [0] * PROCESSES
    numbers = sorted(number for claimed, _ in reports for number in claimed)
    assert len(numbers) == len(set(numbers)) == CLAIMS
    owners = select(func.count(deliveries.c.lease_owner))
    assert await sqlite.read(WORKSPACE, lambda connection, _: connection.scalar(owners)) == CLAIMS
