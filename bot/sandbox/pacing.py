"""Slack's rate limits: by method in a sliding minute, and by channel for posts."""

from __future__ import annotations

import math
import time
from collections import deque

from bot.sandbox.errors import RateLimited

MINUTE = 60.0
TIER_2, TIER_3, TIER_4 = 20, 50, 100

# Calls in any one minute. Slack promises "N or more"; this stand-in grants N and no more.
PER_MINUTE = {
    "chat.postMessage": 600,
    "chat.getPermalink": 600,
    "auth.test": 600,
    "api.test": 600,
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "views.open": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
    "views.publish": TIER_4,
    "conversations.history": TIER_3,
    "conversations.replies": TIER_3,
    "conversations.info": TIER_3,
    "conversations.open": TIER_3,
    "conversations.join": TIER_3,
    "conversations.members": TIER_4,
    "conversations.list": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "users.conversations": TIER_2,
    "team.info": TIER_3,
    "bots.info": TIER_3,
    "auth.revoke": TIER_3,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.info": TIER_4,
    "oauth.v2.access": TIER_4,
    # On paper one a minute; an app that reconnects a few times is let in all the same.
    "apps.connections.open": TIER_2,
}
POSTS_PER_SECOND = 1.0
POSTS_AT_ONCE = 4


class Pacing:
    """Counts what was let through; a refused call costs nothing."""

    def __init__(self) -> None:
        self._minutes: dict[str, deque[float]] = {}
        self._channels: dict[str, tuple[float, float]] = {}

    def check(self, method: str, channel_id: str | None) -> None:
        """Lets a call through. Raises RateLimited with the whole seconds to wait."""
        now = time.monotonic()
        posts = method == "chat.postMessage" and channel_id is not None
        room = self._room(channel_id, now) if posts and channel_id is not None else 1.0
        if room < 1.0:
            raise RateLimited(max(1, math.ceil((1.0 - room) / POSTS_PER_SECOND)))
        most = PER_MINUTE.get(method)
        if most is not None:
            calls = self._minutes.setdefault(method, deque())
            while calls and now - calls[0] >= MINUTE:
                calls.popleft()
            if len(calls) >= most:
                raise RateLimited(max(1, math.ceil(MINUTE - (now - calls[0]))))
            calls.append(now)
        if posts and channel_id is not None:
            self._channels[channel_id] = (room - 1.0, now)

    def _room(self, channel_id: str, now: float) -> float:
        room, since = self._channels.get(channel_id, (float(POSTS_AT_ONCE), now))
        return min(float(POSTS_AT_ONCE), room + (now - since) * POSTS_PER_SECOND)
