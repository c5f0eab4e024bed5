"""When a worker last looked for what is due: told to processes that are none. Its times are real time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.store.schema import worker_ticks
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

WORKER = "worker"


def tick(connection: Connection, _workspace_id: str, now: datetime) -> None:
    values = {"ticked_at": now}
    connection.execute(
        insert(connection, worker_ticks)
        .values(name=WORKER, **values)
        .on_conflict_do_update(index_elements=["name"], set_=values, where=worker_ticks.c.ticked_at < now)
    )


def take_turn(connection: Connection, _workspace_id: str, name: str, now: datetime, gap: timedelta) -> bool:
    """Whether something that is done once in ``gap``, by whichever worker, is to be done now by this one. It
    is named by itself, so ``now`` can be business time."""
    taken = connection.execute(
        insert(connection, worker_ticks)
        .values(name=name, ticked_at=now)
        .on_conflict_do_update(
            index_elements=["name"], set_={"ticked_at": now}, where=worker_ticks.c.ticked_at <= now - gap
        )
        .returning(worker_ticks.c.name)
    ).first()
    return taken is not None


def last_tick(connection: Connection, _workspace_id: str) -> datetime | None:
    """None where no worker ever ran on this database."""
    last: datetime | None = connection.execute(
        select(worker_ticks.c.ticked_at).where(worker_ticks.c.name == WORKER)
    ).scalar()
    return last


def server_time(connection: Connection, _workspace_id: str) -> datetime | None:
    """The database server's clock; None where the database is a file on this machine."""
    if connection.dialect.name == "sqlite":
        return None
    at: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return at
