"""The whole life of reminders, played at random: steps change, people move, Slack fails, workers die."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.domain.calendar import local_date
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.errors import SocmobError
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.domain.people import Member
from bot.jobs.deliver import Deliverer
from bot.jobs.mornings import plan_mornings
from bot.slack.classify import Reply, classify
from bot.slack.client import Posted
from bot.slack.failures import NotSent
from bot.store import due, members, next_steps, presence, workspaces
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from tests.databases import WORKSPACE
from tests.jobs.postbox import TIMES, Postbox, make_postbox
from tests.store.reviewing import LEAD
from tests.store.stepping import CALENDARS

BEGIN = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)
PEOPLE = {"U0000101": "Europe/London", "U0000102": "Pacific/Apia", "U0000103": "America/New_York"}
ZONES = ("Europe/London", "Pacific/Apia", "America/New_York", "Asia/Kolkata", "Pacific/Pago_Pago")
FATES = ("ok", "429", "refused", "before", "after", "died_before", "died_after")
UNCLEAR = ("before", "after", "died_before", "died_after")


class Died(Exception):
    """The worker was killed: whatever it was about to write down is not written."""


class Ledger:
    """A Slack whose every answer was decided beforehand; what it accepted is what people see."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.fates: list[str] = []
        self.accepted: list[tuple[str, str, str, str]] = []
        self.attempts: dict[str, list[tuple[datetime, str]]] = {}
        self.reads: list[tuple[str, datetime]] = []
        self._numbers = itertools.count(1)

    async def post(self, channel_id: str, text: str, _blocks: Any = None, **more: Any) -> Posted:
        fate = self.fates.pop(0) if self.fates else "ok"
        delivery = more["metadata"]["event_payload"]["id"]
        self.attempts.setdefault(delivery, []).append((self.clock.at, fate))
        if fate == "429":
            raise classify(
                Reply(429, {"Retry-After": "5"}, {"ok": False, "error": "ratelimited"}), "chat.postMessage"
            )
        if fate == "refused":
            raise NotSent("not_sent", "chat.postMessage")
        if fate == "died_before":
            raise Died
        unclear = classify(TimeoutError(), "chat.postMessage")
        if fate == "before":
            raise unclear
        channel = f"D{channel_id[1:]}" if channel_id.startswith("U") else channel_id
        ts = f"{self.clock.at.timestamp():.0f}.{next(self._numbers):06d}"
        self.accepted.append((channel, ts, delivery, text))
        if fate == "died_after":
            raise Died
        if fate == "after":
            raise unclear
        return Posted(channel, ts)

    async def conversations_open(self, user_id: str) -> str:
        return f"D{user_id[1:]}"

    async def conversations_history(self, channel_id: str, *, oldest: str, **_more: Any) -> dict[str, Any]:
        self.reads.append((channel_id, self.clock.at))
        messages = [
            {
                "ts": ts,
                "metadata": {"event_type": "socmob_delivery", "event_payload": {"id": delivery}},
            }
            for channel, ts, delivery, _ in self.accepted
            if channel == channel_id and float(ts) >= float(oldest)
        ]
        return {"messages": messages, "has_more": False}


class Life(RuleBasedStateMachine):
    """``finished`` are the texts of steps that are done; no message that is posted after may name one."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()

    @initialize()
    def begin(self) -> None:
        file = Path(self.folder.name) / "life.db"
        shutil.copy(migrated(), file)
        self.database = open_database(f"sqlite:///{file}")
        self.numbers = itertools.count(1)
        self.steps: dict[str, int] = {}
        self.finished: set[str] = set()
        self.seen = 0
        self.run(self._people())
        for days, owner in enumerate(sorted(PEOPLE)):
            self.add(owner, days)
        self.tick()

    async def _people(self) -> None:
        await self.database.write(WORKSPACE, workspaces.save, "Life", "UAPP", "B1", BEGIN)
        self.postbox: Postbox = await make_postbox(self.database)
        self.postbox.clock.at = BEGIN
        self.clock = self.postbox.clock
        self.ledger = Ledger(self.clock)
        people = [Member(LEAD, tz="Europe/London"), *(Member(who, tz=tz) for who, tz in PEOPLE.items())]
        await self.database.write(WORKSPACE, members.save_members, people, BEGIN)
        await self.database.write(WORKSPACE, members.save_channel, "C0000001", "team", [LEAD, *PEOPLE], BEGIN)
        self.services = replace(
            self.postbox.services,
            calendars=CALENDARS,
            slack_of=lambda _: self.ledger,
            directory=SimpleNamespace(),
        )
        self.errors: list[BaseException] = []
        self.new_worker()

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def write(self, fn: Any, *args: Any) -> Any:
        return self.run(self.database.write(WORKSPACE, fn, *args))

    @rule()
    def new_worker(self) -> None:
        """The one before has died; what it had claimed is still claimed."""
        self.worker = Deliverer(self.services, lambda error, _: self.errors.append(error))

    @rule(owner=st.sampled_from(sorted(PEOPLE)), days=st.integers(0, 12))
    def add(self, owner: str, days: int) -> None:
        text = f"Step number {next(self.numbers)};"
        due_on = local_date(self.clock.at, "Pacific/Apia") + timedelta(days=days)
        new = NewStep(text, StepSubject(self.postbox.review.id, "normalise"), text, owner, due_on)
        self.steps[text] = self.write(next_steps.add, new, LEAD, self.clock.at, CALENDARS).id

    @rule(data=st.data(), how=st.sampled_from(["finish", "move", "snooze", "assign"]), days=st.integers(1, 9))
    def change(self, data: st.DataObject, how: str, days: int) -> None:
        if not self.steps:
            return
        text = data.draw(st.sampled_from(sorted(self.steps)))
        step_id, later = self.steps[text], local_date(self.clock.at, "UTC") + timedelta(days=days)
        arguments: tuple[Any, ...] = {
            "finish": (next_steps.finish, step_id, StepState.DONE, None, LEAD, self.clock.at),
            "move": (next_steps.set_due, step_id, later, LEAD, self.clock.at, CALENDARS),
            "snooze": (next_steps.snooze, step_id, later, LEAD, self.clock.at, CALENDARS),
            "assign": (next_steps.assign, step_id, sorted(PEOPLE)[days % 3], LEAD, self.clock.at, CALENDARS),
        }[how]
        try:
            self.write(*arguments)
        except SocmobError:
            return
        if how == "finish":
            self.finished.add(text)

    @rule(who=st.sampled_from(sorted(PEOPLE)), tz=st.sampled_from(ZONES))
    def move(self, who: str, tz: str) -> None:
        self.write(presence.save, [Member(who, tz=tz)], self.clock.at, CALENDARS)

    @rule()
    def tick(self) -> None:
        self.run(plan_mornings(self.services))
        before = self.rows()
        self.run(plan_mornings(self.services))
        assert len(self.rows()) == len(before), "planning twice plans nothing new"

    @rule(fates=st.lists(st.sampled_from(FATES), max_size=4))
    def send(self, fates: list[str]) -> None:
        """What is finished by now stands in nothing that is posted from now on."""
        self.ledger.fates = fates
        posted = len(self.ledger.accepted)
        self.run(self.deliver())
        self.ledger.fates = []
        for *_, text in self.ledger.accepted[posted:]:
            named = [step for step in self.finished if step in text]
            assert named == [], "it was done before it was posted"

    async def deliver(self) -> None:
        while await self.worker.step() == 0.0:
            await self.worker.drain()
        await self.worker.drain()

    @rule(fates=st.lists(st.sampled_from(FATES), min_size=1, max_size=6))
    def go_on(self, fates: list[str]) -> None:
        """To the next instant at which something is due, and what happens there."""
        coming = self.run(self.database.read("", due.next_instant, self.clock.at))
        if coming is not None:
            self.clock.at = coming
        self.tick()
        self.send(fates)

    @rule(seconds=st.sampled_from([1, 10, 61, 130, 3600, 26 * 3600]))
    def pass_time(self, seconds: int) -> None:
        self.clock.at += timedelta(seconds=seconds)

    def rows(self) -> list[Any]:
        found: list[Any] = self.run(self.postbox.rows())
        return found

    @invariant()
    def nothing_is_there_twice(self) -> None:
        there = Counter(delivery for _, _, delivery, _ in self.ledger.accepted)
        assert all(times == 1 for times in there.values()), there

    @invariant()
    def what_is_sent_is_there(self) -> None:
        there = {delivery: (channel, ts) for channel, ts, delivery, _ in self.ledger.accepted}
        rows = self.rows()
        sent = {row.id: (row.channel_id, row.ts) for row in rows if row.state is DeliveryState.SENT}
        assert sent.items() <= there.items()
        assert there.keys() <= {row.id for row in rows}

    @invariant()
    def one_a_day(self) -> None:
        mornings = Counter(
            (row.recipient_id, row.occurrence) for row in self.rows() if row.kind is DeliveryKind.MORNING
        )
        assert all(times == 1 for times in mornings.values())

    @invariant()
    def nothing_is_posted_again_before_slack_was_asked(self) -> None:
        channel_of = {row.id: f"D{row.recipient_id[1:]}" for row in self.rows()}
        for delivery, tries in self.ledger.attempts.items():
            for (at, fate), (again, _) in itertools.pairwise(tries):
                if fate in UNCLEAR:
                    reads = [read for channel, read in self.ledger.reads if channel == channel_of[delivery]]
                    assert any(at + TIMES.settle <= read <= again for read in reads)

    def teardown(self) -> None:
        """Once nothing fails any more everything comes to its end, and what was to be said is said."""
        if hasattr(self, "worker"):
            for _ in range(12):
                self.clock.at += TIMES.lease + timedelta(seconds=1)
                self.tick()
                self.run(self.deliver())
            unfinished = [
                row for row in self.rows() if row.finished_at is None and row.next_at <= self.clock.at
            ]
            assert unfinished == [], "still on its way"
            self.nothing_is_there_twice()
            self.what_is_sent_is_there()
            assert all(isinstance(error, Died) for error in self.errors), self.errors
            assert not any(row.state is DeliveryState.DEAD for row in self.rows())
            self.run(self.database.close())
        self.loop.close()
        self.folder.cleanup()


_migrated: list[Path] = []


def migrated() -> Path:
    """One empty database for all examples, made with the first."""
    if not _migrated:
        path = Path(tempfile.mkdtemp(prefix="socmob-life-")) / "empty.db"
        upgrade(f"sqlite:///{path}")
        _migrated.append(path)
    return _migrated[0]


SHORT = settings(
    max_examples=20, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
LONG = settings(SHORT, max_examples=1500, stateful_step_count=60)


def test_a_life_of_a_thousand_steps() -> None:
    run_state_machine_as_test(Life, settings=SHORT)


@pytest.mark.long
def test_a_long_life() -> None:
    run_state_machine_as_test(Life, settings=LONG)
