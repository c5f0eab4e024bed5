"""The days and hours of a workspace: when they change, what is still to come follows them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.store import digest_plan, home_changes, reminders, rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.store.settings import Calendars


def changed(connection: Connection, workspace_id: str, calendars: Calendars, now: datetime) -> None:
    """Sets digests, reminders, areas and nudges anew."""
    digest_plan.schedule_everybody(connection, workspace_id, calendars, now)
    home_changes.for_everybody(connection, workspace_id)
    reminders.recompute(connection, workspace_id, None, now, calendars)
    rhythm.recompute(connection, workspace_id, now, calendars)


@contextmanager
def followed(
    connection: Connection, workspace_id: str, calendars: Calendars, now: datetime
) -> Iterator[None]:
    """Until a coordinator sets them they follow from somebody's time zone, which the block may make known."""
    before = calendars.workspace(connection, workspace_id)
    yield
    if calendars.workspace(connection, workspace_id) != before:
        changed(connection, workspace_id, calendars, now)
