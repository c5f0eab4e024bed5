"""When a worker has something to do for a review: the next area to post, the end of the time to answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain import pace
from bot.domain.calendar import local_date
from bot.domain.reviews import AreaState, Pace, ReviewState
from bot.store import areas, reviews
from bot.store.schema import reviews as table

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.reviews import NewReview, Review
    from bot.store.settings import Calendars

BATCH = 100
STANDS_STILL = {"next_post_at": None, "nudge_at": None, "deadline_at": None}
"""A review that is no longer open."""


def at_start(new: NewReview, now: datetime) -> dict[str, datetime | None]:
    """The first area is due at once: whether it is posted then, its planner decides."""
    first_post = now if new.pace is Pace.ONE_A_DAY else None
    return {"next_post_at": first_post, **until(new.deadline_on, new.tz, now)}


def until(deadline_on: date | None, tz: str, now: datetime) -> dict[str, datetime | None]:
    """The instants of a deadline that is set now; what of it lies behind is not done any more."""
    at = None if deadline_on is None else pace.deadline_instant(deadline_on, tz)
    if at is None or at <= now:
        return {"deadline_at": None, "nudge_at": None}
    return {"deadline_at": at, "nudge_at": now}


def when_resumed(connection: Connection, workspace_id: str, review: Review, now: datetime) -> dict:
    """Of a closed review that is opened again: nothing happens at once."""
    next_post_at = None
    if review.pace is Pace.ONE_A_DAY and pending(connection, workspace_id, review.id):
        next_post_at = _tomorrow(review, now)
    return {"next_post_at": next_post_at, **until(review.deadline_on, review.tz, now)}


def set_instants(connection: Connection, workspace_id: str, review_id: int, **values: object) -> None:
    connection.execute(update(table).where(*_of(workspace_id, review_id)).values(**values))


def pending(connection: Connection, workspace_id: str, review_id: int) -> list[str]:
    """The areas that wait to be posted, in their order."""
    return [
        area.area_id
        for area in reviews.all_areas(connection, workspace_id, review_id)
        if area.state is AreaState.PENDING
    ]


def posted_by_hand(connection: Connection, workspace_id: str, review_id: int, now: datetime) -> None:
    """That was this day's area: the next one comes on another day. ``settle`` makes it a working day."""
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    if review.pace is not Pace.ONE_A_DAY:
        return
    left = pending(connection, workspace_id, review_id)
    set_instants(connection, workspace_id, review_id, next_post_at=_tomorrow(review, now) if left else None)


def settle(connection: Connection, workspace_id: str, calendars: Calendars, review_id: int) -> None:
    """Moves a next area that would come on a day off to the working day after it."""
    review = reviews.get(connection, workspace_id, review_id, locked=True)
    if review.next_post_at is None:
        return
    on = local_date(review.next_post_at, review.tz)
    day = calendars.of(connection, workspace_id).forward(on)
    if day != on:
        at = pace.post_instant(day, review.tz)
        set_instants(connection, workspace_id, review_id, next_post_at=at)


def due_to_post(connection: Connection, _workspace_id: str, now: datetime) -> list[tuple[str, int]]:
    return _due(connection, table.c.next_post_at, now)


def due_to_nudge(connection: Connection, _workspace_id: str, now: datetime) -> list[tuple[str, int]]:
    return _due(connection, table.c.nudge_at, now)


def due_to_end(connection: Connection, _workspace_id: str, now: datetime) -> list[tuple[str, int]]:
    return _due(connection, table.c.deadline_at, now)


def post_if_due(
    connection: Connection, workspace_id: str, calendars: Calendars, review_id: int, now: datetime
) -> None:
    """Posts one area, however many mornings were missed, and goes on from the next working day.

    Looks again under the locks, so that of several workers one posts it.
    """
    review = reviews.get_whole(connection, workspace_id, review_id)
    due = review.next_post_at
    if due is None or due > now or not review.is_open or review.is_paused:
        return
    left = pending(connection, workspace_id, review_id)
    if review.pace is not Pace.ONE_A_DAY or not left:
        set_instants(connection, workspace_id, review_id, next_post_at=None)
        return
    calendar = calendars.of(connection, workspace_id)
    if not pace.posts_now(now, review.tz, calendar, at_start=due == review.started_at):
        put_off = pace.next_post(now, review.tz, calendar)
        set_instants(connection, workspace_id, review_id, next_post_at=put_off)
        return
    areas.post(connection, workspace_id, review, left[0], None, now)
    following = pace.post_after_today(now, review.tz, calendar) if left[1:] else None
    set_instants(connection, workspace_id, review_id, next_post_at=following)


def recompute(connection: Connection, workspace_id: str, now: datetime, calendars: Calendars) -> None:
    """Follows a change of the calendar: areas and nudges that were still to come, in all open reviews."""
    calendar = calendars.of(connection, workspace_id)
    rows = connection.execute(
        select(table.c.id, table.c.tz, table.c.next_post_at, table.c.nudge_at)
        .where(
            table.c.workspace_id == workspace_id,
            table.c.state == ReviewState.OPEN,
            table.c.next_post_at.is_not(None) | table.c.deadline_at.is_not(None),
        )
        .order_by(table.c.id)
        .with_for_update()
    ).all()
    for row in rows:
        if row.next_post_at is not None and row.next_post_at > now:
            tomorrow = local_date(now, row.tz) + timedelta(days=1)
            soonest = min(local_date(row.next_post_at, row.tz), tomorrow)
            at = pace.post_instant(calendar.forward(soonest), row.tz)
            set_instants(connection, workspace_id, row.id, next_post_at=at)
        # Its planner works out anew which days they come on.
        connection.execute(
            update(table).where(*_of(workspace_id, row.id), table.c.deadline_at > now).values(nudge_at=now)
        )


def _tomorrow(review: Review, now: datetime) -> datetime:
    return pace.post_instant(local_date(now, review.tz) + timedelta(days=1), review.tz)


def _due(connection: Connection, instant: ColumnElement, now: datetime) -> list[tuple[str, int]]:
    """Reviews (workspace, review) that are open, not paused, and have waited for an instant."""
    rows = connection.execute(
        select(table.c.workspace_id, table.c.id)
        .where(instant <= now, table.c.state == ReviewState.OPEN, table.c.paused_at.is_(None))
        .order_by(instant)
        .limit(BATCH)
    )
    return [(row.workspace_id, row.id) for row in rows]


def _of(workspace_id: str, review_id: int) -> tuple[ColumnElement[bool], ...]:
    return (table.c.workspace_id == workspace_id, table.c.id == review_id)
