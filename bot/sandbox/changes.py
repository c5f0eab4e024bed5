"""What changed, in order: the one thing that tests, pages and ``Person.until`` wait on."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """``what`` is one of messages, modals, home, state, inspector.

    ``channel_id`` says where, if it is about messages; ``viewer`` who alone can see it, if not everybody.
    """

    n: int
    what: str
    channel_id: str | None = None
    viewer: str | None = None


class Changes:
    """A counter that can be waited on, and the last few thousand changes behind it."""

    def __init__(self) -> None:
        self.n = 0
        self._log: deque[Change] = deque(maxlen=REMEMBERED)
        self._waiting: list[asyncio.Future[None]] = []

    def note(self, what: str, channel_id: str | None = None, viewer: str | None = None) -> None:
        """Something changed; whoever waits goes on."""
        self.n += 1
        self._log.append(Change(self.n, what, channel_id, viewer))
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    def since(self, n: int) -> list[Change] | None:
        """The changes after number ``n``; None when some of them are no longer remembered."""
        if n >= self.n:
            return []
        if not self._log or self._log[0].n > n + 1:
            return None
        return list(self._log)[n + 1 - self._log[0].n :]

    async def after(self, n: int) -> None:
        """Return once there is a change later than number ``n``."""
        while self.n <= n:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future
