"""Looking into tables, where nothing that people use shows what a test asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.store.schema import area_marks, audit_events, deliveries, metadata
from tests.databases import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

    from bot.domain.deliveries import DeliveryKind
    from bot.store.engine import Database


async def rows(database: Database, query: Select) -> Sequence[Any]:
    def read(connection: Connection, _workspace_id: str) -> Sequence[Any]:
        return connection.execute(query).all()

    return await database.read(WORKSPACE, read)


async def count(database: Database, table: str) -> int:
    """How many rows of all workspaces a table has."""
    number: int = (await rows(database, select(func.count()).select_from(metadata.tables[table])))[0][0]
    return number


async def planned(database: Database, kind: DeliveryKind) -> list[tuple[str, str, str]]:
    """Subject, recipient and occurrence of deliveries, in the order in which they were planned."""
    query = (
        select(deliveries.c.subject_id, deliveries.c.recipient_id, deliveries.c.occurrence)
        .where(deliveries.c.kind == kind)
        .order_by(deliveries.c.number)
    )
    return [tuple(row) for row in await rows(database, query)]


async def marked(database: Database) -> list[str]:
    """The areas whose message is stale."""
    query = select(area_marks.c.area_id).where(area_marks.c.is_set).order_by(area_marks.c.area_id)
    return [row[0] for row in await rows(database, query)]


async def audited(database: Database, action: str) -> list[tuple[str, str]]:
    """Who did it (a random key), and to what, for each time that an action stands on the record."""
    query = (
        select(audit_events.c.person_key, audit_events.c.subject)
        .where(audit_events.c.action == action)
        .order_by(audit_events.c.id)
    )
    return [tuple(row) for row in await rows(database, query)]
