"""The least of a Slack: it says who we are and takes every message. Nothing of it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

from contextlib import asynccontextmanager

TEAM = "TBENCH0001"
WHO = {
    "ok": True,
    "url": "https://bench.example/",
    "team": "Bench",
    "team_id": TEAM,
    "user": "socmob",
    "user_id": "USOCMOB001",
    "bot_id": "BSOCMOB001",
}


async def answer(request: web.Request) -> web.Response:
    await request.read()
    if request.path.endswith("auth.test"):
        return web.json_response(WHO, headers={"x-oauth-scopes": "chat:write,commands,users:read"})
    return web.json_response({"ok": True, "channel": "CBENCH0001", "ts": "1.000001"})


@asynccontextmanager
async def slack() -> AsyncIterator[str]:
    """Its address, such as ``http://127.0.0.1:4000``."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
