"""What a platform asks a process: are you alive, can you work, what have you counted?"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Handler
    from prometheus_client import CollectorRegistry

READY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """``problems`` keep a process from working, each in words; ``notes`` are worth knowing and no more."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not self.problems


async def healthz(_: web.Request) -> web.Response:
    return web.Response(text="alive\n")


def readyz(ready: Callable[[], Awaitable[Readiness]]) -> Handler:
    """200 or 503 with the reasons as JSON; a check that hangs is a problem like any other."""

    async def handle(_: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(READY_SECONDS):
                readiness = await ready()
        except TimeoutError:
            readiness = Readiness(problems=(f"the checks took longer than {READY_SECONDS:g} seconds",))
        return web.Response(
            status=200 if readiness.is_ready else 503,
            body=orjson.dumps(
                {"ready": readiness.is_ready, "problems": readiness.problems, "notes": readiness.notes}
            ),
            content_type="application/json",
        )

    return handle


def exposition(registry: CollectorRegistry, count: Callable[[], Awaitable[None]]) -> Handler:
    """Everything in ``registry``, as Prometheus reads it; ``count`` brings it up to date."""

    async def handle(_: web.Request) -> web.Response:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(READY_SECONDS):
                await count()
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return handle
