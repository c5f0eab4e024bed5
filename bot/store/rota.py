"""When the people of several workspaces begin their day: read set-wise, kept for one round of planning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, tuple_

from bot.domain import calendar as days
from bot.domain import reminders
from bot.domain.network import MORNING
from bot.domain.people import Member, is_forgotten
from bot.store.reminder_rows import awaits_notice
from bot.store.schema import members, person_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, time

    from sqlalchemy import Connection, Row

    from bot.domain.calendar import Calendar
    from bot.domain.reminders import Stage
    from bot.store.settings import Calendars

Person = tuple[str, str]
"""A workspace, and somebody in it."""


@dataclass(frozen=True)
class Reader:
    """``hour``: when their morning message comes, in their own time zone."""

    workspace_id: str
    user_id: str
    tz: str
    hour: time
    is_person: bool


class Rota:
    """Calendars are read once and then kept: make one for each round, so that what is set holds soon."""

    def __init__(self, calendars: Calendars, now: datetime) -> None:
        self._calendars = calendars
        self._now = now
        self._days: dict[str, Calendar] = {}
        self._zones: dict[str, str] = {}
        self._readers: dict[Person, Reader] = {}
        self._todays: dict[str, date] = {}
        self._instants: dict[tuple[str, time, date], datetime] = {}
        self._stages: dict[tuple[str, date, date | None], tuple[date, ...]] = {}

    def learn(self, connection: Connection, people: Iterable[Person]) -> None:
        """Reads who some people are, and the calendars of their workspaces, in a few statements."""
        wanted = sorted(set(people) - self._readers.keys())
        for workspace_id in sorted({workspace_id for workspace_id, _ in wanted} - self._days.keys()):
            self._days[workspace_id] = self._calendars.of(connection, workspace_id)
            self._zones[workspace_id] = self._calendars.workspace(connection, workspace_id).tz
        if not wanted:
            return
        # Somebody whom our copy of the workspace lacks is taken for a person: Slack will tell.
        for at, user_id in wanted:
            self._readers[at, user_id] = Reader(
                at, user_id, self._zones[at], MORNING, is_person=not is_forgotten(user_id)
            )
        for row in connection.execute(_READERS, {"people": wanted}):
            key = (row.workspace_id, row.user_id)
            who = Member(row.user_id, is_bot=row.is_bot, is_deleted=row.is_deleted)
            self._readers[key] = Reader(
                *key, row.tz or self._zones[row.workspace_id], row.reminders_time or MORNING, who.is_person
            )

    def reader(self, person: Person) -> Reader:
        return self._readers[person]

    def calendar(self, workspace_id: str) -> Calendar:
        return self._days[workspace_id]

    def today(self, reader: Reader) -> date:
        """The day that it is where they are."""
        today = self._todays.get(reader.tz)
        if today is None:
            today = self._todays[reader.tz] = days.local_date(self._now, reader.tz)
        return today

    def instant(self, reader: Reader, on: date) -> datetime:
        """When their morning message of a day comes."""
        key = (reader.tz, reader.hour, on)
        instant = self._instants.get(key)
        if instant is None:
            instant = self._instants[key] = days.instant(on, reader.hour, reader.tz)
        return instant

    def next_morning(self, reader: Reader) -> date:
        """The first working day whose hour is still to come for them."""
        today = self.today(reader)
        first = today if self.instant(reader, today) > self._now else today + reminders.DAY
        return self.calendar(reader.workspace_id).forward(first)

    def soonest(self, reader: Reader) -> datetime:
        """Now, where their working day has begun; else their next morning."""
        today = self.today(reader)
        if self.calendar(reader.workspace_id).is_working(today) and self.instant(reader, today) <= self._now:
            return self._now
        return self.instant(reader, self.next_morning(reader))

    def stages(self, workspace_id: str, due_on: date, snoozed_until: date | None) -> tuple[date, ...]:
        key = (workspace_id, due_on, snoozed_until)
        found = self._stages.get(key)
        if found is None:
            found = reminders.stages(due_on, self._days[workspace_id], snoozed_until)
            self._stages[key] = found
        return found

    def next_stage(
        self, workspace_id: str, due_on: date, snoozed_until: date | None, after: date, *, is_escalated: bool
    ) -> Stage | None:
        """As ``reminders.next_stage``; what many next steps share is worked out once."""
        for day in self.stages(workspace_id, due_on, snoozed_until):
            if day > after:
                return reminders.Stage(day)
        return reminders.next_stage(
            due_on, self._days[workspace_id], after, snoozed_until, is_escalated=is_escalated
        )

    def is_for_facilitators(self, row: Row) -> bool:
        """Whether what a next step has to say next is that its reminders have ended."""
        if row.escalated_at is not None or awaits_notice(row):
            return False
        calendar = self._days[row.workspace_id]
        told: date = reminders.facilitators_on(row.due_on, calendar, row.snoozed_until)
        return row.remind_on >= told


_READERS = (
    select(
        members.c.workspace_id,
        members.c.user_id,
        members.c.tz,
        members.c.is_bot,
        members.c.is_deleted,
        person_settings.c.reminders_time,
    )
    .outerjoin(
        person_settings,
        (person_settings.c.workspace_id == members.c.workspace_id)
        & (person_settings.c.user_id == members.c.user_id),
    )
    .where(tuple_(members.c.workspace_id, members.c.user_id).in_(bindparam("people", expanding=True)))
)
