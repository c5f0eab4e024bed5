"""Sending from the database against a loop that only sends: the same bodies, to a Slack that takes its time.

Ours plans, claims, is on record as sending before it calls, posts, and is on record as sent: for twenty
workspaces at once, on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
import uuid
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
from prometheus_client import CollectorRegistry

from bot.blocks import announcements
from bot.checklist_file import load_checklist, parse_checklist
from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryTimes
from bot.domain.language import Languages
from bot.domain.people import Member
from bot.jobs.counts import Counts
from bot.jobs.deliver import IN_FLIGHT
from bot.jobs.posting import METADATA_EVENT
from bot.jobs.schedule import Jobs
from bot.services import Services
from bot.slack.client import SlackClient
from bot.slack.session import open_session
from bot.slack.workspace import Workspace
from bot.store import deliveries, lifecycle, members, workspaces
from bot.store.checklists import Checklists
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from tests.bench.review import CHECKLIST
from tests.bench.rows import Row
from tests.postgres_server import PostgresServer
from tests.store.reviewing import NEW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.reviews import Review
    from bot.store.engine import Database

WORKSPACES = [f"TBENCH{number:04}" for number in range(20)]
PEOPLE = [f"U{number:07}" for number in range(500)]
NUMBER = len(WORKSPACES) * len(PEOPLE)
ROUNDS = 5
TOKEN = "xoxb-not-a-real-token"
TIMES = DeliveryTimes()


async def measured() -> Row:
    server = PostgresServer(durable=True)
    try:
        server.start()
        server.execute("CREATE DATABASE bench")
        await asyncio.to_thread(upgrade, server.url("bench"))
        return await row(server.url("bench"))
    finally:
        server.close()


async def row(database_url: str) -> Row:
    database = open_database(database_url)
    ratios = []
    try:
        reviews = await _seed(database)
        # As the app does when it has started.
        gc.collect()
        gc.freeze()
        async with _slack() as api_url:
            for round_ in range(ROUNDS):
                bare = await _bare(api_url, reviews[WORKSPACES[0]])
                ours = await _ours(database, api_url, reviews, round_)
                ratios.append(bare / ours)
    finally:
        await database.close()
    return Row("sending on PostgreSQL, throughput, ours by a bare loop", ratios, "at least 0.60")


async def _bare(api_url: str, review: Review) -> float:
    """How many seconds a loop takes that keeps nothing and looks at no answer but its status."""
    message = announcements.no_facilitator(review)
    bodies = [
        orjson.dumps(
            {
                "channel": PEOPLE[number % len(PEOPLE)],
                "text": message.text,
                "blocks": message.blocks,
                "metadata": {"event_type": METADATA_EVENT, "event_payload": {"id": str(uuid.uuid4())}},
                "unfurl_links": False,
                "unfurl_media": False,
            }
        )
        for number in range(NUMBER)
    ]
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json; charset=utf-8"}
    connector = aiohttp.TCPConnector(limit=IN_FLIGHT)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:

        async def send() -> None:
            while bodies:
                async with session.post(
                    f"{api_url}chat.postMessage", data=bodies.pop(), headers=headers
                ) as answer:
                    await answer.read()
                    if answer.status != 200:
                        raise RuntimeError(f"a message was answered with {answer.status}")

        started = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(IN_FLIGHT)))
        return time.perf_counter() - started


class _Counting(Counts):
    """Says when all are sent."""

    def __init__(self, number: int) -> None:
        super().__init__(CollectorRegistry())
        self.all_sent = asyncio.Event()
        self._left = number

    def ended(self, kind: str, outcome: str, late: float) -> None:
        super().ended(kind, outcome, late)
        if outcome != "sent":
            raise RuntimeError(f"a delivery came to: {outcome}")
        self._left -= 1
        if not self._left:
            self.all_sent.set()


async def _ours(database: Database, api_url: str, reviews: dict[str, Review], round_: int) -> float:
    problems: list[BaseException] = []
    counts = _Counting(NUMBER)
    async with open_session() as session:

        def failed(error: BaseException, _name: str) -> None:
            problems.append(error)
            counts.all_sent.set()

        jobs = Jobs(failed)
        services = _services(database, SlackClient(session, TOKEN, api_url), jobs, counts)
        jobs.start(services, tick_seconds=None)
        started = time.perf_counter()
        now = datetime.now(UTC)
        for workspace_id in WORKSPACES:
            subject = str(reviews[workspace_id].id)
            rows = [
                (DeliveryKey(DeliveryKind.NO_FACILITATOR, subject, user_id, str(round_)), now)
                for user_id in PEOPLE
            ]
            await database.write(workspace_id, deliveries.plan_many, rows, now)
            jobs.wake_deliver()
        async with asyncio.timeout(120):
            await counts.all_sent.wait()
        seconds = time.perf_counter() - started
        await jobs.stop()
    if problems:
        raise problems[0]
    return seconds


def _services(database: Database, slack: SlackClient, jobs: Jobs, counts: Counts) -> Services:
    workspace = Workspace(WORKSPACES[0], "B1", "UAPP", "Bench", "https://bench.example/")

    class Now:
        def now(self) -> datetime:
            return datetime.now(UTC)

    class NoPictures:
        render = None

    used = {
        "workspace": workspace,
        "database": database,
        "slack": slack,
        "checklists": Checklists(parse_checklist),
        "clock": Now(),
        "real_now": Now().now,
        "times": TIMES,
        "wake_refresh": jobs.wake_refresh,
        "wake_deliver": jobs.wake_deliver,
        "slack_of": lambda _: slack,
        "workspace_of": lambda _: workspace,
        "counts": counts,
        "languages": Languages(),
        "renderer": NoPictures(),
    }
    unused: dict[str, Any] = {part.name: None for part in fields(Services)}
    return Services(**{**unused, "failpoint": lambda _: None, **used})


async def _seed(database: Database) -> dict[str, Review]:
    _, raw = load_checklist(CHECKLIST)
    now = datetime.now(UTC)
    reviews = {}
    for workspace_id in WORKSPACES:
        await database.write(workspace_id, workspaces.save, "Bench", "UAPP", "BAPP", now)
        await database.write(
            workspace_id, members.save_members, [Member(user_id, user_id) for user_id in PEOPLE], now
        )
        await database.write(workspace_id, members.save_channel, "C1", "bench", PEOPLE[:10], now)
        new = replace(NEW, channel_id="C1", started_by=PEOPLE[0], facilitator_ids=(PEOPLE[0],))
        reviews[workspace_id] = await database.write(workspace_id, lifecycle.start, new, raw, now)
    await database.write("*", _forget_what_is_planned)
    return reviews


def _forget_what_is_planned(connection: Any, _workspace_id: str) -> None:
    from bot.store.schema import deliveries as table

    connection.execute(table.delete())


@asynccontextmanager
async def _slack() -> AsyncIterator[str]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.slow_slack", stdin=pipe, stdout=pipe
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        port = int(await asyncio.wait_for(child.stdout.readline(), 10))
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        child.stdin.close()
        await asyncio.wait_for(child.wait(), 10)
