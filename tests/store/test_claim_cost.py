"""A claim costs what is due, however much there is: every look goes through an index."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event, insert, select, text

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.store import claims, workspaces
from bot.store.claims import Claim
from bot.store.schema import deliveries
from tests.databases import WORKSPACE
from tests.store.claiming import TIMES, plan
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

FINISHED = 20_000
LATER = 5_000
OTHERS = 30


def fill(connection: Connection, workspace_id: str) -> None:
    """Much that is finished, much that is due another day, and thirty other workspaces."""
    for number in range(OTHERS):
        workspaces.save(connection, f"TFILL{number:05}", "Other", "UAPP", "BAPP", NOW)
    connection.execute(
        insert(deliveries),
        [
            {
                "id": f"{number:036}",
                "workspace_id": f"TFILL{number % OTHERS:05}" if number % 2 else workspace_id,
                "kind": DeliveryKind.COMPLETE,
                "subject_id": str(number),
                "recipient_id": f"U{number % 500}",
                "occurrence": "-",
                "state": DeliveryState.SENT if number < FINISHED else DeliveryState.PLANNED,
                "next_at": NOW - timedelta(days=1) if number < FINISHED else NOW + timedelta(days=1),
                "attempt": 1,
                "checks": 0,
                "planned_at": NOW,
            }
            for number in range(FINISHED + LATER)
        ],
    )


async def explained(database: Database, work) -> list[str]:
    """How the database goes about every statement of ``work``; the workspaces themselves are few."""
    plans: list[str] = []

    def explain(connection: Connection, workspace_id: str) -> None:
        asking = False

        @event.listens_for(connection, "before_cursor_execute")
        def before(conn, _cursor, statement, parameters, _context, _many) -> None:
            nonlocal asking
            if asking or not statement.lstrip().startswith(("SELECT", "UPDATE")):
                return
            asking = True
            how = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
            plan_rows = conn.exec_driver_sql(how + statement, parameters)
            plans.extend(str(row[-1]) for row in plan_rows)
            asking = False

        work(connection, workspace_id)

    await database.write(WORKSPACE, explain)
    return plans


async def test_every_look_goes_through_an_index(database: Database) -> None:
    await database.write(WORKSPACE, fill)
    await plan(database, (1, "C1"), (2, "C2"))
    await database.write("*", lambda connection, _: connection.execute(text("ANALYZE")))

    def work(connection: Connection, workspace_id: str) -> None:
        found = claims.look(connection, "*", NOW, NOW)
        assert found.workspaces == [WORKSPACE]
        assert len(claims.claim(connection, workspace_id, Claim("one", NOW, NOW, TIMES, 16))) == 2
        assert len(connection.execute(select(deliveries.c.id)).all()) == FINISHED + LATER + 2

    plans = await explained(database, work)
    scans = [
        line
        for line in plans
        if ("deliveries" in line or "other" in line) and line.strip(" ->").startswith(("Seq Scan", "SCAN"))
    ]
    # The last look, at everything, shows that a scan would be seen.
    assert len(scans) == 1, plans
