"""A running sandbox, the SDK's own client, and a small Bolt app for it to talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.bolt_over_http import BoltOverHttp

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class MovableNow:
    """The sandbox's business time in these tests: it stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = START

    def __call__(self) -> datetime:
        return self.instant

    def move(self, **by: float) -> None:
        self.instant += timedelta(**by)


@pytest.fixture
def now() -> MovableNow:
    return MovableNow()


@pytest.fixture
async def sandbox(now: MovableNow) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(now, pacing=False)
    sandbox.retry_delays = (0.0, 0.02, 0.02)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(sandbox.bot_token, base_url=sandbox.api_url, session=session, retry_handlers=[])


@pytest.fixture
def amina(sandbox: Sandbox) -> Person:
    return sandbox.person("UAMINA0001")


@pytest.fixture
def ben(sandbox: Sandbox) -> Person:
    return sandbox.person("UBEN000001")


@pytest.fixture
async def bolt(sandbox: Sandbox, client: AsyncWebClient) -> AsyncIterator[BoltOverHttp]:
    bolt = BoltOverHttp(client, sandbox.signing_secret)
    await bolt.start()
    sandbox.app_url = bolt.url
    yield bolt
    await bolt.stop()
