"""A review of the team in ``reviewing`` with a pace and a deadline, and a worker's ticks over its days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.checklist_file import parse_checklist
from bot.domain.answers import Choice, Press
from bot.domain.calendar import instant
from bot.domain.pace import NewPace
from bot.store import agreements, areas, deadlines, lifecycle, nudging, pace, reviews, rhythm
from bot.store.checklists import Checklists
from bot.store.presses import record_many
from bot.store.schema import audit_events, deliveries
from bot.store.settings import Calendars
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.reviewing import CHECKLIST, LEAD, NEW, RAW, people_in
from tests.store.rows import rows
from tests.store.stepping import Holidays

if TYPE_CHECKING:
    from bot.domain.reviews import Pace, Review
    from bot.store.engine import Database

MONDAY = date(2026, 12, 7)


def at(on: date, clock: str, tz: str = "Europe/London") -> datetime:
    return instant(on, datetime.strptime(clock, "%H:%M").time(), tz)  # noqa: DTZ007


@dataclass
class Paced:
    """``now`` is business time; the worker ticks only when it is told to."""

    database: Database
    review_id: int
    holidays: Holidays
    calendars: Calendars
    checklists: Checklists
    now: datetime

    async def write(self, fn: Any, *args: Any) -> Any:
        return await self.database.write(WORKSPACE, fn, *args)

    async def read(self, fn: Any, *args: Any) -> Any:
        return await self.database.read(WORKSPACE, fn, *args)

    async def review(self) -> Review:
        review: Review = await self.read(reviews.get, self.review_id)
        return review

    async def tick(self, now: datetime | None = None) -> None:
        """As ``jobs.pace`` does it."""
        self.now = now or self.now
        read = self.database.read
        for workspace_id, review_id in await read(EVERY_WORKSPACE, rhythm.due_to_post, self.now):
            await self.database.write(workspace_id, rhythm.post_if_due, self.calendars, review_id, self.now)
        for workspace_id, review_id in await read(EVERY_WORKSPACE, rhythm.due_to_end, self.now):
            await self.database.write(
                workspace_id, deadlines.end_if_due, self.checklists, review_id, self.now
            )
        for workspace_id, review_id in await read(EVERY_WORKSPACE, rhythm.due_to_nudge, self.now):
            await self.database.write(
                workspace_id, nudging.plan_if_due, self.checklists, self.calendars, review_id, self.now
            )

    async def change(
        self, chosen: Pace, deadline_on: date | None, *, by: str = LEAD, tells: bool = False
    ) -> Review:
        held = await self.review()
        changed: Review = await self.write(
            pace.change,
            self.checklists,
            self.calendars,
            self.review_id,
            NewPace(chosen, deadline_on, tells),
            (held.pace, held.deadline_on),
            by,
            self.now,
        )
        return changed

    async def pause(self, now: datetime, *, tells: bool = False) -> None:
        self.now = now
        await self.write(pace.pause, self.review_id, tells, LEAD, now)

    async def go_on(self, now: datetime, *, tells: bool = False) -> Review:
        self.now = now
        where = await self.read(pace.standing, self.review_id, LEAD, "let it go on", self.calendars, now)
        review: Review = await self.write(
            pace.go_on,
            self.checklists,
            self.calendars,
            self.review_id,
            where.goes_on_with,
            tells,
            LEAD,
            now,
        )
        return review

    async def post(self, *area_ids: str) -> None:
        for area_id in area_ids:
            await self.write(areas.post, await self.review(), area_id, LEAD, self.now)

    async def answer(self, user_id: str, area_id: str, questions: int | None = None) -> None:
        """The whole area, or its first ``questions``."""
        presses = [
            Press(WORKSPACE, self.review_id, area_id, 1, question.id, user_id, Choice.AMBER, number)
            for number, question in enumerate(CHECKLIST.area(area_id).questions[:questions], 1)
        ]
        assert await self.write(record_many, presses) == [None] * len(presses)

    async def agree_something(self) -> None:
        """The first area is answered and revealed, one question agreed: the review can be closed."""
        area = CHECKLIST.areas[0]
        await self.answer(LEAD, area.id)
        review = await self.review()
        await self.write(areas.reveal, review, CHECKLIST, area.id, None, LEAD, self.now)
        await self.write(
            agreements.agree,
            self.review_id,
            area.id,
            area.questions[0].id,
            Choice.AMBER,
            "we say so",
            None,
            LEAD,
            self.now,
        )

    async def states(self) -> dict[str, str]:
        found = await self.read(reviews.all_areas, self.review_id)
        return {area.area_id: area.state.value for area in found}

    async def posted(self) -> int:
        return sum(state != "pending" for state in (await self.states()).values())

    async def planned(self, kind: str, state: str | None = None) -> list[tuple[str, str, datetime]]:
        """Recipient, occurrence and instant of the deliveries of a kind."""
        found = await rows(
            self.database,
            select(
                deliveries.c.recipient_id, deliveries.c.occurrence, deliveries.c.next_at, deliveries.c.state
            )
            .where(deliveries.c.kind == kind)
            .order_by(deliveries.c.number),
        )
        return [
            (row.recipient_id, row.occurrence, row.next_at)
            for row in found
            if state in (None, row.state.value)
        ]

    async def record(self, action: str) -> list[Any]:
        """The entries of the record for an action."""
        return await rows(self.database, select(audit_events).where(audit_events.c.action == action))


async def paced(database: Database, now: datetime | None = None, **changes: Any) -> Paced:
    """A review that was just started, at 09:00 on Monday 7 December unless ``now`` says otherwise."""
    now = now or datetime(2026, 12, 7, 9, tzinfo=UTC)
    await people_in(database)
    review = await database.write(WORKSPACE, lifecycle.start, replace(NEW, **changes), RAW, now)
    holidays = Holidays()
    return Paced(
        database,
        review.id,
        holidays,
        Calendars(holidays, lambda _tz: "GB-ENG"),
        Checklists(parse_checklist),
        now,
    )
