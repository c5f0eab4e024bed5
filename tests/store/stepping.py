"""Next steps of the team in ``reviewing``, and calendars without bank holidays unless a test sets some."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.domain.next_steps import NewStep, StepSubject
from bot.store import next_steps, reminding, waiting_mornings
from bot.store.rota import Rota
from bot.store.schema import deliveries
from bot.store.schema import next_steps as steps_table
from bot.store.settings import Calendars
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store import reviewing
from tests.store.reviewing import LEAD
from tests.store.rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.domain.next_steps import NextStep
    from bot.store.engine import Database

_origins = itertools.count(1)


@dataclass
class Holidays:
    """Bank holidays of a region that has none but these."""

    off: dict[date, str] = field(default_factory=dict)

    def days_off(
        self, region: str, added: Mapping[date, str], removed: Collection[date]
    ) -> Callable[[date], str | None]:
        return lambda on: None if on in removed else added.get(on) or self.off.get(on)


CALENDARS = Calendars(Holidays(), lambda tz: "GB-ENG")


@dataclass
class Steps:
    """What happens to next steps as the days pass: ``now`` only moves forward."""

    team: reviewing.Team
    holidays: Holidays
    calendars: Calendars

    @property
    def database(self) -> Database:
        return self.team.database

    @property
    def now(self) -> datetime:
        return self.team.now

    async def write(self, fn: Any, *args: Any) -> Any:
        return await self.database.write(WORKSPACE, fn, *args)

    async def add(
        self, owner_id: str, due_on: date, *, by: str = LEAD, text: str = "Write it down"
    ) -> NextStep:
        new = NewStep(
            f"origin {next(_origins)}", StepSubject(self.team.review.id, "normalise"), text, owner_id, due_on
        )
        return await self.write(next_steps.add, new, by, self.now, self.calendars)

    async def set_due(self, step: NextStep, due_on: date, *, by: str = LEAD) -> NextStep:
        return await self.write(next_steps.set_due, step.id, due_on, by, self.now, self.calendars)

    async def snooze(self, step: NextStep, until: date, *, by: str = LEAD) -> NextStep:
        return await self.write(next_steps.snooze, step.id, until, by, self.now, self.calendars)

    async def tick(self, limit: int = 100) -> int:
        """Plans what is due; how many next steps were."""
        rota, planned = Rota(self.calendars, self.now), 0
        write = self.database.write
        while found := await write(EVERY_WORKSPACE, reminding.plan_batch, rota, self.now, limit):
            planned += found
        await write(EVERY_WORKSPACE, waiting_mornings.pass_over, rota, self.now, limit)
        return planned

    async def until(self, at: datetime, *, sends: bool = True) -> None:
        """Goes from due instant to due instant, planning at each; what is planned is sent where ``sends``."""
        while True:
            due = await rows(
                self.database, select(steps_table.c.remind_at).where(steps_table.c.remind_at.is_not(None))
            )
            coming = min((row.remind_at for row in due), default=at)
            if coming > at:
                break
            self.team.now = max(self.now, coming)
            await self.tick()
            if sends:
                await self.send()
            if coming == at:
                break
        self.team.now = max(self.now, at)

    async def send(self) -> None:
        """Records what is due as sent."""

        def sent(connection: Any, workspace_id: str) -> None:
            connection.execute(
                deliveries.update()
                .where(deliveries.c.state == "planned", deliveries.c.next_at <= self.now)
                .values(state="sent", channel_id="D1", ts="1.1", finished_at=self.now)
            )

        await self.write(sent)

    async def planned(self, kind: str = "morning") -> list[tuple[str, str, datetime, str]]:
        """Recipient, occurrence, instant and state of all deliveries of a kind."""
        found = await rows(
            self.database,
            select(
                deliveries.c.recipient_id,
                deliveries.c.occurrence,
                deliveries.c.next_at,
                deliveries.c.state,
            )
            .where(deliveries.c.kind == kind)
            .order_by(deliveries.c.occurrence, deliveries.c.recipient_id),
        )
        return [(row.recipient_id, row.occurrence, row.next_at, row.state.value) for row in found]

    async def days(self, user_id: str | None = None) -> list[str]:
        """The days of all morning messages, or of one person's."""
        return [on for who, on, _, _ in await self.planned() if user_id in (None, who)]

    async def row(self, step: NextStep) -> Any:
        return (await rows(self.database, steps_table.select().where(steps_table.c.id == step.id)))[0]


async def steps(database: Database, **changes: Any) -> Steps:
    holidays = Holidays()
    return Steps(
        await reviewing.team(database, **changes), holidays, Calendars(holidays, lambda tz: "GB-ENG")
    )


def day(number: int) -> date:
    """``number`` days after Monday 7 December 2026, which is today."""
    return reviewing.NOW.date() + timedelta(days=number)
