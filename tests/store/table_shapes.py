"""What a database's tables, constraints and indexes are, in a form that two databases can be compared by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, text

from bot.store.engine import database_url

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

POSTGRESQL = """
    SELECT 'table ' || relname, coalesce(array_to_string(reloptions, ','), '') FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'column ' || relname || '.' || attname,
           format_type(atttypid, atttypmod) || ' not null ' || attnotnull || ' identity ' || attidentity::text
               || ' default ' || coalesce(pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index ' || indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
"""
SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"


def shape(url: str) -> dict[str, str]:
    """Every table, column, constraint and index by name; Alembic's own table apart."""
    engine = _engine(url)
    with engine.connect() as connection:
        found = _postgresql(connection) if engine.dialect.name == "postgresql" else _sqlite(connection)
    return {name: words for name, words in found.items() if "alembic_version" not in name}


def create_all(url: str, metadata: MetaData) -> None:
    metadata.create_all(_engine(url))


def _engine(url: str) -> Engine:
    return create_engine(database_url(url), poolclass=NullPool)


def _postgresql(connection: Connection) -> dict[str, str]:
    return dict(connection.execute(text(POSTGRESQL)).all())


def _sqlite(connection: Connection) -> dict[str, str]:
    return {name: _normalised(sql) for name, sql in connection.execute(text(SQLITE))}


def _normalised(sql: str) -> str:
    """The parts of a table in one order, without the quotes and white space that depend on who wrote it."""
    sql = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    head, _, rest = sql.partition("(")
    body, _, tail = rest.rpartition(")")
    parts = re.split(r",(?![^()]*\))", body)
    return "\n".join([head.strip(), *sorted(part.strip() for part in parts), tail.strip()])
