"""A Bolt app behind its own signature check, served on this machine."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient


class BoltOverHttp:
    """``app`` takes listeners; ``requests`` are the headers and bodies that came."""

    def __init__(self, client: AsyncWebClient, signing_secret: str) -> None:
        async def authorize(**_: Any) -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=None,
                team_id="TSANDBOX01",
                bot_user_id="USOCMOB001",
                bot_id="BSOCMOB001",
                bot_token=client.token,
            )

        self.app = AsyncApp(
            client=client,
            signing_secret=signing_secret,
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=False,
        )
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.url = ""

    async def start(self) -> None:
        server = web.Application()
        server.router.add_post("/slack/events", self._take)
        self._runner = web.AppRunner(server, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.read()))
        answer = await self.app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)
