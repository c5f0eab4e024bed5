"""Socket Mode: the same payloads in envelopes over WebSockets that the app opened."""

from __future__ import annotations

import asyncio
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import WSMsgType, web

from bot.sandbox.journal import Sent

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

PATIENCE_SECONDS = 3.0
TICKET_SECONDS = 30.0
PING_SECONDS = 10.0
LIFE_SECONDS = 18_060
DEBUG_LIFE_SECONDS = 360
ENVELOPES = {"command": "slash_commands", "event": "events_api"}


@dataclass(eq=False, slots=True)
class Connection:
    """One WebSocket; ``leaving`` when Slack has said that it will close it."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    closed: asyncio.Event = field(default_factory=asyncio.Event)


class Sockets:
    """The connections of the app, and the acknowledgements that are awaited on them."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._tickets: dict[str, float] = {}
        self._awaited: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0
        self.connections: list[Connection] = []

    def new_address(self) -> str:
        """An address that lets in one connection, soon."""
        ticket = str(uuid.uuid4())
        self._tickets[ticket] = time.monotonic() + TICKET_SECONDS
        base = self._slack.url.replace("http://", "ws://", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self._slack.world.app.id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``GET /link/``: one connection, from its hello to its end."""
        until = self._tickets.pop(request.query.get("ticket", ""), None)
        if until is None or time.monotonic() > until:
            return web.Response(status=401, text="This address was used before, or is too old.")
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self._connections_are([*self.connections, connection])
        try:
            await socket.send_json(self._hello(request.query.get("debug_reconnects") == "true"))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        except ConnectionResetError:
            pass
        finally:
            connection.closed.set()
            self._connections_are([one for one in self.connections if one is not connection])
        return socket

    def _connections_are(self, connections: list[Connection]) -> None:
        self.connections = connections
        self._slack.world.changes.note("inspector")

    def _hello(self, debug: bool) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": DEBUG_LIFE_SECONDS if debug else LIFE_SECONDS,
            },
            "connection_info": {"app_id": self._slack.world.app.id},
        }

    def _acknowledged(self, data: str) -> None:
        try:
            message = orjson.loads(data)
        except orjson.JSONDecodeError:
            return
        future = self._awaited.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if future is not None and not future.done():
            future.set_result(message.get("payload"))

    def _next_connection(self) -> Connection | None:
        """The connections in turn; None while there is none."""
        usable = [one for one in self.connections if not one.leaving]
        if not usable:
            return None
        self._turn += 1
        return usable[self._turn % len(usable)]

    async def send(self, envelope: dict[str, Any]) -> Any:
        """Sends until somebody acknowledges; the payload of that.

        A connection that ends before it acknowledged passes its envelope on to another one. Raises
        ConnectionError where there is none, TimeoutError after three seconds.
        """
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._awaited[envelope["envelope_id"]] = future
        data = orjson.dumps(envelope).decode()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if all(one.leaving for one in self.connections):
                    raise ConnectionError("The app has no connection open.")
                while not future.done():
                    await self._send_once(data, future)
            return future.result()
        finally:
            del self._awaited[envelope["envelope_id"]]

    async def _send_once(self, data: str, future: asyncio.Future[Any]) -> None:
        connection = self._next_connection()
        if connection is None:
            await asyncio.sleep(0.02)
            return
        try:
            await connection.socket.send_str(data)
        except ConnectionError:
            connection.leaving = True
            return
        closing = asyncio.ensure_future(connection.closed.wait())
        try:
            await asyncio.wait((future, closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            closing.cancel()

    async def disconnect(self, reason: str, linger: float) -> None:
        """Tells every connection that it will end, sends nothing more on it, and ends it after ``linger``."""
        leaving = [one for one in self.connections if not one.leaving]
        for connection in leaving:
            connection.leaving = True
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )
        if linger:
            await asyncio.sleep(linger)
        for connection in leaving:
            await connection.socket.close()

    def drop(self) -> None:
        """Breaks every connection without a word, as a failing network does."""
        for connection in self.connections:
            connection.leaving = True
            if connection.transport is not None:
                connection.transport.abort()

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.socket.close()


class SocketCarrier:
    """Wraps payloads into envelopes."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    async def carry(self, sent: Sent, retry: tuple[int, str] | None) -> None:
        kind = ENVELOPES.get(sent.kind, "interactive")
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)),
            "payload": sent.payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope["retry_attempt"] = retry[0] if retry else 0
            envelope["retry_reason"] = retry[1] if retry else ""
        try:
            body = await self._sockets.send(envelope)
        except TimeoutError:
            sent.error = "http_timeout"
        except ConnectionError:
            sent.error = "connection_failed"
        else:
            sent.status = 200
            sent.body = body or None

    async def close(self) -> None:
        await self._sockets.close()
