"""What facilitators do with the pace and the deadline of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain import pace
from bot.domain.calendar import local_date
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.pace import Standing
from bot.domain.pace_errors import NotPaused, PaceChanged, PausedAlready
from bot.domain.reviews import AreaState, Pace, check_open
from bot.store import access, areas, audit, deadlines, marks, pace_news, reviews, rhythm
from bot.store.schema import reviews as table

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.pace import NewPace
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


def standing(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    user_id: str,
    refused: FacilitatorsOnly,
    calendars: Calendars,
    now: datetime,
) -> Standing:
    """For one of its facilitators. Raises what ``access.facilitated`` does, and ReviewClosed."""
    review = access.facilitated(connection, workspace_id, review_id, user_id, refused)
    check_open(review)
    return _standing(connection, workspace_id, review, calendars, now)


def change(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    calendars: Calendars,
    review_id: int,
    new: NewPace,
    before: tuple[Pace, date | None],
    by: str,
    now: datetime,
) -> Review:
    """Sets pace and deadline; a deadline that lies behind us by then ends the time to answer at once.

    ``before``: what they were when the facilitator chose. To choose the same again changes nothing. Raises
    PaceChanged, and what the checks of ``domain.pace`` do.
    """
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.CHANGE_PACE)
    review = reviews.get_whole(connection, workspace_id, review_id)
    check_open(review)
    wanted, held = (new.pace, new.deadline_on), (review.pace, review.deadline_on)
    if wanted == held:
        return review
    if held != before:
        raise PaceChanged
    where = _standing(connection, workspace_id, review, calendars, now)
    if new.deadline_on != review.deadline_on:
        pace.check_deadline(new.deadline_on, review.reveal_rule, where.today)
    pace.check_room(new.deadline_on, new.pace, where.earliest if where.pending else None, where.today)
    if new.pace is not review.pace:
        _set_pace(connection, workspace_id, review, new.pace, calendars, by, now)
    if new.deadline_on != review.deadline_on:
        _set_deadline(connection, workspace_id, review, new.deadline_on, by, now)
    if new.tells_channel:
        pace_news.tell(connection, workspace_id, review, pace_news.CHANGED, now)
    deadlines.end_if_due(connection, workspace_id, checklists, review_id, now)
    return reviews.get(connection, workspace_id, review_id)


def pause(
    connection: Connection, workspace_id: str, review_id: int, tells_channel: bool, by: str, now: datetime
) -> Review:
    """Nothing happens by itself until it goes on, but what everyone's answers set going. Raises
    PausedAlready."""
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.PAUSE)
    review = reviews.get_whole(connection, workspace_id, review_id)
    check_open(review)
    if review.is_paused:
        raise PausedAlready
    _set(connection, workspace_id, review_id, paused_at=now)
    _changed(connection, workspace_id, review, "review paused", by, now)
    if tells_channel:
        pace_news.tell(connection, workspace_id, review, pace_news.PAUSED, now)
    return reviews.get(connection, workspace_id, review_id)


def go_on(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    calendars: Calendars,
    review_id: int,
    shown: date | None,
    tells_channel: bool,
    by: str,
    now: datetime,
) -> Review:
    """Ends a pause: the deadline is later by the working days that it took. One that passed on the day of the
    pause itself ends the time to answer now.

    ``shown``: the deadline that the facilitator was told to expect. Raises NotPaused; PaceChanged where it
    would be another one by now.
    """
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.GO_ON)
    review = reviews.get_whole(connection, workspace_id, review_id)
    check_open(review)
    if not review.is_paused:
        raise NotPaused
    calendar = calendars.of(connection, workspace_id)
    deadline_on = pace.after_pause(review, now, calendar)
    if deadline_on != shown:
        raise PaceChanged
    next_post_at = review.next_post_at
    if next_post_at is not None and next_post_at <= now:
        next_post_at = pace.next_post(now, review.tz, calendar)
    _set(
        connection,
        workspace_id,
        review_id,
        paused_at=None,
        deadline_on=deadline_on,
        next_post_at=next_post_at,
        **(_until(deadline_on, review.tz, now) if review.deadline_at else {}),
    )
    detail = {"from": str(review.deadline_on), "to": str(deadline_on)}
    _changed(connection, workspace_id, review, "review goes on", by, now, **detail)
    if tells_channel:
        pace_news.tell(connection, workspace_id, review, pace_news.GOES_ON, now)
    deadlines.end_if_due(connection, workspace_id, checklists, review_id, now)
    return reviews.get(connection, workspace_id, review_id)


def _standing(
    connection: Connection, workspace_id: str, review: Review, calendars: Calendars, now: datetime
) -> Standing:
    calendar = calendars.of(connection, workspace_id)
    pending = len(rhythm.pending(connection, workspace_id, review.id))
    next_at = review.next_post_at
    if next_at is None or next_at <= now:
        next_at = pace.next_post(now, review.tz, calendar)
    next_on = local_date(next_at, review.tz)
    return Standing(
        review=review,
        pending=pending,
        next_on=next_on,
        earliest=pace.earliest_deadline(next_on, pending, calendar),
        today=local_date(now, review.tz),
        goes_on_with=pace.after_pause(review, now, calendar),
        now=now,
    )


def _set_pace(
    connection: Connection,
    workspace_id: str,
    review: Review,
    new: Pace,
    calendars: Calendars,
    by: str,
    now: datetime,
) -> None:
    """*All at once* posts what is left; *one a day* begins on the next working morning."""
    left = rhythm.pending(connection, workspace_id, review.id)
    next_post_at = None
    if new is Pace.ONE_A_DAY and left:
        next_post_at = pace.next_post(now, review.tz, calendars.of(connection, workspace_id))
    _set(connection, workspace_id, review.id, pace=new, next_post_at=next_post_at)
    detail = {"from": review.pace.value, "to": new.value}
    _changed(connection, workspace_id, review, "pace changed", by, now, **detail)
    if new is Pace.ALL_AT_ONCE:
        for area_id in left:
            areas.post(connection, workspace_id, review, area_id, by, now)


def _set_deadline(
    connection: Connection,
    workspace_id: str,
    review: Review,
    deadline_on: date | None,
    by: str,
    now: datetime,
) -> None:
    # A pause that goes on now takes its days from the new deadline only from now.
    paused_at = now if review.is_paused else None
    _set(
        connection,
        workspace_id,
        review.id,
        deadline_on=deadline_on,
        paused_at=paused_at,
        **_until(deadline_on, review.tz, now),
    )
    detail = {"from": str(review.deadline_on), "to": str(deadline_on)}
    _changed(connection, workspace_id, review, "deadline changed", by, now, **detail)


def _until(deadline_on: date | None, tz: str, now: datetime) -> dict[str, datetime | None]:
    """The instants of a deadline; one that lies behind us is due, and ends the time to answer at once."""
    instants = rhythm.until(deadline_on, tz, now)
    if deadline_on is not None and instants["deadline_at"] is None:
        instants["deadline_at"] = pace.deadline_instant(deadline_on, tz)
    return instants


def _changed(
    connection: Connection,
    workspace_id: str,
    review: Review,
    action: str,
    by: str,
    now: datetime,
    **detail: str,
) -> None:
    """On the record, and in the messages of the areas that take answers."""
    audit.record(connection, workspace_id, by, action, now, review_id=review.id, **detail)
    marks.mark_review(connection, workspace_id, review.id, only=AreaState.OPEN)


def _set(connection: Connection, workspace_id: str, review_id: int, **values: object) -> None:
    connection.execute(
        update(table).where(table.c.workspace_id == workspace_id, table.c.id == review_id).values(**values)
    )
