"""Planning due reminders, against inserting as many plain rows; and a tick on which nothing is due."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import func, insert, select, text

from bot.bank_holidays import BankHolidays, region_of
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.jobs.mornings import BATCH
from bot.store import reminding, waiting_mornings
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from bot.store.rota import Rota
from bot.store.schema import deliveries, next_steps
from bot.store.settings import Calendars
from bot.store.workspaces import EVERY_WORKSPACE
from tests.bench import steps
from tests.bench.rows import Row
from tests.postgres_server import PostgresServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.store.engine import Database

DUE = 100_000
ROUNDS = 3
FEW, MANY = 1_000, 1_000_000
TICKS = 200
INSERTED_AT_ONCE = 1_000


async def rows() -> AsyncIterator[Row]:
    with tempfile.TemporaryDirectory(prefix="socmob-bench-") as folder:
        async for row in _on("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}"):
            yield row
    server = PostgresServer(durable=True)
    try:
        server.start()
        server.execute("CREATE DATABASE bench")
        async for row in _on("PostgreSQL", server.url("bench")):
            yield row
    finally:
        server.close()


async def _on(name: str, url: str) -> AsyncIterator[Row]:
    upgrade(url)
    with steps.engine(url).begin() as connection:
        steps.people(connection)
        steps.add(connection, FEW)
    database = open_database(url)
    try:
        await _settle(url)
        few = await _idle_ticks(database)
        with steps.engine(url).begin() as connection:
            steps.add(connection, DUE - FEW, first=FEW + 1)
        rounds = [await _round(database, url) for _ in range(ROUNDS)]
        planned = [f"{DUE / mine:,.0f}" for mine, _ in rounds]
        yield Row(
            f"planning due reminders on {name} ({' '.join(planned)} a second), plain inserts by ours",
            [theirs / mine for mine, theirs in rounds],
            "at least 0.30",
        )
        with steps.engine(url).begin() as connection:
            connection.execute(deliveries.delete())
            connection.execute(next_steps.update().values(remind_at=steps.NOW + timedelta(days=300)))
            steps.add(connection, MANY - DUE, first=DUE + 1)
        await _settle(url)
        many = await _idle_ticks(database)
        micros = statistics.median(many) * 1e6
        yield Row(
            f"tick with nothing due on {name} ({micros:,.0f} µs), of {MANY:,} next steps by of {FEW:,}",
            [mine / theirs for mine, theirs in zip(many, few, strict=True)],
            "at most 3.00",
        )
    finally:
        await database.close()


async def _round(database: Database, url: str) -> tuple[float, float]:
    """Seconds to plan all that is due, and to insert as many deliveries as plainly as it can be done."""
    with steps.engine(url).begin() as connection:
        steps.make_due(connection)
    await _settle(url)
    started = time.perf_counter()
    planned = await _plan(database)
    mine = time.perf_counter() - started
    with steps.engine(url).begin() as connection:
        messages = connection.execute(select(func.count()).select_from(deliveries)).scalar_one()
        waiting = connection.execute(
            select(func.count()).where(next_steps.c.remind_at <= steps.NOW)
        ).scalar_one()
        if (planned, messages, waiting) != (DUE, steps.WORKSPACES * steps.OWNERS, 0):
            raise RuntimeError(f"not all was planned: {planned}, {messages} messages, {waiting} left")
        connection.execute(deliveries.delete())
    await _settle(url)
    started = time.perf_counter()
    for first in range(0, DUE, INSERTED_AT_ONCE):
        await database.write(EVERY_WORKSPACE, _insert, first)
    return mine, time.perf_counter() - started


async def _plan(database: Database) -> int:
    rota, planned = Rota(Calendars(BankHolidays(), region_of), steps.NOW), 0
    while found := await database.write(EVERY_WORKSPACE, reminding.plan_batch, rota, steps.NOW, BATCH):
        planned += found
    return planned


async def _idle_ticks(database: Database) -> list[float]:
    """Seconds for each of some ticks; the first ones are not counted."""
    measured = []
    for number in range(TICKS + 20):
        started = time.perf_counter()
        due = await database.read(EVERY_WORKSPACE, reminding.is_due, steps.NOW)
        over = await database.read(EVERY_WORKSPACE, waiting_mornings.may_be_over, steps.NOW)
        if due or over:
            raise RuntimeError("something is due")
        if number >= 20:
            measured.append(time.perf_counter() - started)
    middle = sorted(measured)[TICKS // 4 : -TICKS // 4]
    return [statistics.median(middle[part::ROUNDS]) for part in range(ROUNDS)]


def _insert(connection: Connection, workspace_id: str, first: int) -> None:
    connection.execute(
        insert(deliveries),
        [
            {
                "id": str(uuid4()),
                "workspace_id": "TBENCH00",
                "kind": DeliveryKind.MORNING,
                "subject_id": "-",
                "recipient_id": f"U{number}",
                "occurrence": "2026-12-11",
                "state": DeliveryState.PLANNED,
                "next_at": steps.NOW,
                "attempt": 0,
                "checks": 0,
                "planned_at": steps.NOW,
            }
            for number in range(first, first + INSERTED_AT_ONCE)
        ],
    )


async def _settle(url: str) -> None:
    """Both begin with tidy tables, whatever the other left behind."""
    with steps.engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM" if connection.dialect.name == "postgresql" else "ANALYZE"))
