from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError

from bot.store import engine as store_engine
from bot.store.engine import open_database
from bot.store.migrate import MigrationFailed, config, current, head, is_migrated, upgrade
from tests.store import later_migrations
from tests.store.later_migrations import NEXT, with_migration
from tests.store.races import race
from tests.store.table_shapes import shape

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = (
    "INSERT INTO workspaces VALUES ('T1', 'Team', 'U0', 'B0', '2026-03-02 09:00:00')",
    "INSERT INTO channels VALUES ('T1', 'C1', 'general', false, false, '2026-03-02 09:00:00')",
    "INSERT INTO channel_members VALUES ('T1', 'C1', 'U1'), ('T1', 'C1', 'U2'), ('T1', 'C1', 'U3')",
)


def run(url: str, *statements: str) -> list[Any]:
    """Runs them in one transaction; the rows of the last one."""
    made = sa.create_engine(store_engine.database_url(url), poolclass=sa.NullPool)
    with made.begin() as connection:
        for statement in statements:
            result = connection.exec_driver_sql(statement)
        return [tuple(row) for row in result] if result.returns_rows else []


def migrations() -> int:
    """How many there are."""
    return len(list(ScriptDirectory.from_config(config("sqlite://")).walk_revisions()))


def race_to_upgrade(url: str, scripts: Path) -> int:
    """How many migrations were run by three processes together."""
    said = race("tests.store.racing_upgrade", [(url, str(scripts))] * 3)
    return sum(log.count("Running upgrade") for _, log in said)


def test_an_empty_database_is_brought_to_the_last_migration(empty_database_url: str) -> None:
    assert current(empty_database_url) is None
    upgrade(empty_database_url)
    assert current(empty_database_url) == head()
    upgrade(empty_database_url)
    assert current(empty_database_url) == head()


def test_up_down_and_up_again(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    first = shape(empty_database_url)
    command.downgrade(config(empty_database_url), "base")
    assert shape(empty_database_url) == {}
    upgrade(empty_database_url)
    assert shape(empty_database_url) == first


async def test_whether_a_database_is_migrated(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    assert await database.read("T1", is_migrated) is False
    upgrade(empty_database_url)
    assert await database.read("T1", is_migrated) is True
    run(empty_database_url, "UPDATE alembic_version SET version_num = '0000'")
    assert await database.read("T1", is_migrated) is False
    await database.close()


async def test_a_newer_release_has_gone_further(empty_database_url: str, tmp_path: Path) -> None:
    """The release before it is restarted: it finds a migration that it does not know, and works on."""
    newer = with_migration(tmp_path, empty_database_url, 'op.add_column("members", sa.Column("x", sa.Text))')
    command.upgrade(newer, "head")
    upgrade(empty_database_url)
    assert current(empty_database_url) == NEXT
    database = open_database(empty_database_url)
    assert await database.read("T1", is_migrated) is True
    await database.close()


def test_two_processes_at_once(empty_database_url: str, tmp_path: Path) -> None:
    assert race_to_upgrade(empty_database_url, later_migrations.copied(tmp_path)) == migrations()
    assert current(empty_database_url) == head()


def test_two_processes_at_once_while_an_index_is_built(empty_postgresql_url: str, tmp_path: Path) -> None:
    """Such an index waits for every snapshot: if the process that waits had one, both would for ever."""
    with_migration(
        tmp_path,
        empty_postgresql_url,
        "with op.get_context().autocommit_block():",
        '    op.create_index("ix_later", "members", ["name"], postgresql_concurrently=True)',
    )
    assert race_to_upgrade(empty_postgresql_url, tmp_path / "migrations") == migrations() + 1
    assert current(empty_postgresql_url) == NEXT
    assert "index ix_later" in shape(empty_postgresql_url)


def test_batch_mode_loses_no_children(empty_database_url: str, tmp_path: Path) -> None:
    """On SQLite the table is copied and dropped, and its children refer to it with ON DELETE CASCADE."""
    upgrade(empty_database_url)
    run(empty_database_url, *FAMILY)
    later = with_migration(
        tmp_path,
        empty_database_url,
        'with op.batch_alter_table("channels") as batch:',
        '    batch.alter_column("name", existing_type=sa.Text(), nullable=True)',
        'with op.batch_alter_table("workspaces") as batch:',
        '    batch.add_column(sa.Column("plan", sa.String(24), nullable=False, server_default="free"))',
        '    batch.create_check_constraint("plan", "plan <> \'\'")',
    )
    command.upgrade(later, "head")
    assert run(empty_database_url, "SELECT name FROM channels") == [("general",)]
    assert run(empty_database_url, "SELECT plan FROM workspaces") == [("free",)]
    assert run(empty_database_url, "SELECT count(*) FROM channel_members") == [(3,)]


def test_a_migration_that_orphans_rows_is_undone(empty_sqlite_url: str, tmp_path: Path) -> None:
    upgrade(empty_sqlite_url)
    run(empty_sqlite_url, *FAMILY)
    later = with_migration(tmp_path, empty_sqlite_url, 'op.execute("DELETE FROM channels")')
    with pytest.raises(CommandError, match=r"3 rows .* in channel_members"):
        command.upgrade(later, "head")
    assert current(empty_sqlite_url) == head()
    assert run(empty_sqlite_url, "SELECT count(*) FROM channels") == [(1,)]


def test_a_migration_that_fails_is_undone(empty_database_url: str, tmp_path: Path) -> None:
    upgrade(empty_database_url)
    before = shape(empty_database_url)
    later = with_migration(
        tmp_path,
        empty_database_url,
        'op.add_column("members", sa.Column("x", sa.Text))',
        'op.execute("SELECT * FROM nowhere")',
    )
    with pytest.raises(sa.exc.DBAPIError, match="nowhere"):
        command.upgrade(later, "head")
    assert shape(empty_database_url) == before
    assert current(empty_database_url) == head()


def test_a_table_in_use_is_tried_again(empty_postgresql_url: str, tmp_path: Path) -> None:
    """Who comes behind the waiting migration is let through meanwhile, and it succeeds afterwards."""
    upgrade(empty_postgresql_url)
    later = with_migration(
        tmp_path, empty_postgresql_url, 'op.add_column("members", sa.Column("x", sa.Text))'
    )
    with (
        ThreadPoolExecutor(1) as thread,
        psycopg.connect(empty_postgresql_url) as user,
        psycopg.connect(empty_postgresql_url, autocommit=True) as next_user,
    ):
        user.execute("SELECT * FROM members")
        upgraded = thread.submit(command.upgrade, later, "head")
        _wait_for_a_blocked_statement(next_user)
        next_user.execute("SET statement_timeout = '4s'")
        next_user.execute("SELECT * FROM members")
        assert not upgraded.done()
        user.rollback()
        upgraded.result(timeout=10)
    assert current(empty_postgresql_url) == NEXT


def _wait_for_a_blocked_statement(connection: psycopg.Connection[Any]) -> None:
    deadline = time.monotonic() + 10
    while not connection.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchall():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_migrations_are_numbered_one_by_one() -> None:
    scripts = ScriptDirectory.from_config(config())
    found = [script.revision for script in scripts.walk_revisions()][::-1]
    assert found == [f"{number:04d}" for number in range(1, len(found) + 1)]


def test_a_new_migration_gets_the_next_number(sqlite_url: str, tmp_path: Path) -> None:
    made = command.revision(later_migrations.of(later_migrations.copied(tmp_path), sqlite_url), "Colours")
    assert isinstance(made, Script)
    assert made.revision == f"{int(head()) + 1:04d}"
    assert made.path.endswith(f"{made.revision}_colours.py")
    assert "The previous release keeps running" in made.longdoc


def test_an_unreachable_server_is_named_without_its_password() -> None:
    with pytest.raises(MigrationFailed, match=r"127\.0\.0\.1") as failure:
        upgrade("postgresql://somebody:not-a-real-secret@127.0.0.1:1/socmob")
    assert "not-a-real-secret" not in str(failure.value)


def test_loggers_are_left_alone(empty_sqlite_url: str) -> None:
    def state() -> list[tuple[Any, ...]]:
        known = [logging.getLogger(), *(logging.getLogger(name) for name in ("alembic", "bot", "sqlalchemy"))]
        return [(logger.level, logger.handlers[:], logger.disabled) for logger in known]

    before = state()
    upgrade(empty_sqlite_url)
    assert state() == before
