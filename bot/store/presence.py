"""Taking over people as Slack knows them now, and with them what hangs on where and whether they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import digest_plan, members, reminders, working_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people import Member
    from bot.store.settings import Calendars


def save(
    connection: Connection, workspace_id: str, people: Sequence[Member], now: datetime, calendars: Calendars
) -> None:
    """Reminders and digests follow a new time zone, and who leaves or comes back."""
    with working_days.followed(connection, workspace_id, calendars, now):
        _save(connection, workspace_id, people, now, calendars)


def _save(
    connection: Connection, workspace_id: str, people: Sequence[Member], now: datetime, calendars: Calendars
) -> None:
    before = members.by_id(connection, workspace_id, [person.user_id for person in people])
    members.save_members(connection, workspace_id, people, now)
    for person in sorted(people, key=lambda person: person.user_id):
        known = before.get(person.user_id)
        if known is not None and (known.tz, known.is_person) != (person.tz, person.is_person):
            reminders.recompute(connection, workspace_id, person.user_id, now, calendars)
            digest_plan.schedule(connection, workspace_id, calendars, person.user_id, now)
