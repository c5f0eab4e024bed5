"""How fast we may call Slack, agreed between all processes through the database. All times are real time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.store.schema import slack_paces
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Connection, Executable
    from sqlalchemy.dialects import postgresql, sqlite

WHOLE_WORKSPACE = "*"
"""Stands for the channel where a limit holds for all of them."""


def take(
    connection: Connection,
    workspace_id: str,
    method: str,
    channel_id: str,
    now: datetime,
    gap: timedelta,
) -> bool:
    """Takes the turn for one call; False where it is too early. The next turn comes ``gap`` later."""
    statement = insert(connection, slack_paces).values(
        workspace_id=workspace_id, method=method, channel_id=channel_id, next_at=now + gap
    )
    return bool(connection.execute(where_it_is_time(statement), {"real_now": now}).scalars().all())


def where_it_is_time(statement: postgresql.Insert | sqlite.Insert) -> Executable:
    """Moves the turns that have come by ``real_now``; returns their channels."""
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "method", "channel_id"],
        set_={"next_at": statement.excluded.next_at},
        where=slack_paces.c.next_at <= bindparam("real_now", type_=slack_paces.c.next_at.type),
    ).returning(slack_paces.c.channel_id)


def put_off(connection: Connection, workspace_id: str, method: str, channel_id: str, until: datetime) -> None:
    """Slack asked for quiet: nobody takes a turn before ``until``."""
    statement = insert(connection, slack_paces).values(
        workspace_id=workspace_id, method=method, channel_id=channel_id, next_at=until
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "method", "channel_id"],
            set_={"next_at": statement.excluded.next_at},
            where=slack_paces.c.next_at < statement.excluded.next_at,
        )
    )


def next_turn(connection: Connection, workspace_id: str, method: str, channel_id: str) -> datetime | None:
    """When the next call may be made; None where none was made yet."""
    turn: datetime | None = connection.execute(
        select(slack_paces.c.next_at).where(
            slack_paces.c.workspace_id == workspace_id,
            slack_paces.c.method == method,
            slack_paces.c.channel_id == channel_id,
        )
    ).scalar()
    return turn
