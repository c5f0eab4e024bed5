"""Planning the morning messages that remind people of a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import nudges as days
from bot.domain.calendar import local_date
from bot.store import deliveries, morning_rows, nudges, reviews, rhythm
from bot.store.rota import Rota

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


def plan_if_due(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    calendars: Calendars,
    review_id: int,
    now: datetime,
) -> None:
    """Plans, before a day begins anywhere, a message on it for everybody who has not answered; each comes in
    its reader's own morning. What it says is read again when it is sent.

    Mornings before ``nudge_at`` are left out: they lay behind when the deadline was set.
    """
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    since = review.nudge_at
    if since is None or since > now or not review.is_open or review.is_paused:
        return
    if review.deadline_on is None or review.deadline_at is None:
        rhythm.set_instants(connection, workspace_id, review_id, nudge_at=None)
        return
    asked = nudges.waited_for(connection, workspace_id, checklists, review)
    rota = Rota(calendars, now)
    rota.learn(connection, [(workspace_id, user_id) for user_id in asked])
    planned, following = [], None
    for on in days.nudge_days(review.deadline_on, calendars.of(connection, workspace_id)):
        if days.begins(on) > since:
            following = days.begins(on)
            break
        for user_id in asked:
            reader = rota.reader((workspace_id, user_id))
            at = rota.instant(reader, on)
            if reader.is_person and at >= since and local_date(now, reader.tz) <= on:
                planned.append((morning_rows.key(user_id, on), at))
    deliveries.plan_many(connection, workspace_id, planned, now)
    rhythm.set_instants(connection, workspace_id, review_id, nudge_at=following)
