"""Signed presses over keep-alive connections, with as little work of our own as can be."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.rows import percentile

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "not-a-real-signing-secret"


@dataclass(frozen=True)
class Measured:
    """Requests a second; seconds."""

    throughput: float
    median: float
    p99: float


def signed(body: bytes) -> bytes:
    """The whole HTTP request, as Slack would send it."""
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={digest}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def measure(port: int, make_body: Callable[[int], bytes], *, number: int, in_flight: int) -> Measured:
    """Sends ``number`` requests, ``in_flight`` at a time. Raises where one is not answered with 200."""
    requests = [signed(make_body(index)) for index in range(number)]
    requests.reverse()
    times: list[float] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while requests:
                request = requests.pop()
                started = time.perf_counter()
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = _content_length(head)
                if length:
                    await reader.readexactly(length)
                times.append(time.perf_counter() - started)
                if not head.startswith(b"HTTP/1.1 200"):
                    raise RuntimeError(f"a press was answered with {head[:60]!r}")
        finally:
            writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(in_flight)))
    seconds = time.perf_counter() - started
    return Measured(number / seconds, percentile(times, 0.5), percentile(times, 0.99))


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
