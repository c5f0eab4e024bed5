"""Asking Slack whether a message was posted: its metadata names the delivery it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.slack.client import Posted
from bot.slack.failures import MessageGone, Unclear

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.slack.client import SlackClient

    ReadPage = Callable[[str | None], Awaitable[dict[str, Any]]]

MARGIN = timedelta(seconds=60)
"""Slack's clock and ours may differ: a message that we date wrongly must not look as if it were not there."""

PAGE = 15
"""More at once Slack gives only to some apps; what was posted within a minute or two seldom fills a page."""


@dataclass(frozen=True)
class Wanted:
    """What a message carries, and between which instants it was posted: of its first try, and of its last."""

    event_type: str
    delivery_id: str
    since: datetime
    until: datetime

    @property
    def window(self) -> dict[str, str]:
        return {"oldest": _ts(self.since - MARGIN), "latest": _ts(self.until + MARGIN)}

    def is_in(self, message: dict[str, Any]) -> bool:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        return metadata.get("event_type") == self.event_type and payload.get("id") == self.delivery_id


async def find_posted(slack: SlackClient, channel_id: str, wanted: Wanted) -> Posted | None:
    """Where a message is, or None after a *complete* look at what was posted while it was tried.

    Raises SlackFailure where the history cannot be read to its end; that tells nothing.
    """

    async def read(cursor: str | None) -> dict[str, Any]:
        return await slack.conversations_history(channel_id, **wanted.window, limit=PAGE, cursor=cursor)

    return await _find(read, channel_id, wanted)


async def find_in_thread(slack: SlackClient, channel_id: str, ts: str, wanted: Wanted) -> Posted | None:
    """The same for a reply, which a channel's history does not show. A thread that is gone holds none."""

    async def read(cursor: str | None) -> dict[str, Any]:
        return await slack.conversations_replies(channel_id, ts, **wanted.window, limit=PAGE, cursor=cursor)

    try:
        return await _find(read, channel_id, wanted)
    except MessageGone:
        return None


async def _find(read: ReadPage, channel_id: str, wanted: Wanted) -> Posted | None:
    cursor: str | None = None
    while True:
        page = await read(cursor)
        for message in page.get("messages", []):
            if wanted.is_in(message):
                return Posted(channel_id, message["ts"])
        if not page.get("has_more"):
            return None
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            raise Unclear("unclear", "conversations.history", details=("more, but no cursor",))


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
