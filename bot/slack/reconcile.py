"""Asking Slack whether a message was posted: its metadata names the delivery it came from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.slack.client import Posted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.slack.client import SlackClient

MARGIN = timedelta(seconds=5)
"""Slack's clock and ours may differ a little."""


async def find_posted(
    slack: SlackClient, recipient_id: str, event_type: str, delivery_id: str, *, since: datetime
) -> Posted | None:
    """Where a delivery's message is, or None after a complete look at the history since its first try.

    ``recipient_id``: a channel, or a person, whose direct messages are then looked through. Raises
    SlackFailure where the history cannot be read; that tells nothing.
    """
    is_person = recipient_id[:1] in {"U", "W"}
    channel_id = await slack.conversations_open(recipient_id) if is_person else recipient_id
    cursor: str | None = None
    while True:
        page = await slack.conversations_history(
            channel_id, oldest=f"{(since - MARGIN).timestamp():.6f}", cursor=cursor
        )
        for message in page.get("messages", []):
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == event_type and payload.get("id") == delivery_id:
                return Posted(channel_id, message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if not page.get("has_more") or cursor is None:
            return None
