"""Slack's side of Socket Mode: single-use addresses, envelopes out, acknowledgements back."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.front.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

APP_TOKEN = "xapp-sandbox-not-a-real-token"


class SocketSlack:
    def __init__(self) -> None:
        self.tickets_given = count(1)
        self.tickets_open: set[str] = set()
        self.tokens: list[str] = []
        self.handshakes_to_refuse = 0
        self.open_error: str | None = None
        self.connected: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        self.acknowledged: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sockets: list[web.WebSocketResponse] = []

    async def open(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers.get("Authorization", ""))
        if self.open_error is not None:
            return web.json_response({"ok": False, "error": self.open_error})
        ticket = str(next(self.tickets_given))
        self.tickets_open.add(ticket)
        return web.json_response({"ok": True, "url": f"ws://{request.host}/link?ticket={ticket}"})

    async def link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query["ticket"]
        if ticket not in self.tickets_open:
            return web.Response(status=408, text="used ticket")
        self.tickets_open.remove(ticket)
        if self.handshakes_to_refuse:
            self.handshakes_to_refuse -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        self.connected.put_nowait(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.acknowledged.put_nowait(json.loads(message.data))
        return socket


def envelope(payload: dict[str, Any], *, takes_payload: bool = True, **other: Any) -> dict[str, Any]:
    return {
        "envelope_id": "E-1",
        "type": "interactive",
        "payload": payload,
        "accepts_response_payload": takes_payload,
        **other,
    }


@asynccontextmanager
async def socket_slack() -> AsyncIterator[tuple[SocketSlack, str]]:
    """The stand-in and the base address of its Web API."""
    slack = SocketSlack()
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", slack.open)
    app.router.add_get("/link", slack.link)
    site = Site(app, "127.0.0.1", 0, stop_seconds=0.5)
    await site.start()
    try:
        yield slack, f"{site.url}/api/"
    finally:
        for socket in slack.sockets:
            await socket.close()
        await site.stop()
