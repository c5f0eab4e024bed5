"""Brings a database to this release's schema, and tells how far it is.

All of it blocks: call it in a thread. The migrations lie beside the package, in the checkout.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, column, create_engine, inspect, select, table
from sqlalchemy.exc import DBAPIError

from bot.store.engine import database_url

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

CHECKOUT = Path(__file__).resolve().parents[2]

_one_at_a_time = threading.Lock()
"""Alembic keeps the running migration in a module, so two threads of one process would mix theirs up."""

_version = table("alembic_version", column("version_num"))


class MigrationFailed(Exception):
    """The database could not be reached or changed. The message says why; what was begun is undone."""


def upgrade(url: str) -> None:
    """Applies every migration that is missing; does nothing where a newer release has gone further.

    Safe in several processes at once. Raises MigrationFailed.
    """
    from alembic import command
    from alembic.util import CommandError

    with _one_at_a_time:
        found = current(url)
        if found is not None and found > head():
            return
        try:
            command.upgrade(config(url), "head")
        except (DBAPIError, CommandError) as error:
            raise _failed(error) from error


def current(url: str) -> str | None:
    """The number of the last migration applied, or None. Raises MigrationFailed where it cannot connect."""
    engine = create_engine(database_url(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _applied(connection)
    except DBAPIError as error:
        raise _failed(error) from error


@lru_cache(1)
def head() -> str:
    """The number of this release's last migration. Reads the files once."""
    from alembic.script import ScriptDirectory

    found = ScriptDirectory.from_config(config()).get_current_head()
    if found is None:
        raise MigrationFailed(f"there are no migrations in {CHECKOUT / 'migrations'}")
    return found


def is_migrated(connection: Connection, workspace_id: str) -> bool:  # noqa: ARG001
    """Whether this release can work here. A newer release's migrations count too: they keep ours going."""
    found = _applied(connection)
    return found is not None and found >= head()


def config(url: str | None = None) -> Config:
    """Alembic's configuration for one database; without a url, that of ``DATABASE_URL``."""
    from alembic.config import Config

    return Config(toml_file=CHECKOUT / "pyproject.toml", attributes={"url": url})


def _applied(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_version.name):
        return None
    return connection.scalar(select(_version.c.version_num))


def _failed(error: Exception) -> MigrationFailed:
    cause = getattr(error, "orig", None) or error
    return MigrationFailed(str(cause).strip())
