"""A real server on loopback that does to each request what the test has laid out for it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Step = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Received:
    """A request that came in whole."""

    method: str
    path: str
    headers: dict[str, str]
    query: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def says(data: Any, *, status: int = 200, **headers: str) -> Step:
    async def step(_: web.Request) -> web.StreamResponse:
        return web.json_response(data, status=status, headers=headers)

    return step


def refuses(code: str, **more: Any) -> Step:
    return says({"ok": False, "error": code, **more})


def says_text(text: str, *, status: int = 200, content_type: str = "text/html") -> Step:
    async def step(_: web.Request) -> web.StreamResponse:
        return web.Response(text=text, status=status, content_type=content_type)

    return step


def says_bytes(body: bytes) -> Step:
    async def step(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type="application/json")

    return step


async def drops(request: web.Request) -> web.StreamResponse:
    """Takes the request, then the connection is gone."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def half_a_body(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "ts"')
    assert request.transport is not None
    request.transport.close()
    return response


async def hangs(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(2)
    return web.Response()


def redirects_to(place: str) -> Step:
    async def step(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": place})

    return step


class ScriptedSlack:
    def __init__(self) -> None:
        self.received: list[Received] = []
        self.steps: deque[Step] = deque()
        self.url = ""

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def will(self, *steps: Step) -> None:
        self.steps.extend(steps)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        received = Received(request.method, request.path, dict(request.headers), dict(request.query), body)
        self.received.append(received)
        return await self.steps.popleft()(request)


@asynccontextmanager
async def scripted_slack() -> AsyncIterator[ScriptedSlack]:
    slack = ScriptedSlack()
    app = web.Application(client_max_size=4_000_000)
    app.router.add_route("*", "/{path:.*}", slack.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()
