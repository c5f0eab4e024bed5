"""A machine's clock that begins where a test wants it: what people see does not tell when it was run."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def clock_from(begin: datetime) -> Iterator[None]:
    """For demos that are started inside: their clock stands at ``begin`` at first, then goes on."""
    ahead = begin - datetime.now(UTC)

    class Clock:
        def now(self) -> datetime:
            return datetime.now(UTC) + ahead

    with patch("bot.demo.SystemClock", Clock):
        yield
