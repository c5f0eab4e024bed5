from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.stage import QUICK, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.domain.deliveries import DeliveryTimes

    StartStage = Callable[..., Awaitable[Stage]]


@pytest.fixture
def unexpected() -> list[str]:
    """What a test expects to be logged as an error: parts of it."""
    return []


@pytest.fixture
async def start_stage(
    database_url: str, caplog: pytest.LogCaptureFixture, unexpected: list[str]
) -> AsyncIterator[StartStage]:
    """Starts the app before a sandbox. Afterwards nothing may have been sent that Slack refuses, and nothing
    may have gone wrong that nobody expected."""
    stages: list[Stage] = []

    async def start(
        transport: str = "http",
        *,
        pacing: bool = False,
        times: DeliveryTimes = QUICK,
        quiet_after: float = 0.2,
        **options: Any,
    ) -> Stage:
        stage = Stage(database_url, transport, pacing=pacing, times=times, quiet_after=quiet_after, **options)
        stages.append(stage)
        await stage.start()
        return stage

    yield start
    for stage in stages:
        await stage.stop()
        assert [(v.where, v.pointer, v.reason) for v in stage.sandbox.violations] == []
        assert [sent.status for sent in stage.sandbox.sent if sent.status >= 500] == []
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    left = [
        f"{record.getMessage()} {record.exc_text or record.exc_info}"
        for record in errors
        if not any(part in record.getMessage() for part in unexpected)
    ]
    assert left == []


@pytest.fixture
async def stage(start_stage: StartStage) -> Stage:
    return await start_stage()
