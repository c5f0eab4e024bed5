"""Socket Mode: the same payloads over a WebSocket, where no public address is to be had."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
from slack_bolt.adapter.socket_mode.async_base_handler import AsyncBaseSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.response import SocketModeResponse
from yarl import URL

from bot.front.connection import Connection
from bot.front.dispatch import Dispatch
from bot.slack.addresses import is_loopback
from bot.slack.classify import classify

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.response import BoltResponse
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.front.metrics import FrontMetrics

logger = logging.getLogger(__name__)

STOP_SECONDS = 10.0


class SocketMode(AsyncBaseSocketModeHandler):
    """Takes envelopes from Slack, dispatches them like HTTP requests, and acknowledges them with the answer.

    An envelope is acknowledged when its listener has ended, and only then: where the connection breaks
    before, Slack may deliver the envelope again, to this process or to another. Listeners must therefore be
    able to run twice for one payload, and ours are (answers are upserts ordered by ``action_ts``, what
    creates something has a unique origin). An envelope that arrives while we stop is left unacknowledged for
    another connection.

    ``web_client`` says where Slack is (its ``base_url``); it needs no token, for the app token is its own.
    """

    def __init__(
        self,
        app: AsyncApp,
        *,
        app_token: str,
        metrics: FrontMetrics,
        web_client: AsyncWebClient | None = None,
        ping_interval: float = 10.0,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        self.app = app
        self.client = Connection(
            app_token=app_token,
            logger=logger,
            web_client=web_client if web_client is not None else app.client,
            ping_interval=ping_interval,
        )
        if is_loopback(URL(self.client.web_client.base_url)):
            self.client.proxy = None
        self.client.socket_mode_request_listeners.append(self.handle)
        self._dispatch = Dispatch(app)
        self._metrics = metrics
        self._stop_seconds = stop_seconds
        self._in_flight: set[asyncio.Task[Any]] = set()
        self._stopping = False

    async def connect_async(self) -> None:
        """Return when connected. Raises ``SlackFailure`` when Slack refuses the app token.

        A Slack that cannot be reached is no reason to give up: it is tried again until it can be.
        """
        try:
            self.client.wss_uri = await self.client.issue_new_wss_url()
        except (aiohttp.ClientError, SlackApiError, OSError, TimeoutError) as problem:
            failure = classify(problem, "apps.connections.open")
            if failure.permanent or failure.disconnected:
                raise failure from problem
            logger.warning("Cannot reach Slack yet: %s", failure)
        await self.client.connect()

    async def close_async(self) -> None:
        """Take nothing new, let what has begun be answered (``stop_seconds`` at most), then disconnect."""
        self._stopping = True
        if self._in_flight:
            _, unanswered = await asyncio.wait(self._in_flight, timeout=self._stop_seconds)
            if unanswered:
                logger.error("Disconnecting with %d envelopes unanswered", len(unanswered))
        await self.client.close()

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        if self._stopping:
            return
        task = asyncio.current_task()
        assert task is not None, "the client runs each envelope in a task"
        # The client keeps no reference to that task; this set does, and knows what is still to be answered.
        self._in_flight.add(task)
        task.add_done_callback(self._in_flight.discard)
        clock = asyncio.get_running_loop().time
        started = clock()
        response = await self._dispatch(req.payload, _retry_headers(req))
        if response.status == 200:
            await client.send_socket_mode_response(_acknowledgement(req, response))
        else:
            logger.warning("Did not acknowledge an envelope of type %s: %d", req.type, response.status)
        self._metrics.answered("socket", response.status, clock() - started)


def _retry_headers(req: SocketModeRequest) -> dict[str, str]:
    headers = {}
    if req.retry_attempt is not None:
        headers["x-slack-retry-num"] = str(req.retry_attempt)
    if req.retry_reason is not None:
        headers["x-slack-retry-reason"] = req.retry_reason
    return headers


def _acknowledgement(req: SocketModeRequest, response: BoltResponse) -> SocketModeResponse:
    if not response.body or not req.accepts_response_payload:
        return SocketModeResponse(req.envelope_id)
    if response.headers.get("content-type", [""])[0].startswith("application/json"):
        return SocketModeResponse(req.envelope_id, orjson.loads(response.body))
    return SocketModeResponse(req.envelope_id, {"text": response.body})
