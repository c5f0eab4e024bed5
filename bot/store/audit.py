"""The record of who did what: rows are only ever added."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.store import home_changes
from bot.store.schema import audit_events, person_keys
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

THE_APP = "-"
"""Stands for the person where the app itself did something."""


def record(
    connection: Connection,
    workspace_id: str,
    user_id: str | None,
    action: str,
    now: datetime,
    *,
    review_id: int | None = None,
    subject: str = "",
    **detail: Any,
) -> None:
    """Adds an event. People stand in it under a random key, so that forgetting one leaves the record.

    What is on the record is also what App Homes show: those of a review's channel, else of whoever did it.
    """
    key = THE_APP if user_id is None else person_key(connection, workspace_id, user_id)
    connection.execute(
        audit_events.insert().values(
            workspace_id=workspace_id,
            at=now,
            person_key=key,
            action=action,
            review_id=review_id,
            subject=subject,
            detail=detail,
        )
    )
    if review_id is not None:
        home_changes.in_review(connection, workspace_id, review_id)
    elif user_id is not None:
        home_changes.for_people(connection, workspace_id, [user_id])


def record_changes(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    action: str,
    names: Iterable[str],
    before: object,
    after: object,
    now: datetime,
    *,
    review_id: int | None = None,
) -> None:
    """Adds an event for each of these attributes that ``after`` has otherwise than ``before``."""
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            record(
                connection,
                workspace_id,
                user_id,
                action,
                now,
                review_id=review_id,
                subject=name,
                before=_plain(old),
                after=_plain(new),
            )


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    return value if value is None or isinstance(value, int | str) else str(value)


def person_key(connection: Connection, workspace_id: str, user_id: str) -> str:
    """What stands for somebody in the record."""
    connection.execute(
        insert(connection, person_keys)
        .values(workspace_id=workspace_id, user_id=user_id, person_key=secrets.token_hex(8))
        .on_conflict_do_nothing()
    )
    key: str = connection.execute(
        select(person_keys.c.person_key).where(
            person_keys.c.workspace_id == workspace_id, person_keys.c.user_id == user_id
        )
    ).scalar_one()
    return key
