"""``INSERT … ON CONFLICT`` for whichever database a connection speaks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table

INSERTS: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
"""By the dialect's name; both spell ``on_conflict_do_nothing`` and ``on_conflict_do_update`` alike."""


def insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return INSERTS[connection.dialect.name](table)
