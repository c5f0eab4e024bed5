"""Answers a call with the fault that was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault

HANG_SECONDS = 120.0


@dataclass(slots=True)
class Outcome:
    """What a call comes to; status 0: the connection ended without an answer."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


async def misbehave(
    request: web.Request,
    fault: Fault,
    run: Callable[[], Outcome],
    respond: Callable[[Outcome], web.Response],
    stopping: asyncio.Event,
) -> tuple[Outcome, web.StreamResponse]:
    """Does the call (``run``), or not, and answers or not, as ``fault`` says."""
    match fault.kind:
        case "429":
            body = {"ok": False, "error": "ratelimited"}
            return _both(Outcome(429, body, {"Retry-After": str(fault.retry_after)}), respond)
        case "error":
            return _both(Outcome(200, {"ok": False, "error": fault.code}), respond)
        case "500_before":
            return _both(_server_error(fault), respond)
        case "500_after":
            run()
            return _both(_server_error(fault), respond)
        case "drop_before":
            return _dropped(request)
        case "drop_after":
            run()
            return _dropped(request)
        case "hang":
            await _pause(HANG_SECONDS, stopping)
            return _dropped(request)
        case "slow":
            outcome = run()
            await _pause(fault.seconds, stopping)
            return _both(outcome, respond)
        case "late":
            if await _pause(fault.seconds, stopping):
                return _dropped(request)
            return _both(run(), respond)
        case _:
            return await _half(request, respond(run()))


def _both(outcome: Outcome, respond: Callable[[Outcome], web.Response]) -> tuple[Outcome, web.Response]:
    return outcome, respond(outcome)


def _server_error(fault: Fault) -> Outcome:
    return Outcome(fault.status, {"ok": False, "error": "internal_error"})


def _dropped(request: web.Request) -> tuple[Outcome, web.Response]:
    _abort(request)
    return Outcome(0, {}), web.Response()


async def _half(request: web.Request, whole: web.Response) -> tuple[Outcome, web.StreamResponse]:
    """Promises all of the answer, sends half of it, and breaks the connection."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    response = web.StreamResponse(status=whole.status, headers=whole.headers)
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    _abort(request, gently=True)
    return Outcome(0, {}), response


def _abort(request: web.Request, *, gently: bool = False) -> None:
    transport = request.transport
    if transport is not None:
        transport.close() if gently else transport.abort()


async def _pause(seconds: float, stopping: asyncio.Event) -> bool:
    """Waits; True when the sandbox stopped meanwhile."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True
