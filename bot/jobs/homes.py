"""Keeps the App Homes current that somebody may be looking at: coalesced, and inside Slack's limits."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from bot.homes import publish
from bot.store import home_changes, homes, paces
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services import Services

WORKSPACES_AT_ONCE = 8
"""One whose Slack does not answer holds up no other for long."""


async def refresh_homes(services: Services) -> float | None:
    """Publishes the App Home that has waited longest in each of a few workspaces.

    Returns when to look again, in seconds; None: when woken.
    """
    database, now = services.database, services.real_now()
    more = await database.read(EVERY_WORKSPACE, home_changes.waiting)
    while more:
        more = await database.write(EVERY_WORKSPACE, home_changes.spread, now)
    due, later = await database.read(EVERY_WORKSPACE, _due, now)
    if not due:
        return None if later is None else max(0.0, (later - now).total_seconds())
    await asyncio.gather(*(publish(services, *one, paced=True) for one in due))
    return 0.0


def _due(
    connection: Connection, _workspace_id: str, now: datetime
) -> tuple[list[tuple[str, str]], datetime | None]:
    """The homes (workspace, person) whose turn it is, one in a workspace; else when the first turn comes."""
    due: list[tuple[str, str]] = []
    waiting: dict[str, datetime] = {}
    while len(due) < WORKSPACES_AT_ONCE:
        found = homes.next_stale(connection, now, [*waiting, *(workspace_id for workspace_id, _ in due)])
        if found is None:
            break
        turn = paces.next_turn(connection, found[0], homes.PUBLISH, paces.WHOLE_WORKSPACE)
        if turn is None or turn <= now:
            due.append(found)
        else:
            waiting[found[0]] = turn
    ends = [*waiting.values(), homes.next_lease_end(connection, now)]
    return due, min((end for end in ends if end is not None), default=None)
