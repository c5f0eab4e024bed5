"""Tells the page what changed, as server-sent events."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import orjson
from aiohttp import web

from bot.sandbox.changes import Change

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

KEEP_ALIVE_SECONDS = 15.0
# A burst of changes becomes one event.
GATHER_SECONDS = 0.02


class PageStream:
    """``GET /sandbox/events?as=…``."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Runs until the page or the sandbox goes."""
        changes = self._slack.world.changes
        user_id = request.query.get("as", "")
        seen = changes.n
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        with contextlib.suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(b": listening\n\n")
            while await self._wait(seen, response):
                what = self._visible(changes.since(seen), user_id)
                seen = changes.n
                if what:
                    data = orjson.dumps({"n": seen, "what": what})
                    await response.write(b"data: " + data + b"\n\n")
        return response

    async def _wait(self, seen: int, response: web.StreamResponse) -> bool:
        """True when there is something new; False when the sandbox stops."""
        changes, stopping = self._slack.world.changes, self._slack.stopping
        while True:
            waits = [asyncio.ensure_future(changes.after(seen)), asyncio.ensure_future(stopping.wait())]
            try:
                done, _ = await asyncio.wait(
                    waits, timeout=KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
            finally:
                for one in waits:
                    one.cancel()
            if stopping.is_set():
                return False
            if done:
                await asyncio.sleep(GATHER_SECONDS)
                return True
            await response.write(b": still here\n\n")

    def _visible(self, changes: list[Change] | None, user_id: str) -> list[str]:
        """The names of what this person should read again; everything, when too much has happened."""
        if changes is None:
            return ["all"]
        world = self._slack.world
        names: dict[str, None] = {}
        for change in changes:
            if change.viewer not in (None, user_id):
                continue
            if change.what != "messages":
                names[change.what] = None
            elif change.channel_id is not None:
                channel = world.channels.get(change.channel_id)
                if channel is not None and world.can_see(user_id, channel):
                    names[f"messages:{channel.id}"] = None
        return list(names)
