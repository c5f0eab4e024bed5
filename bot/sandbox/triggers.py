"""Trigger ids: the right to open one view, for three seconds after somebody did something."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from bot.sandbox.errors import SlackError

LIFE_SECONDS = 3.0
REMEMBERED = 10_000


@dataclass(slots=True)
class Trigger:
    """Who did something, and where: in which view, in which conversation."""

    user_id: str
    issued: float
    view_id: str | None = None
    channel_id: str | None = None
    used: bool = False


class Triggers:
    """Issues them and takes them back, in real time."""

    def __init__(self) -> None:
        self._issued: OrderedDict[str, Trigger] = OrderedDict()

    def issue(self, user_id: str, view_id: str | None = None, channel_id: str | None = None) -> str:
        """A new id for what ``user_id`` just did."""
        trigger_id = (
            f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        )
        self._issued[trigger_id] = Trigger(user_id, time.monotonic(), view_id, channel_id)
        if len(self._issued) > REMEMBERED:
            self._issued.popitem(last=False)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Uses the id up. Raises SlackError: never issued, used before, or older than three seconds."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > LIFE_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger
