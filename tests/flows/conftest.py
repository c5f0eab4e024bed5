from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.faults.conftest import start_stage, unexpected
from tests.faults.stage import with_times

if TYPE_CHECKING:
    from bot.domain.deliveries import DeliveryTimes
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

__all__ = ["at_once", "stage", "start_stage", "unexpected"]


@pytest.fixture
def at_once() -> DeliveryTimes:
    """Nothing waits for its turn: what Slack's limits do to messages is tried elsewhere."""
    return with_times(update_gap=timedelta(0), post_gap=timedelta(0), step_gap=timedelta(milliseconds=5))


@pytest.fixture
async def stage(start_stage: StartStage, at_once: DeliveryTimes) -> Stage:
    return await start_stage(times=at_once, quiet_after=0.05)
