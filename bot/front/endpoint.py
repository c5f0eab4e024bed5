"""``POST /slack/events``: everything that Slack sends by HTTP."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response

from bot.front.form import Malformed, decode

if TYPE_CHECKING:
    from bot.front.dispatch import Dispatch
    from bot.front.metrics import FrontMetrics
    from bot.front.signature import Signature

logger = logging.getLogger(__name__)

MAX_BODY = 1024 * 1024

# Slack sends a body at once and waits three seconds in all: whoever is slower holds a connection for nothing.
BODY_SECONDS = 5.0


class SlackEndpoint:
    """Checks the signature, decodes the body once, dispatches it, and answers with what Bolt says.

    401 without a valid signature, 413 beyond ``MAX_BODY``, 408 for a body that does not come, 400 for one
    that cannot be decoded. Bodies are never logged: they hold what people typed.
    """

    def __init__(self, dispatch: Dispatch, signature: Signature, metrics: FrontMetrics) -> None:
        self._dispatch = dispatch
        self._signature = signature
        self._metrics = metrics

    async def answer(self, request: web.Request) -> web.Response:
        clock = asyncio.get_running_loop().time
        started = clock()
        status = 500
        try:
            response = await self._checked(request)
            status = response.status
        except web.HTTPException as refusal:
            status = refusal.status
            logger.info("Refused a request to %s: %d %s", request.path, status, refusal.text)
            raise
        finally:
            self._metrics.answered("http", status, clock() - started)
        return response

    async def _checked(self, request: web.Request) -> web.Response:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not self._signature.is_plausible(stamp, signature):
            raise web.HTTPUnauthorized
        body = await _read(request)
        if not self._signature.holds(stamp, signature, body):
            raise web.HTTPUnauthorized
        try:
            payload = decode(request.headers.get("Content-Type", ""), body)
        except Malformed as problem:
            raise web.HTTPBadRequest(text=f"The body is {problem}.") from problem
        return await to_aiohttp_response(await self._dispatch(payload, request.headers))


async def refuse_unknown_expectations(request: web.Request) -> None:
    """aiohttp repeats an unknown ``Expect`` in its 417, and fails with 500 where it cannot be encoded."""
    if request.headers.get("Expect", "").lower() != "100-continue":
        raise web.HTTPExpectationFailed
    await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    request.writer.output_size = 0


async def _read(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest(text="The body broke off.") from None
