"""Starting a review, and what follows from whoever starts the first one of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store import lifecycle, working_days

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.reviews import NewReview, Review
    from bot.store.settings import Calendars


def start(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    new: NewReview,
    content: Any,
    now: datetime,
) -> Review:
    """As ``lifecycle.start``, with the workspace's days and hours. Raises ReviewAlreadyOpen."""
    with working_days.followed(connection, workspace_id, calendars, now):
        return lifecycle.start(connection, workspace_id, new, content, now)
