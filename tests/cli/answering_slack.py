"""A Slack on loopback that gives each method one answer, and keeps what was asked."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.manifest import OPTIONAL_SCOPES, SCOPES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BOT_TOKEN = "xoxb-sandbox-not-a-real-token"
APP_TOKEN = "xapp-sandbox-not-a-real-token"

WHO_WE_ARE = {
    "ok": True,
    "team": "Acme",
    "team_id": "TACME",
    "user_id": "USOCMOB",
    "bot_id": "BSOCMOB",
    "url": "https://acme.example/",
}


@dataclass
class AnsweringSlack:
    answers: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            "auth.test": WHO_WE_ARE,
            "apps.connections.open": {"ok": True, "url": "wss://127.0.0.1/?ticket=sandbox"},
        }
    )
    scopes: set[str] = field(default_factory=lambda: {*SCOPES, *OPTIONAL_SCOPES})
    statuses: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""

    @property
    def environ(self) -> dict[str, str]:
        """What an operator would set to use it."""
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": "not-a-real-secret",
            "SLACK_API_URL": f"{self.url}/api",
        }

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append((method, request.headers.get("Authorization", "")))
        return web.json_response(
            self.answers[method],
            status=self.statuses.get(method, 200),
            headers={"x-oauth-scopes": ",".join(sorted(self.scopes))},
        )


@asynccontextmanager
async def answering_slack() -> AsyncIterator[AnsweringSlack]:
    slack = AnsweringSlack()
    app = web.Application()
    app.router.add_post("/api/{method}", slack.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()
