"""Which language somebody has set in Slack; None where we do not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.store.schema import coordinators, members, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection


def of_person(connection: Connection, workspace_id: str, user_id: str) -> str | None:
    return connection.execute(
        select(members.c.locale).where(members.c.workspace_id == workspace_id, members.c.user_id == user_id)
    ).scalar()


def of_review(connection: Connection, workspace_id: str, review_id: int) -> str | None:
    """That of whoever started it: a channel reads it in theirs."""
    return connection.execute(
        select(members.c.locale)
        .join(
            reviews,
            (reviews.c.workspace_id == members.c.workspace_id) & (reviews.c.started_by == members.c.user_id),
        )
        .where(reviews.c.workspace_id == workspace_id, reviews.c.id == review_id)
    ).scalar()


def of_workspace(connection: Connection, workspace_id: str) -> str | None:
    """That of its first coordinator."""
    return connection.execute(
        select(members.c.locale)
        .join(
            coordinators,
            (coordinators.c.workspace_id == members.c.workspace_id)
            & (coordinators.c.user_id == members.c.user_id),
        )
        .where(coordinators.c.workspace_id == workspace_id)
        .order_by(coordinators.c.added_at, coordinators.c.user_id)
        .limit(1)
    ).scalar()
