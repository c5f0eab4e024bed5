"""A Slack that takes every message and answers after 150 ms: ``python -m tests.bench.slow_slack``.

It prints its port and ends when its standard input is closed. It reads no more of a request than it must:
what is measured is who sends.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import sys
from typing import cast

ANSWERS_AFTER = 0.15
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
RECIPIENT = re.compile(rb'"channel":"([A-Z0-9]+)"')
_numbers = itertools.count(1)


class Conversation(asyncio.Protocol):
    """One connection: a request is answered before the next one comes."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not found or (length and len(body) < int(length[1])):
            return
        self._received = b""
        recipient = RECIPIENT.search(body)
        asyncio.get_running_loop().call_later(
            ANSWERS_AFTER, self._answer, recipient[1] if recipient else b"C1"
        )

    def _answer(self, recipient: bytes) -> None:
        channel = b"D" + recipient[1:] if recipient.startswith(b"U") else recipient
        body = b'{"ok":true,"channel":"%s","ts":"%d.000001"}' % (channel, next(_numbers))
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head + body)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    import uvloop

    uvloop.run(main())
