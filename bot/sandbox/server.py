"""The sandbox: one workspace of an invented Slack, with one app, on this machine only."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.courier import Courier
from bot.sandbox.events import RETRY_DELAYS, Events
from bot.sandbox.faults import Faults
from bot.sandbox.happenings import Happenings
from bot.sandbox.journal import Call, Journal, Log, Sent, Violation
from bot.sandbox.membership import Membership
from bot.sandbox.message import Message
from bot.sandbox.misbehaving import Outcome
from bot.sandbox.oauth import OAuth
from bot.sandbox.pacing import Pacing
from bot.sandbox.person import Person
from bot.sandbox.response_urls import ResponseUrls
from bot.sandbox.site import application
from bot.sandbox.socket_mode import Sockets
from bot.sandbox.stamps import Stamps
from bot.sandbox.tokens import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Tokens
from bot.sandbox.triggers import Triggers
from bot.sandbox.uploads import Uploads
from bot.sandbox.world import World

SHUTDOWN_SECONDS = 1.0


class Sandbox(Happenings):
    """A stand-in for Slack. ``now`` rules ``ts``, events and history; real time everything that expires.

    ``transport``: signed HTTP to ``app_url`` (which may be set after the start), or Socket Mode. ``pacing``:
    whether the rate limits hold. ``forward``: moves the clock to an instant, or (None) to what is due next,
    and returns a sentence where it cannot; the page's *Forward* control calls it. ``port`` 0: any free one.
    Raises ValueError for a host that is not this machine's own.

    ``workspaces`` are those that the page offers to go to: this one, and others beside it where they are set.
    ``retry_delays`` are the seconds before each new attempt to deliver an event, ``scan_seconds`` how long an
    uploaded file takes to be ready for use; both can be changed.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        transport: Literal["http", "socket"] = "http",
        app_url: str | None = None,
        world: World | None = None,
        pacing: bool = True,
        host: str = "127.0.0.1",
        port: int = 0,
        forward: Callable[[datetime | None], Awaitable[str | None]] | None = None,
    ) -> None:
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"The sandbox serves this machine only, not {host}.")
        self.now = now
        self.transport = transport
        self.app_url = app_url
        self.world = world or World.demo()
        self.pacing = pacing
        self.forward = forward
        self.host = host
        self.port = port
        self.retry_delays: tuple[float, ...] = RETRY_DELAYS
        self.scan_seconds = 0.0
        self.workspaces: list[Sandbox] = [self]
        self.bot_token, self.app_token, self.signing_secret = BOT_TOKEN, APP_TOKEN, SIGNING_SECRET
        self.stamps = Stamps(now)
        self.journal = Journal()
        self.faults = Faults()
        self.paces = Pacing()
        self.tokens = Tokens(self.world)
        self.triggers = Triggers()
        self.response_urls = ResponseUrls(self)
        self.uploads = Uploads(self)
        self.oauth = OAuth(self)
        self.sockets = Sockets(self)
        self.events = Events(self)
        self.membership = Membership(self)
        self.courier = Courier(self)
        self.stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listens. Raises OSError when the port is taken."""
        self.stopping.clear()
        runner = web.AppRunner(application(self), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await runner.setup()
        site = web.TCPSite(runner, self.host, self.port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.port = runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends everything that is under way; what was on record stays to be read."""
        self.stopping.set()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.sockets.close()
        await self.courier.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """Where the page is."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def api_url(self) -> str:
        """Where the Web API is; with the slash at the end that clients need."""
        return f"{self.url}/api/"

    @property
    def calls(self) -> Log[Call]:
        """What the app called, oldest first."""
        return self.journal.calls

    @property
    def violations(self) -> Log[Violation]:
        """What Slack would have refused."""
        return self.journal.violations

    @property
    def sent(self) -> Log[Sent]:
        """What was sent to the app."""
        return self.journal.sent

    def person(self, user_id: str) -> Person:
        """Somebody's eyes and hands."""
        return Person(self, user_id)

    def start_task(self, work: Coroutine[Any, Any, Any]) -> None:
        """Goes on with something in the background, until the sandbox stops."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def violation(self, where: str, pointer: str, reason: str, payload: Any) -> None:
        """Notes something that Slack would refuse."""
        self.journal.violations.add(Violation(where, pointer, reason, payload, self.now()))
        self.world.changes.note("inspector")

    def record(self, method: str, args: dict[str, Any], outcome: Outcome, began: float) -> None:
        """Notes what the app called, and what it was answered."""
        seconds = time.monotonic() - began
        call = Call(method, args, outcome.body, began, outcome.status, seconds, self.now())
        self.journal.calls.add(call)
        self.world.changes.note("inspector")

    def permalink(self, message: Message) -> str:
        """The address of a message; in a browser it leads to the page."""
        address = f"{self.url}/archives/{message.channel_id}/p{message.ts.replace('.', '')}"
        if message.is_reply:
            address += f"?thread_ts={message.thread_ts}&cid={message.channel_id}"
        return address

    def file_json(self, file_id: str) -> dict[str, Any]:
        """A file object as it is now."""
        return self.world.files[file_id].as_file(self.url, time.monotonic())
