"""The WebSocket of Socket Mode, and how it comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.slack.classify import classify

if TYPE_CHECKING:
    from collections.abc import Awaitable

CONNECT_SECONDS = 15.0
LONGEST_PAUSE = 30.0


class Connection(SocketModeClient):
    """The SDK's client, except for what it does when a connection cannot be made.

    The SDK asks for an address once and then tries that one for ever, though an address of Slack's is good
    for one connection and a short time: lost at the wrong moment, the app would stay deaf. Here each attempt
    has an address of its own, is given up after ``CONNECT_SECONDS``, and the pauses grow.
    """

    async def connect(self) -> None:
        """Return when connected, or when ``close`` was called meanwhile."""
        pause = min(1.0, self.ping_interval)
        while not self.closed:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    await self._open()
            except (aiohttp.ClientError, SlackApiError, OSError, TimeoutError) as problem:
                self.logger.warning("Cannot connect to Slack: %s", classify(problem, "apps.connections.open"))
            else:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def close(self) -> None:
        """Close the socket and wait until the client's own tasks have ended."""
        await super().close()
        tasks = (self.message_processor, self.current_session_monitor, self.message_receiver)
        here = asyncio.current_task()
        ending: list[Awaitable[object]] = [task for task in tasks if task is not None and task is not here]
        await asyncio.gather(*ending, return_exceptions=True)

    async def _open(self) -> None:
        # Slack counts connections: the old one goes first. Nothing may reconnect by itself in between.
        self.auto_reconnect_enabled = False
        if self.current_session is not None:
            await self.current_session.close()
        if self.aiohttp_client_session.closed:
            self.aiohttp_client_session = aiohttp.ClientSession()
        address, self.wss_uri = self.wss_uri, None
        session = await self.aiohttp_client_session.ws_connect(
            address if address is not None else await self.issue_new_wss_url(),
            autoping=False,
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
        )
        self.current_session = session
        self.last_ping_pong_time = None
        self.auto_reconnect_enabled = self.default_auto_reconnect_enabled
        self.stale = False
        self.logger.info("Connected to Slack by Socket Mode")
        self._read_from_here()

    def _read_from_here(self) -> None:
        """Start the loops that serve the new socket. One of the old ones may be what called us: no await."""
        for old in (self.current_session_monitor, self.message_receiver):
            if old is not None:
                old.cancel()
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())
