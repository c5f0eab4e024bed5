"""The workspaces that the app is installed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.schema import workspaces
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

EVERY_WORKSPACE = "*"
"""Stands for the workspace where a worker looks for what is due in all of them."""


def save(
    connection: Connection, workspace_id: str, name: str, app_user_id: str, bot_id: str, now: datetime
) -> None:
    values = {"name": name, "app_user_id": app_user_id, "bot_id": bot_id, "seen_at": now}
    connection.execute(
        insert(connection, workspaces)
        .values(id=workspace_id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
