"""Which days people work, in whose time zone, and what each of them chose."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from bot.domain.calendar import Calendar
from bot.domain.network import Membership, OwnDay, PersonSettings, WorkspaceSettings
from bot.store.schema import (
    coordinators,
    members,
    person_settings,
    reviews,
    workspace_days,
    workspace_settings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

DEFAULT_TZ = "UTC"
"""Where neither a coordinator nor whoever started the first review has a time zone."""

NO_REGIONS: Mapping[str, str] = MappingProxyType({})


class Holidays(Protocol):
    """What is known of bank holidays."""

    def days_off(
        self, region: str, added: Mapping[date, str], removed: Collection[date]
    ) -> Callable[[date], str | None]:
        """A function that names what a day is off for; None: nothing."""


class Calendars:
    """The working days and time zones of workspaces, and the settings behind them.

    Made once and given to store functions. It keeps nothing: what somebody sets holds from the next call on.
    """

    def __init__(
        self,
        holidays: Holidays,
        region_of: Callable[[str], str],
        regions: Mapping[str, str] = NO_REGIONS,
    ) -> None:
        """``regions``: the names of those that a workspace can choose from, by their codes."""
        self.regions = regions
        self._holidays = holidays
        self._region_of = region_of

    def of(self, connection: Connection, workspace_id: str) -> Calendar:
        """The days that a workspace works: without its region's bank holidays and its own days off."""
        region = self.workspace(connection, workspace_id).region
        days = own_days(connection, workspace_id)
        added = {day.on: day.name for day in days if day.is_off}
        removed = frozenset(day.on for day in days if not day.is_off)
        return Calendar(self._holidays.days_off(region, added, removed))

    def tz_of(self, connection: Connection, workspace_id: str, user_id: str) -> str:
        """The person's time zone, else the workspace's."""
        tz: str | None = connection.execute(
            select(members.c.tz).where(members.c.workspace_id == workspace_id, members.c.user_id == user_id)
        ).scalar()
        return tz or self.workspace(connection, workspace_id).tz

    def person(self, connection: Connection, workspace_id: str, user_id: str) -> PersonSettings:
        """What somebody chose; the defaults where they never did."""
        return person(connection, workspace_id, user_id)

    def workspace(self, connection: Connection, workspace_id: str) -> WorkspaceSettings:
        """What a coordinator set; until then what follows from the first coordinator's time zone, else from
        that of whoever started the first review, else from that of an admin whom we know.
        """
        row = connection.execute(
            select(
                workspace_settings.c.tz,
                workspace_settings.c.region,
                workspace_settings.c.digest_weekday,
                workspace_settings.c.digest_time,
                workspace_settings.c.network_channel_id,
                workspace_settings.c.digest_channel_id,
            ).where(workspace_settings.c.workspace_id == workspace_id)
        ).first()
        if row is not None:
            return WorkspaceSettings(**row._mapping)
        tz = _first_tz(connection, workspace_id) or DEFAULT_TZ
        return WorkspaceSettings(tz, self._region_of(tz))


def own_days(connection: Connection, workspace_id: str) -> list[OwnDay]:
    """The days on which the workspace differs from its region, in their order."""
    rows = connection.execute(
        select(workspace_days.c.on, workspace_days.c.is_off, workspace_days.c.name)
        .where(workspace_days.c.workspace_id == workspace_id)
        .order_by(workspace_days.c.on)
    )
    return [OwnDay(**row._mapping) for row in rows]


def person(connection: Connection, workspace_id: str, user_id: str) -> PersonSettings:
    row = connection.execute(
        select(
            person_settings.c.user_id,
            person_settings.c.membership,
            person_settings.c.digest_weekday,
            person_settings.c.digest_time,
            person_settings.c.wants_reminders,
            person_settings.c.reminders_time,
        ).where(*of_person(workspace_id, user_id))
    ).first()
    return PersonSettings(user_id) if row is None else PersonSettings(**row._mapping)


def of_person(workspace_id: str, user_id: str) -> tuple[ColumnElement[bool], ...]:
    """Where one person's row of settings is."""
    return (person_settings.c.workspace_id == workspace_id, person_settings.c.user_id == user_id)


def new_person(workspace_id: str, user_id: str) -> dict[str, object]:
    """A row for somebody who never chose anything."""
    return {
        "workspace_id": workspace_id,
        "user_id": user_id,
        "membership": Membership.NONE,
        "wants_reminders": True,
    }


def _first_tz(connection: Connection, workspace_id: str) -> str | None:
    named: str | None = connection.execute(
        select(members.c.tz)
        .join(
            coordinators,
            (coordinators.c.workspace_id == members.c.workspace_id)
            & (coordinators.c.user_id == members.c.user_id),
        )
        .where(coordinators.c.workspace_id == workspace_id, members.c.tz.is_not(None))
        .order_by(coordinators.c.added_at, coordinators.c.user_id)
        .limit(1)
    ).scalar()
    if named is not None:
        return named
    started: str | None = connection.execute(
        select(reviews.c.tz)
        .where(reviews.c.workspace_id == workspace_id)
        .order_by(reviews.c.started_at, reviews.c.id)
        .limit(1)
    ).scalar()
    if started is not None:
        return started
    admin: str | None = connection.execute(
        select(members.c.tz)
        .where(
            members.c.workspace_id == workspace_id,
            members.c.is_admin,
            members.c.is_deleted.is_(False),
            members.c.tz.is_not(None),
        )
        .order_by(members.c.user_id)
        .limit(1)
    ).scalar()
    return admin
