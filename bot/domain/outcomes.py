"""What becomes of a delivery that somebody holds: written down by whoever holds it, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryState

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Outcome:
    """``word`` is how it is counted. ``not_before`` is real time, ``at`` business time."""

    word: str
    state: DeliveryState
    reason: str | None = None
    channel_id: str | None = None
    ts: str | None = None
    not_before: datetime | None = None
    at: datetime | None = None
    was_no_try: bool = False
    told_nothing: bool = False
    is_repeat: bool = False

    @property
    def is_sent(self) -> bool:
        return self.state is DeliveryState.SENT


def sent(channel_id: str, ts: str | None) -> Outcome:
    return Outcome("sent", DeliveryState.SENT, channel_id=channel_id, ts=ts)


def skipped(reason: str) -> Outcome:
    """It is no longer wanted, or the person cannot be written to."""
    return Outcome("skipped", DeliveryState.SKIPPED, reason)


def dead(reason: str) -> Outcome:
    """Given up: somebody has to look at it."""
    return Outcome("dead", DeliveryState.DEAD, reason)


def again(not_before: datetime, *, was_no_try: bool = False) -> Outcome:
    """It was surely not accepted: planned once more."""
    return Outcome("again", DeliveryState.PLANNED, not_before=not_before, was_no_try=was_no_try)


def put_off(at: datetime) -> Outcome:
    """Whether it is wanted shows later. Nothing was posted, and that was no try."""
    return Outcome("put off", DeliveryState.PLANNED, at=at, was_no_try=True)


def check(not_before: datetime, *, told_nothing: bool = False) -> Outcome:
    """It may have been accepted: nothing is posted before Slack was asked.

    ``told_nothing``: Slack was asked, and cannot say.
    """
    return Outcome("check", DeliveryState.CHECK, not_before=not_before, told_nothing=told_nothing)


def repeat(not_before: datetime) -> Outcome:
    """It may have been accepted, and Slack cannot say: posted once more, in words that say so."""
    return Outcome("repeat", DeliveryState.PLANNED, not_before=not_before, is_repeat=True)
