"""Whose profile is to be looked at again: events may have been missed, and a time zone moves messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from bot.domain.next_steps import UNFINISHED
from bot.store.schema import members, next_steps, person_settings

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def oldest(connection: Connection, workspace_id: str, before: datetime, limit: int) -> list[str]:
    """Those not looked at since ``before`` who own unfinished next steps or get the digest, oldest first."""
    owns = select(next_steps.c.id).where(
        next_steps.c.workspace_id == members.c.workspace_id,
        next_steps.c.owner_id == members.c.user_id,
        next_steps.c.state.in_(UNFINISHED),
    )
    reads = select(person_settings.c.user_id).where(
        person_settings.c.workspace_id == members.c.workspace_id,
        person_settings.c.user_id == members.c.user_id,
        person_settings.c.digest_at.is_not(None),
    )
    return list(
        connection.execute(
            select(members.c.user_id)
            .where(
                members.c.workspace_id == workspace_id,
                members.c.seen_at < before,
                members.c.is_deleted.is_(False),
                or_(owns.exists(), reads.exists()),
            )
            .order_by(members.c.seen_at, members.c.user_id)
            .limit(limit)
        ).scalars()
    )
