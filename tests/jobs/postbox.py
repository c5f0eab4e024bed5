"""A deliverer before a Slack that does as it is told, with a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry
from sqlalchemy import select

from bot.checklist_file import parse_checklist
from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryTimes
from bot.domain.language import Languages
from bot.domain.people import Member
from bot.jobs.counts import Counts
from bot.jobs.deliver import Deliverer
from bot.render.process import Renderer
from bot.services import Content, Services
from bot.slack.client import Posted
from bot.slack.workspace import Workspace
from bot.store import deliveries, lifecycle, members
from bot.store.checklists import Checklists
from bot.store.failpoints import no_failpoint
from bot.store.schema import deliveries as table
from tests.databases import WORKSPACE
from tests.store.reviewing import CHANNEL, CHECKLIST, LEAD, NEW, NOW, RAW
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from sqlalchemy import Row

    from bot.domain.reviews import Review
    from bot.store.engine import Database

PERSON = "U0000007"
TIMES = DeliveryTimes()


@dataclass
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class SlackDouble:
    """``posts`` says what becomes of each post, in their order: an exception, or None; then all succeed."""

    clock: Clock
    posts: list[BaseException | None] = field(default_factory=list)
    histories: list[BaseException | dict[str, Any]] = field(default_factory=list)
    opens: list[BaseException] = field(default_factory=list)
    uploads: list[BaseException] = field(default_factory=list)
    people: dict[str, dict[str, Any] | BaseException] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    windows: list[tuple[str, str]] = field(default_factory=list)
    hold: asyncio.Event | None = None
    in_flight: int = 0
    most_in_flight: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def until_in_flight(self, number: int) -> None:
        async with asyncio.timeout(10):
            while self.in_flight < number:
                self._changed.clear()
                await self._changed.wait()

    async def post(self, channel_id: str, text: str, _blocks: Any = None, **_more: Any) -> Posted:
        self.calls.append(("post", channel_id))
        self.texts.append(text)
        self.at.append(self.clock.at)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self._changed.set()
        try:
            if self.hold is not None:
                await self.hold.wait()
            await asyncio.sleep(0)
        finally:
            self.in_flight -= 1
        problem = self.posts.pop(0) if self.posts else None
        if problem is not None:
            raise problem
        return Posted(_direct(channel_id), f"{len(self.calls)}.000001")

    async def conversations_history(
        self, channel_id: str, *, oldest: str, latest: str, **_more: Any
    ) -> dict[str, Any]:
        self.calls.append(("history", channel_id))
        self.windows.append((oldest, latest))
        found = self.histories.pop(0) if self.histories else {"messages": [], "has_more": False}
        if isinstance(found, BaseException):
            raise found
        return found

    async def conversations_open(self, user_id: str) -> str:
        self.calls.append(("open", user_id))
        if self.opens:
            raise self.opens.pop(0)
        return _direct(user_id)

    async def upload(self, channel_id: str, _content: bytes, **_more: Any) -> dict[str, Any]:
        self.calls.append(("upload", channel_id))
        if self.uploads:
            raise self.uploads.pop(0)
        return {}

    async def users_info(self, user_id: str) -> dict[str, Any]:
        self.calls.append(("person", user_id))
        found = self.people[user_id]
        if isinstance(found, BaseException):
            raise found
        return found


class Postbox:
    """``errors`` are what the deliverer reported; a test that expects none looks that there are none."""

    def __init__(self, database: Database, review: Review) -> None:
        self.database = database
        self.review = review
        self.clock = Clock()
        self.slack = SlackDouble(self.clock)
        self.registry = CollectorRegistry()
        self.errors: list[BaseException] = []
        self.marks: list[str] = []
        self.failpoint: Callable[[str], None] = no_failpoint
        self.slacks: dict[str, Any] = {}
        self.services = self.make_services()
        self.deliverer = self.make_deliverer()

    def make_services(self, times: DeliveryTimes = TIMES) -> Services:
        workspace = Workspace(WORKSPACE, "B1", "UAPP", "Sandbox", "https://sandbox.example/")
        used = {
            "workspace": workspace,
            "database": self.database,
            "slack": self.slack,
            "checklists": Checklists(parse_checklist),
            "content": Content(CHECKLIST, "hash", RAW),
            "calendars": CALENDARS,
            "clock": self.clock,
            "real_now": self.clock.now,
            "times": times,
            "renderer": Renderer(),
            "wake_refresh": _nothing,
            "wake_deliver": _nothing,
            "slack_of": lambda workspace_id: self.slacks.get(workspace_id, self.slack),
            "workspace_of": lambda _: workspace,
            "counts": Counts(self.registry),
            "languages": Languages(),
            "failpoint": self._passes,
        }
        unused: dict[str, Any] = {part.name: None for part in fields(Services)}
        return Services(**{**unused, **used})

    def make_deliverer(self) -> Deliverer:
        return Deliverer(self.services, lambda error, _: self.errors.append(error))

    def _passes(self, name: str) -> None:
        self.failpoint(name)

    async def plan(
        self,
        *recipients: str,
        kind: DeliveryKind = DeliveryKind.NO_FACILITATOR,
        workspace_id: str = WORKSPACE,
        subject: str | None = None,
    ) -> None:
        keys = [
            (DeliveryKey(kind, subject or str(self.review.id), recipient, str(number)), self.clock.at)
            for number, recipient in enumerate(recipients)
        ]
        await self.database.write(workspace_id, deliveries.plan_many, keys, self.clock.at)

    async def step(self, after: timedelta | None = None) -> None:
        """Sends all that is due, ``after`` some time."""
        if after is not None:
            self.clock.at += after
        while await self.deliverer.step() == 0.0:
            await self.deliverer.drain()
        await self.deliverer.drain()

    async def rows(self, workspace_id: str = WORKSPACE) -> list[Row]:
        query = select(table).where(table.c.workspace_id == workspace_id).order_by(table.c.number)
        return list(await self.database.read(workspace_id, lambda c, _: c.execute(query).all()))

    async def one(self) -> Row:
        (row,) = await self.rows()
        return row

    async def member(self, user_id: str = PERSON) -> Member | None:
        found: Member | None = await self.database.read(WORKSPACE, members.member, user_id)
        return found

    def counted(self, kind: str, outcome: str) -> float:
        labels = {"kind": kind, "outcome": outcome}
        return self.registry.get_sample_value("socmob_deliveries_total", labels) or 0.0


async def make_postbox(database: Database) -> Postbox:
    """A review that is open, in a channel, and a person who is written to; nothing is planned."""
    await database.write(WORKSPACE, members.save_members, [Member(LEAD), Member(PERSON)], NOW)
    await database.write(WORKSPACE, members.save_channel, CHANNEL, "team", [LEAD], NOW)
    review = await database.write(WORKSPACE, lifecycle.start, NEW, RAW, NOW)
    await database.write(WORKSPACE, lambda c, _: c.execute(table.delete()))
    return Postbox(database, review)


def _nothing() -> None:
    """Steps are taken one by one: there is no loop to wake."""


def _direct(recipient_id: str) -> str:
    return f"D{recipient_id[1:]}" if recipient_id[:1] in ("U", "W") else recipient_id
