"""Runs the migrations, for the command line (``alembic upgrade head``) and for ``bot.store.migrate``.

Two processes may start at once: one migrates, the other waits and then finds nothing to do.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic import context
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import NullPool, TypeDecorator, create_engine, event, text
from sqlalchemy.exc import OperationalError

from bot.store.engine import database_url, use_wal
from bot.store.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

WAIT_SECONDS = 120
"""How long a process waits for another one that is migrating."""

LOCK_KEY = int.from_bytes(b"socmob")
PAUSES = (0.25, 0.5, 1.0, 2.0)
GIVES_WAY = ("55P03", "40P01")
"""A table was in use for longer than ``lock_timeout``, or a deadlock: it is undone, then repeated."""


def number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Revisions are 0001, 0002, … so that a release can tell a newer schema from an older one."""
    head = ScriptDirectory.from_config(context.config).get_current_head() or "0"
    for directive in directives:
        directive.rev_id = f"{int(head) + 1:04d}"


def frozen_type(kind: str, value: Any, _autogenerate: Any) -> str | bool:
    """A migration names plain column types: our own may change after it is released."""
    return f"sa.{value.impl_instance!r}" if kind == "type" and isinstance(value, TypeDecorator) else False


OPTIONS: dict[str, Any] = {
    "target_metadata": metadata,
    "compare_type": True,
    "compare_server_default": True,
    "render_as_batch": True,
    "render_item": frozen_type,
    "process_revision_directives": number,
}


def migrate_sqlite(url: URL) -> None:
    """All migrations in one transaction that has the write lock from its first moment.

    Foreign keys are off, which is possible only outside a transaction: batch mode replaces a table by a copy,
    and dropping the old one would delete the children of every cascading key.
    """
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        use_wal(connection, wait_seconds=WAIT_SECONDS)
        for pragma in ("synchronous=FULL", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        context.configure(connection=connection, transactional_ddl=True, **OPTIONS)
        context.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            tables = sorted({row[0] for row in broken})
            raise CommandError(f"{len(broken)} rows would lose what they refer to, in {', '.join(tables)}")


def migrate_postgresql(url: URL) -> None:
    """Each migration in a transaction of its own, which it may leave to build an index concurrently."""
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"prepare_threshold": None, "connect_timeout": 5}
    )
    with alone(engine), engine.connect() as connection:
        event.listen(connection, "begin", give_way)
        context.configure(connection=connection, transaction_per_migration=True, **OPTIONS)
        for pause in (*PAUSES, None):
            try:
                with context.begin_transaction():
                    context.run_migrations()
                return
            except OperationalError as error:
                if pause is None or getattr(error.orig, "sqlstate", None) not in GIVES_WAY:
                    raise
            connection.rollback()
            time.sleep(pause)


def give_way(connection: Connection) -> None:
    """A migration that waits for a table makes everyone behind it wait too, so it waits only briefly."""
    connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Holds a lock that lives as long as a transaction on a connection of its own.

    A session's lock would not survive a transaction pooler. It is asked for again and again instead of waited
    for: a waiting statement keeps a snapshot, which would in turn hold up an index built concurrently.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    with engine.connect() as connection:
        while not connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK_KEY}):
            connection.rollback()
            if time.monotonic() > deadline:
                raise CommandError(f"another process has been migrating for {WAIT_SECONDS} seconds")
            time.sleep(0.1)
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield


def main() -> None:
    if context.is_offline_mode():
        raise CommandError("migrations look at the database that they change: run them without --sql")
    url = database_url(
        context.config.attributes.get("url") or os.environ.get("DATABASE_URL", "sqlite:///socmob.db")
    )
    if url.get_backend_name() == "sqlite":
        migrate_sqlite(url)
    else:
        migrate_postgresql(url)


main()
