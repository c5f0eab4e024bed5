"""Brings payloads to the app, and says what came back. Nothing here waits longer than Slack would."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

from bot.sandbox.journal import Sent
from bot.sandbox.outbound import HttpCarrier
from bot.sandbox.socket_mode import SocketCarrier

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class Carrier(Protocol):
    """One way to the app."""

    async def carry(self, sent: Sent, retry: tuple[int, str] | None) -> None:
        """Delivers once; writes status, body and error into ``sent``. ``retry``: which one, and why."""
        ...

    async def close(self) -> None:
        """Gives up what it holds open."""
        ...


class Courier:
    """Keeps the record of deliveries."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._carrier: Carrier = (
            SocketCarrier(slack.sockets) if slack.transport == "socket" else HttpCarrier(slack)
        )

    async def deliver(self, kind: str, payload: dict[str, Any]) -> Sent:
        """One payload, once. Never raises for what the app does or fails to do."""
        sent = Sent(kind, payload, self._slack.now())
        await self.attempt(sent)
        self._slack.journal.sent.add(sent)
        self._slack.world.changes.note("inspector")
        return sent

    async def attempt(self, sent: Sent, retry: tuple[int, str] | None = None) -> None:
        """One more attempt for a payload that is on record."""
        began = time.monotonic()
        now = Sent(sent.kind, sent.payload, sent.at)
        await self._carrier.carry(now, retry)
        sent.status, sent.body, sent.error, sent.headers = now.status, now.body, now.error, now.headers
        sent.seconds = time.monotonic() - began

    async def close(self) -> None:
        await self._carrier.close()
