"""The one way to the database: ``read`` and ``write`` run a plain function inside one transaction.

On SQLite a single writer thread and a few reader threads use the synchronous engine: a coroutine that awaits
each statement would cost four to five times as much. On PostgreSQL the same functions run on psycopg's async
connection through ``run_sync``.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.errors import TooBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")

WRITERS = 6
READERS = 4
"""On PostgreSQL the connections of one process: small plans allow twenty in all."""

TRIES = 3
BUSY_TIMEOUT_MS = 1500
WAL_PAUSE = 0.02
RETRIED_STATES = ("40001", "40P01", "57P01", "57P02", "57P03")
"""PostgreSQL undid the whole transaction (conflict, deadlock, restart): doing it again is safe."""
SQLITE_WAITS = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
)
"""What may pass: a lock, a full or a missing disk. A mistake of ours, such as an unknown table, is none."""
NOTICE_A_LOST_SERVER = {
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 14_000,
}
"""Without them a connection whose server vanished without a word would wait for many minutes."""


class Database(Protocol):
    """``fn(connection, workspace_id, *args)``: ``write`` runs it in one transaction, which commits when it
    returns. What ``read`` runs cannot change anything; each of its statements sees all that is committed when
    it begins.

    Raises TooBusy where the database is locked, gone or too slow; nothing of that call is then kept.
    """

    dialect: str

    async def read(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T: ...

    async def write(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T: ...

    async def close(self) -> None: ...


def database_url(url: str) -> URL:
    """Accepts ``sqlite:///file``, ``postgresql://`` and the ``postgres://`` that hosts hand out."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgres":
        parsed = parsed.set(drivername="postgresql")
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite")
    raise ValueError(f"{parsed.get_backend_name()} is not supported: use sqlite or postgresql")


def open_database(url: str) -> Database:
    """Connects lazily: nothing is opened before the first call."""
    parsed = database_url(url)
    return SqliteDatabase(parsed) if parsed.get_backend_name() == "sqlite" else PostgresDatabase(parsed)


class SqliteDatabase:
    """One writer and a few readers in threads, over one file in WAL mode."""

    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        self._writer = _sqlite_engine(url, writes=True)
        self._reader = _sqlite_engine(url, writes=False)
        self._write_thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-write")
        self._read_threads = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-read")

    async def read(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        return await self._run(self._read_threads, self._reader, workspace_id, fn, args)

    async def write(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        return await self._run(self._write_thread, self._writer, workspace_id, fn, args)

    async def _run(
        self,
        threads: ThreadPoolExecutor,
        engine: Engine,
        workspace_id: str,
        fn: Callable[..., T],
        args: tuple[Any, ...],
    ) -> T:
        def transaction() -> T:
            with engine.begin() as connection:
                return fn(connection, workspace_id, *args)

        try:
            return await asyncio.get_running_loop().run_in_executor(threads, transaction)
        except PoolTimeout as error:
            raise TooBusy from error
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF not in SQLITE_WAITS:
                raise
            raise TooBusy from error

    async def close(self) -> None:
        for threads in (self._write_thread, self._read_threads):
            await asyncio.to_thread(threads.shutdown)
        self._writer.dispose()
        self._reader.dispose()


def _sqlite_engine(url: URL, *, writes: bool) -> Engine:
    """Transactions begin where we say so; a writer takes the write lock at once.

    Any other mode claims one row twice (the driver's default) or fails at the first write after a read.
    """
    engine = create_engine(
        url,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=1,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        use_wal(connection, wait_seconds=BUSY_TIMEOUT_MS / 1000)
        for pragma in (
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"query_only={'OFF' if writes else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def use_wal(connection: sqlite3.Connection, *, wait_seconds: float) -> None:
    """Turns the write-ahead log on. SQLite gives up at once where another process is doing the same, whatever
    its own timeout says: so it is asked again. Raises sqlite3.OperationalError."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(WAL_PAUSE)
        else:
            return


class PostgresDatabase:
    """psycopg's async connections, without prepared statements or anything else a pooler would break."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self._writer = _postgres_engine(url, WRITERS)
        # At this level each statement has a snapshot of its own anyway: a transaction round them would only
        # cost two more trips to the server.
        self._reader = _postgres_engine(
            url, READERS, "default_transaction_read_only=on", isolation_level="AUTOCOMMIT"
        )

    async def read(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        return await self._run(self._reader, workspace_id, fn, args)

    async def write(self, workspace_id: str, fn: Callable[..., T], *args: Any) -> T:
        return await self._run(self._writer, workspace_id, fn, args)

    async def _run(
        self, engine: AsyncEngine, workspace_id: str, fn: Callable[..., T], args: tuple[Any, ...]
    ) -> T:
        for left in reversed(range(TRIES)):
            try:
                async with engine.begin() as connection:
                    return await connection.run_sync(fn, workspace_id, *args)
            except PoolTimeout as error:
                raise TooBusy from error
            except DBAPIError as error:
                if not _is_passing(error):
                    raise
                if not (left and _is_safe_to_repeat(error)):
                    raise TooBusy from error
        raise AssertionError("unreachable")

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


def _postgres_engine(url: URL, connections: int, *settings: str, **more: Any) -> AsyncEngine:
    """``settings`` are the server's, for each of these connections."""
    limits = ("lock_timeout=1s", "statement_timeout=2s", "idle_in_transaction_session_timeout=5s")
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=1,
        pool_recycle=300,
        skip_autocommit_rollback=True,
        connect_args={
            "prepare_threshold": None,
            "connect_timeout": 2,
            **NOTICE_A_LOST_SERVER,
            "options": " ".join(f"-c {setting}" for setting in (*limits, *settings)),
        },
        **more,
    )


def _is_passing(error: DBAPIError) -> bool:
    """Whether the server, the network or a lock is to blame, and not the statement."""
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated


def _is_safe_to_repeat(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state in RETRIED_STATES or state.startswith("08")
