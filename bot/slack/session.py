"""The one HTTP session for everything that goes to Slack."""

from __future__ import annotations

import aiohttp
import orjson

# aiohttp's own limit of 100 caps sending at some 550 messages a second when Slack answers in 150 ms.
CONNECTIONS = 500
HTTP_TOTAL = 15.0


def open_session(*, http_total: float = HTTP_TOTAL, connections: int = CONNECTIONS) -> aiohttp.ClientSession:
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
        json_serialize=lambda value: orjson.dumps(value).decode(),
    )
