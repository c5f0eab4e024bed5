"""Rows told to the database in one JSON text: one parameter, and one statement, for however many."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, DateTime, String, bindparam, cast, column, func

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

DIALECTS = ("postgresql", "sqlite")
NAIVE = "%Y-%m-%d %H:%M:%S.%f"
"""How SQLite's columns hold an instant."""


def columns(dialect: str, *names: str, instants: Sequence[str] = ()) -> dict[str, ColumnElement[Any]]:
    """What a statement reads out of its parameter ``rows``: texts, and ``instants``."""
    if dialect == "postgresql":
        typed: list[Any] = [column(name, String) for name in names]
        typed += [column(name, DateTime(timezone=True)) for name in instants]
        rows = func.json_to_recordset(cast(bindparam("rows", type_=String), JSON))
        told = rows.table_valued(*typed, name="told").render_derived(with_types=True)
        return {name: told.c[name] for name in (*names, *instants)}
    each = func.json_each(bindparam("rows", type_=String)).table_valued("value", name="told")
    return {name: func.json_extract(each.c.value, f"$.{name}") for name in (*names, *instants)}


def rows(dialect: str, values: Sequence[Mapping[str, object]]) -> str:
    """The parameter. Texts and instants with a time zone alone stand in it."""

    def written(value: object) -> str:
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError(f"{value!r} cannot be told")
        return value.isoformat() if dialect == "postgresql" else value.astimezone(UTC).strftime(NAIVE)

    return json.dumps(values, default=written)
