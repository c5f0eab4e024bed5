"""Our own POST, for the calls that are made thousands of times.

The SDK's client reaches half of what the connection can carry; these few lines reach nearly all of it. They
do not follow redirects and never try again: what a second try would do is for the caller to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
from yarl import URL

from bot.slack.addresses import is_slack
from bot.slack.classify import Reply, classify, spent
from bot.slack.failures import ForeignAddress

if TYPE_CHECKING:
    from collections.abc import Mapping

_JSON = "application/json; charset=utf-8"


class Wire:
    """Posts JSON to one Slack with one token, over a session that others share."""

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str, proxy: str | None) -> None:
        self._session = session
        self._api = URL(api_url)
        self._proxy = proxy
        self._addresses: dict[str, URL] = {}
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": _JSON}

    async def call(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Slack's answer to ``method``. Arguments that are None are left out. Raises ``SlackFailure``."""
        address = self._addresses.get(method)
        if address is None:
            address = self._addresses[method] = self._api / method
        reply = await self._post(address, self._headers, arguments, method)
        if reply.status == 200 and isinstance(reply.data, dict) and reply.data.get("ok") is True:
            return reply.data
        raise classify(reply, method)

    async def respond(self, response_url: str, arguments: Mapping[str, Any]) -> None:
        """Post to the address that came with a payload. The token stays here. Raises ``SlackFailure``."""
        if not is_slack(response_url, self._api):
            raise ForeignAddress("foreign_address", "response_url")
        reply = await self._post(URL(response_url), {"Content-Type": _JSON}, arguments, "response_url")
        refused = isinstance(reply.data, dict) and reply.data.get("ok") is False
        if reply.status == 200 and not refused:
            return
        if reply.status in (404, 410) and not refused:
            raise spent()
        raise classify(reply, "response_url")

    async def _post(
        self, url: URL, headers: Mapping[str, str], arguments: Mapping[str, Any], method: str
    ) -> Reply:
        body = orjson.dumps({name: value for name, value in arguments.items() if value is not None})
        try:
            async with self._session.post(
                url, data=body, headers=headers, allow_redirects=False, proxy=self._proxy
            ) as response:
                content = await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            raise classify(problem, method) from problem
        return Reply(response.status, response.headers, _decoded(content))


def _decoded(content: bytes) -> object:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
