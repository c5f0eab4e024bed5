"""Events to the app: only those it subscribed to, in envelopes, tried again when not acknowledged."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads

if TYPE_CHECKING:
    from bot.sandbox.journal import Sent
    from bot.sandbox.server import Sandbox

RETRY_DELAYS = (0.0, 60.0, 300.0)


class Events:
    """The first attempt can be awaited (three seconds at most); the others come in the background."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack

    async def send(self, inner: dict[str, Any]) -> Sent | None:
        """Sends one event; None when the app is not to hear of it."""
        app = self._slack.world.app
        if not app.installed or inner["type"] not in app.events:
            return None
        return await self._deliver(payloads.event(self._slack, inner))

    def send_soon(self, inner: dict[str, Any]) -> None:
        """The same without waiting: for what follows from the app's own calls."""
        app = self._slack.world.app
        if app.installed and inner["type"] in app.events:
            self._slack.start_task(self._deliver(payloads.event(self._slack, inner)))

    async def _deliver(self, payload: dict[str, Any]) -> Sent:
        sent = await self._slack.courier.deliver("event", payload)
        if not sent.acknowledged:
            self._slack.start_task(self._retry(sent))
        return sent

    async def _retry(self, sent: Sent) -> None:
        for number, delay in enumerate(self._slack.retry_delays, start=1):
            if sent.acknowledged or sent.headers.get("x-slack-no-retry") == "1":
                return
            await asyncio.sleep(delay)
            reason = sent.error or "unknown_error"
            sent.retries = number
            await self._slack.courier.attempt(sent, (number, reason))
            self._slack.world.changes.note("inspector")
