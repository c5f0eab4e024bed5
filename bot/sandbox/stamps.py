"""Slack's timestamps: the business time of a message, and its name in the channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

MICROSECONDS = 1_000_000


class Stamps:
    """Hands out timestamps that follow the movable clock, and never the same one twice.

    Each is later than the one before, even where the clock stands still or was turned back: a ``ts`` is
    what orders and names messages.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """A new timestamp, as ``1700000000.000100``."""
        micros = int(self._now().timestamp() * MICROSECONDS)
        self._last = max(micros, self._last + 1)
        seconds, rest = divmod(self._last, MICROSECONDS)
        return f"{seconds}.{rest:06d}"

    def now_ts(self) -> str:
        """The present as a timestamp, without using one up; never before one that was handed out."""
        micros = max(int(self._now().timestamp() * MICROSECONDS), self._last)
        seconds, rest = divmod(micros, MICROSECONDS)
        return f"{seconds}.{rest:06d}"


def instant(ts: str) -> datetime:
    """The UTC instant of a timestamp."""
    seconds, _, rest = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int((rest or "0").ljust(6, "0")[:6]))
