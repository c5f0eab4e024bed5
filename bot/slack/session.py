"""The one HTTP session for everything that goes to Slack."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

# aiohttp's own limit of 100 caps sending at some 550 messages a second when Slack answers in 150 ms.
CONNECTIONS = 500
HTTP_TOTAL = 15.0


def open_session(
    *,
    http_total: float = HTTP_TOTAL,
    connections: int = CONNECTIONS,
    trace: aiohttp.TraceConfig | None = None,
) -> aiohttp.ClientSession:
    """A session whose every request ends within ``http_total`` seconds. Whoever opens it closes it, last of
    all.

    Waiting for a connection has a shorter limit of its own: so a request that never left fails as one that
    never left (``NotSent``), not as one that nobody knows about (``Unclear``).
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections),
        timeout=aiohttp.ClientTimeout(
            total=http_total, connect=http_total * 2 / 3, sock_connect=http_total / 3
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        trace_configs=[trace] if trace else None,
        json_serialize=lambda value: orjson.dumps(value).decode(),
    )


def written(method: str, on_written: Callable[[], None]) -> aiohttp.TraceConfig:
    """A trace that calls ``on_written`` as soon as the bytes of a call to ``method`` have left us."""
    trace = aiohttp.TraceConfig()

    async def on_chunk(_session: object, _context: object, sent: aiohttp.TraceRequestChunkSentParams) -> None:
        if sent.url.name == method:
            # aiohttp says so before it hands them over, and the loop may hold them until its turn ends.
            asyncio.get_running_loop().call_soon(on_written)

    trace.on_request_chunk_sent.append(on_chunk)
    return trace
