"""Business time: what due instants, rounds and records are measured by. Real time rules everything else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, in UTC."""


class MovableClock:
    """Real time, moved forward by hand: how the sandbox lets days pass."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._real() + self._ahead

    def forward(self, by: timedelta) -> None:
        """Raises ValueError for a step back: what was due has happened."""
        if by < timedelta():
            raise ValueError("the clock only moves forward")
        self._ahead += by
