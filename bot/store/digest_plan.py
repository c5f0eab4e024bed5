"""When each reader's next digest is due. Readers' weeks are those of their own local dates."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, update

from bot.domain.calendar import local_date, next_weekly, week
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.digest import STILL_NEWS
from bot.domain.people import Member
from bot.store import deliveries
from bot.store.schema import members, person_settings, workspace_settings
from bot.store.settings import of_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from bot.domain.calendar import Calendar
    from bot.domain.network import WorkspaceSettings
    from bot.store.settings import Calendars

Weekly = tuple[int, time, str]
"""A day of the week, an hour, and the time zone of whoever reads it."""

NO_SUBJECT = "-"
AT_ONCE = 500
"""So many readers are planned in one transaction."""

_BY_READER = (
    person_settings.c.workspace_id == bindparam("at_workspace"),
    person_settings.c.user_id == bindparam("reader"),
)


def is_due(connection: Connection, _workspace_id: str, now: datetime) -> bool:
    """Whether anybody's digest, or any channel's, is due: a look at two indexes of what waits."""
    person = select(person_settings.c.user_id).where(person_settings.c.digest_at <= now).exists()
    channel = (
        select(workspace_settings.c.workspace_id)
        .where(workspace_settings.c.digest_channel_at <= now)
        .exists()
    )
    return bool(connection.execute(select(or_(person, channel))).scalar())


def plan_due(connection: Connection, _workspace_id: str, calendars: Calendars, now: datetime) -> bool:
    """Plans the digests of people, in any workspace, that are due; True where more may be waiting.

    A reader whose instant passed while nothing ran gets a row for each week: what is too late is skipped
    when it is built, with the reason on its row.
    """
    rows = connection.execute(
        _readers()
        .where(person_settings.c.digest_at <= now)
        .order_by(person_settings.c.digest_at)
        .limit(AT_ONCE)
        .with_for_update(of=person_settings, skip_locked=True)
    ).all()
    for workspace_id in sorted({row.workspace_id for row in rows}):
        here = [row for row in rows if row.workspace_id == workspace_id]
        settings = calendars.workspace(connection, workspace_id)
        days = calendars.of(connection, workspace_id)
        wanted, moved_on = [], []
        for row in here:
            week_of = _week(_weekly(row, settings), days, row.digest_at)
            wanted.append((_key(row.user_id, week_of), row.digest_at))
            following = None if _never(row) else next_weekly(row.digest_at, *_weekly(row, settings), days)[0]
            moved_on.append({"at_workspace": workspace_id, "reader": row.user_id, "at": following})
        deliveries.plan_many(connection, workspace_id, wanted, now)
        _set(connection, moved_on)
    return len(rows) == AT_ONCE


def plan_channels_due(
    connection: Connection, _workspace_id: str, calendars: Calendars, now: datetime
) -> None:
    """The same for the one channel of each workspace that gets a digest."""
    rows = connection.execute(
        select(
            workspace_settings.c.workspace_id,
            workspace_settings.c.digest_channel_id,
            workspace_settings.c.digest_channel_at,
        )
        .where(workspace_settings.c.digest_channel_at <= now)
        .order_by(workspace_settings.c.workspace_id)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        settings = calendars.workspace(connection, row.workspace_id)
        days = calendars.of(connection, row.workspace_id)
        if row.digest_channel_id is not None:
            week_of = _week(_channels(settings), days, row.digest_channel_at)
            key = _key(row.digest_channel_id, week_of)
            deliveries.plan(connection, row.workspace_id, key, now, at=row.digest_channel_at)
        schedule_channel(connection, row.workspace_id, calendars, row.digest_channel_at)


def schedule(
    connection: Connection, workspace_id: str, calendars: Calendars, user_id: str, now: datetime
) -> None:
    """Sets when somebody's next digest is due; for who gets none, that none is."""
    row = connection.execute(_readers().where(*of_person(workspace_id, user_id))).first()
    if row is not None:
        settings = calendars.workspace(connection, workspace_id)
        days = calendars.of(connection, workspace_id)
        at = _again(row, settings, days, now)
        _set(connection, [{"at_workspace": workspace_id, "reader": user_id, "at": at}])


def schedule_everybody(
    connection: Connection, workspace_id: str, calendars: Calendars, now: datetime
) -> None:
    """Sets it anew for all readers of a workspace, and for its channel: its days or hours have changed."""
    settings = calendars.workspace(connection, workspace_id)
    days = calendars.of(connection, workspace_id)
    rows = connection.execute(_readers().where(person_settings.c.workspace_id == workspace_id)).all()
    _set(
        connection,
        [
            {
                "at_workspace": workspace_id,
                "reader": row.user_id,
                "at": _again(row, settings, days, now),
            }
            for row in rows
        ],
    )
    schedule_channel(connection, workspace_id, calendars, now)


def schedule_channel(
    connection: Connection, workspace_id: str, calendars: Calendars, after: datetime
) -> None:
    settings = calendars.workspace(connection, workspace_id)
    at = None
    if settings.digest_channel_id is not None:
        days = calendars.of(connection, workspace_id)
        at, _ = next_weekly(after, *_channels(settings), days)
    connection.execute(
        update(workspace_settings)
        .where(workspace_settings.c.workspace_id == workspace_id)
        .values(digest_channel_at=at)
    )


def _again(row: Row, settings: WorkspaceSettings, days: Calendar, now: datetime) -> datetime | None:
    """The next instant after a change. A digest of this week that was still to come is not lost where the
    change puts its hour into the past: it is due at once, unless it is too late for it. Where that week had
    one already, its unique key keeps it from having two.
    """
    if _never(row):
        return None
    weekly = _weekly(row, settings)
    if row.digest_at is not None:
        missed, week_of = next_weekly(now - STILL_NEWS, *weekly, days)
        if missed <= now and week_of == _week(weekly, days, row.digest_at):
            return missed
    return next_weekly(now, *weekly, days)[0]


def _never(row: Row) -> bool:
    person = Member(row.user_id, is_bot=bool(row.is_bot), is_deleted=bool(row.is_deleted))
    return not (row.membership.is_member and person.is_person)


def _weekly(row: Row, settings: WorkspaceSettings) -> Weekly:
    weekday = settings.digest_weekday if row.digest_weekday is None else row.digest_weekday
    return weekday, row.digest_time or settings.digest_time, row.tz or settings.tz


def _channels(settings: WorkspaceSettings) -> Weekly:
    return settings.digest_weekday, settings.digest_time, settings.tz


def _week(weekly: Weekly, days: Calendar, at: datetime) -> str:
    """The week that a digest due ``at`` is for: that of the day it was meant for, before a day off moved it.

    Where the settings have changed since, that of the local date.
    """
    due, week_of = next_weekly(at - timedelta(microseconds=1), *weekly, days)
    return week_of if due == at else week(local_date(at, weekly[2]))


def _key(recipient_id: str, week_of: str) -> DeliveryKey:
    return DeliveryKey(DeliveryKind.DIGEST, NO_SUBJECT, recipient_id, week_of)


def _set(connection: Connection, rows: Sequence[dict]) -> None:
    if rows:
        connection.execute(
            update(person_settings).where(*_BY_READER).values(digest_at=bindparam("at")), list(rows)
        )


def _readers() -> Select:
    return select(
        person_settings.c.workspace_id,
        person_settings.c.user_id,
        person_settings.c.membership,
        person_settings.c.digest_weekday,
        person_settings.c.digest_time,
        person_settings.c.digest_at,
        members.c.tz,
        members.c.is_bot,
        members.c.is_deleted,
    ).outerjoin(
        members,
        (members.c.workspace_id == person_settings.c.workspace_id)
        & (members.c.user_id == person_settings.c.user_id),
    )
