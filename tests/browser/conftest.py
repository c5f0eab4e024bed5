from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import CHROMIUM, MISSING, browser
from tests.browser.running_demo import running_demo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(MISSING)
    async with browser() as opened:
        yield opened


@pytest.fixture
async def demo_url() -> AsyncIterator[str]:
    async with running_demo() as url:
        yield url
