"""The front before a Bolt app, on a loopback address."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from payloads import SECRET
from prometheus_client import CollectorRegistry

from bot.front.metrics import FrontMetrics
from bot.web import Readiness, Site, build_web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp


async def always_ready() -> Readiness:
    return Readiness()


async def nothing_to_count() -> None:
    """What these tests serve stands in no database."""


def front_site(app: AsyncApp, **other: Any) -> Site:
    parts = {
        "signing_secret": SECRET,
        "now": time.time,
        "ready": always_ready,
        "metrics": FrontMetrics(CollectorRegistry()),
        "count": nothing_to_count,
    }
    return Site(build_web(app, **(parts | other)), "127.0.0.1", 0)


@asynccontextmanager
async def front_of(app: AsyncApp, **other: Any) -> AsyncIterator[Site]:
    site = front_site(app, **other)
    await site.start()
    try:
        yield site
    finally:
        await site.stop()
