"""A Slack that keeps a ledger of what it accepted, and misbehaves on purpose.

``python -m tests.proof.ledger_slack`` is a process of its own and never killed, so that its ledger is the
truth. For each line that it reads, a JSON object with a :class:`Conduct`, it opens an empty ledger in place
of the last one and prints its port; it ends when its input is closed. ``GET /truth`` tells what it has seen.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

TEAM = "TPROOF0001"
APP_USER, APP_BOT = "USOCMOB001", "BSOCMOB001"
WHO = {
    "ok": True,
    "url": "https://proof.example/",
    "team": "Proof",
    "team_id": TEAM,
    "user": "socmob",
    "user_id": APP_USER,
    "bot_id": APP_BOT,
}
SCOPES = "chat:write,channels:read,channels:history,groups:history,im:write,im:history,users:read,commands"
PAGE = 15
UNCLEAR_BEFORE = ("500_before", "close_before", "hang_before")
UNCLEAR_AFTER = ("500_after", "close_after", "hang_after", "half_body", "late", "internal_error", "no_json")
FAULTS = ("429", *UNCLEAR_BEFORE, *UNCLEAR_AFTER, "slow")
HISTORY_FAULTS = ("429", "500_before", "close_before")


@dataclass(frozen=True)
class Conduct:
    """How it misbehaves. Times are in seconds.

    ``rate``: the share of calls that go wrong. ``late``: how long after the client gave up a message is still
    accepted. ``lag``: how long an accepted message may be missing from the history. ``gap``: at most one post
    in this time and channel; what comes sooner is answered 429, as is anything while a Retry-After runs.
    ``ahead``: how far business time is ahead of real time; messages are stamped with it.
    """

    seed: int = 1
    rate: float = 0.0
    patience: float = 0.8
    late: float = 0.3
    lag: float = 0.3
    gap: float = 0.0
    answers_after: float = 0.0
    ahead: float = 0.0


@dataclass(frozen=True)
class Accepted:
    """A message that is there."""

    channel: str
    ts: str
    delivery: str
    at: float
    shown_at: float


@dataclass(frozen=True)
class Asked:
    """One call. ``fault`` is what went wrong with it, or "none"; ``complete``: a history read to its end."""

    at: float
    method: str
    channel: str
    delivery: str
    fault: str
    complete: bool = False


@dataclass
class Truth:
    accepted: list[Accepted] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    """Calls that came although a Retry-After or the gap between two posts was running."""


class LedgerSlack:
    def __init__(self, conduct: Conduct) -> None:
        self.conduct = conduct
        self.truth = Truth()
        self._chance = random.Random(conduct.seed)
        self._numbers = itertools.count(1)
        self._quiet_until: dict[str, tuple[float, float]] = {}
        self._last_post: dict[str, float] = {}
        self._late: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/truth", self._tell)
        app.router.add_route("*", "/api/{method}", self._call)
        return app

    async def _tell(self, _request: web.Request) -> web.Response:
        return web.json_response(asdict(self.truth))

    async def _call(self, request: web.Request) -> web.StreamResponse:
        arguments = await _arguments(request)
        method = request.match_info["method"]
        if method == "chat.postMessage":
            return await self._post(request, arguments)
        if method == "conversations.history":
            return await self._history(request, arguments)
        answers: dict[str, dict[str, Any]] = {
            "auth.test": WHO,
            "conversations.open": {"ok": True, "channel": {"id": _channel(str(arguments.get("users")))}},
            "users.info": _person(str(arguments.get("user"))),
        }
        known = answers.get(method, {"ok": False, "error": "unknown_method"})
        return web.json_response(known, headers={"x-oauth-scopes": SCOPES})

    async def _post(self, request: web.Request, arguments: dict[str, Any]) -> web.StreamResponse:
        now = time.monotonic()
        channel = _channel(arguments["channel"])
        delivery = arguments["metadata"]["event_payload"]["id"]
        refused = self._too_early("chat.postMessage", now, channel)
        fault = "early" if refused else self._fault(FAULTS)
        self.truth.asked.append(Asked(now, "chat.postMessage", channel, delivery, fault))
        if refused:
            return refused
        self._last_post[channel] = now
        if fault == "429":
            return self._rate_limited("chat.postMessage", now)
        if fault == "late":
            self._later(self._accept_late(channel, delivery))
            await asyncio.sleep(self.conduct.patience * 3)
        if fault == "slow":
            await asyncio.sleep(self.conduct.patience * 0.6)
        if fault in UNCLEAR_BEFORE or fault == "late":
            return await self._break_off(request, fault)
        if self.conduct.answers_after:
            await asyncio.sleep(self.conduct.answers_after)
        posted = self._accept(channel, delivery)
        if fault in UNCLEAR_AFTER:
            return await self._break_off(request, fault)
        return web.json_response({"ok": True, "channel": channel, "ts": posted.ts, "message": {}})

    async def _history(self, request: web.Request, arguments: dict[str, Any]) -> web.StreamResponse:
        now = time.monotonic()
        channel = arguments["channel"]
        refused = self._too_early("conversations.history", now, None)
        fault = "early" if refused else self._fault(HISTORY_FAULTS)
        oldest = float(arguments.get("oldest") or 0)
        found = [
            one
            for one in self.truth.accepted
            if one.channel == channel and one.shown_at <= now and float(one.ts) >= oldest
        ]
        found.sort(key=lambda one: float(one.ts), reverse=True)
        start = int(arguments.get("cursor") or 0)
        page = found[start : start + PAGE]
        has_more = start + PAGE < len(found)
        complete = fault == "none" and not has_more
        self.truth.asked.append(Asked(now, "conversations.history", channel, "", fault, complete))
        if refused:
            return refused
        if fault == "429":
            return self._rate_limited("conversations.history", now)
        if fault != "none":
            return await self._break_off(request, fault)
        messages = [
            {
                "type": "message",
                "ts": one.ts,
                "bot_id": APP_BOT,
                "metadata": {"event_type": "socmob_delivery", "event_payload": {"id": one.delivery}},
            }
            for one in page
        ]
        more = {"next_cursor": str(start + PAGE) if has_more else ""}
        return web.json_response(
            {"ok": True, "messages": messages, "has_more": has_more, "response_metadata": more}
        )

    def _accept(self, channel: str, delivery: str) -> Accepted:
        now = time.monotonic()
        lag = self._chance.uniform(0, self.conduct.lag)
        stamp = f"{time.time() + self.conduct.ahead:.3f}{next(self._numbers) % 1000:03d}"
        posted = Accepted(channel, stamp, delivery, now, now + lag)
        self.truth.accepted.append(posted)
        return posted

    async def _accept_late(self, channel: str, delivery: str) -> None:
        await asyncio.sleep(self.conduct.patience + self._chance.uniform(0, self.conduct.late))
        self._accept(channel, delivery)

    def _later(self, doing: Any) -> None:
        task = asyncio.ensure_future(doing)
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _fault(self, kinds: tuple[str, ...]) -> str:
        return self._chance.choice(kinds) if self._chance.random() < self.conduct.rate else "none"

    def _too_early(self, method: str, now: float, channel: str | None) -> web.Response | None:
        """What was already on the wire when the 429 was answered could not know of it."""
        since, until = self._quiet_until.get(method, (0.0, 0.0))
        if now < until:
            if now > since + self.conduct.patience:
                self.truth.early.append(f"{method} {until - now:.3f} s before its Retry-After ended")
            return _quiet(until - now)
        last = self._last_post.get(channel or "", -1.0)
        if channel is not None and now < last + self.conduct.gap:
            self.truth.early.append(f"{channel}: {now - last:.3f} s after the last post")
            return _quiet(1)
        return None

    def _rate_limited(self, method: str, now: float) -> web.Response:
        self._quiet_until[method] = (now, now + 1.0)
        return _quiet(1)

    async def _break_off(self, request: web.Request, fault: str) -> web.StreamResponse:
        if fault.startswith("500"):
            return web.Response(status=500, text="oops")
        if fault.startswith("hang"):
            await asyncio.sleep(self.conduct.patience * 3)
        if fault == "internal_error":
            return web.json_response({"ok": False, "error": "internal_error"})
        if fault == "no_json":
            return web.Response(text="<html>", content_type="text/html")
        if fault == "half_body":
            half = web.StreamResponse(headers={"Content-Length": "500", "Content-Type": "application/json"})
            await half.prepare(request)
            await half.write(b'{"ok": true, "channel": "')
        if request.transport is not None:
            request.transport.close()
        return web.Response()


async def _arguments(request: web.Request) -> dict[str, Any]:
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await request.json()
    else:
        arguments |= {
            name: json.loads(value) if name in ("metadata", "blocks") else value
            for name, value in (await request.post()).items()
        }
    return arguments


def _channel(recipient: str) -> str:
    """A post to a person goes to their direct messages."""
    return f"D{recipient[1:]}" if recipient.startswith("U") else recipient


def _person(user_id: str) -> dict[str, Any]:
    return {"ok": True, "user": {"id": user_id, "team_id": TEAM, "name": user_id, "tz": "Europe/London"}}


def _quiet(seconds: float) -> web.Response:
    headers = {"Retry-After": str(max(1, round(seconds)))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


async def main() -> None:
    runner: web.AppRunner | None = None
    while line := await asyncio.to_thread(sys.stdin.readline):
        if runner is not None:
            await runner.cleanup()
        slack = LedgerSlack(Conduct(**json.loads(line)))
        runner = web.AppRunner(slack.application(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        print(runner.addresses[0][1], flush=True)
    if runner is not None:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
