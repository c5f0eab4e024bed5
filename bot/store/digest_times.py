"""When somebody's next digest is due, and since when it tells what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.digest import A_WEEK
from bot.store.schema import person_settings, workspace_settings
from bot.store.settings import of_person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def next_of_person(connection: Connection, workspace_id: str, user_id: str) -> datetime | None:
    """When somebody's next digest is due."""
    at: datetime | None = connection.execute(
        select(person_settings.c.digest_at).where(*of_person(workspace_id, user_id))
    ).scalar()
    return at


def since_of_person(connection: Connection, workspace_id: str, user_id: str, now: datetime) -> datetime:
    """Since when somebody is told what moved: their last digest.

    A member who has had none hears of all since they joined, or of the last week, whichever is longer: a
    first digest that came too late is no news lost. Anybody else hears of the last week.
    """
    row = connection.execute(
        select(
            person_settings.c.membership, person_settings.c.membership_at, person_settings.c.last_digest_at
        ).where(*of_person(workspace_id, user_id))
    ).first()
    week_ago = now - A_WEEK
    if row is None or not row.membership.is_member:
        return week_ago
    member_since: datetime = row.membership_at or week_ago
    last: datetime | None = row.last_digest_at
    return last if last is not None and last >= member_since else min(week_ago, member_since)


def since_of_channel(connection: Connection, workspace_id: str, now: datetime) -> datetime:
    at: datetime | None = connection.execute(
        select(workspace_settings.c.digest_channel_last_at).where(
            workspace_settings.c.workspace_id == workspace_id
        )
    ).scalar()
    return at or now - A_WEEK
