"""Signed HTTP: each payload is one POST to the app's address."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
import orjson

from bot.sandbox.journal import Sent
from bot.sandbox.tokens import sign

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

PATIENCE_SECONDS = 3.0
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def encoded(sent: Sent) -> tuple[bytes, str]:
    """The body of a payload and its content type: commands are forms, interactions JSON in a form."""
    if sent.kind == "event":
        return orjson.dumps(sent.payload), JSON
    if sent.kind == "command":
        return urlencode(sent.payload).encode(), FORM
    return urlencode({"payload": orjson.dumps(sent.payload).decode()}).encode(), FORM


class HttpCarrier:
    """Signs with real time; waits three seconds."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._session: aiohttp.ClientSession | None = None

    async def carry(self, sent: Sent, retry: tuple[int, str] | None) -> None:
        if self._slack.app_url is None:
            sent.error = "connection_failed"
            return
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=False)
        body, content_type = encoded(sent)
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._slack.signing_secret, timestamp, body),
        }
        if retry is not None:
            headers["X-Slack-Retry-Num"] = str(retry[0])
            headers["X-Slack-Retry-Reason"] = retry[1]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._post(self._session, body, headers, sent)
        except TimeoutError:
            sent.status, sent.error = 0, "http_timeout"
        except aiohttp.ClientConnectorError:
            sent.status, sent.error = 0, "connection_failed"
        except aiohttp.ClientError:
            sent.status, sent.error = 0, "unknown_error"

    async def _post(
        self, session: aiohttp.ClientSession, body: bytes, headers: dict[str, str], sent: Sent
    ) -> None:
        address = str(self._slack.app_url)
        async with session.post(address, data=body, headers=headers, allow_redirects=False) as response:
            data = await response.read()
            sent.headers = {name.lower(): value for name, value in response.headers.items()}
            sent.body = _decoded(data, response.content_type)
            sent.status = response.status
            if not 200 <= response.status < 300:
                sent.error = "http_error"

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def _decoded(data: bytes, content_type: str) -> Any:
    if not data:
        return None
    if content_type == JSON:
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError:
            return data.decode("utf-8", "replace")
    return data.decode("utf-8", "replace")
