"""A conversation and the messages in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.sandbox.account import EPOCH
from bot.sandbox.message import Message

Kind = Literal["channel", "private", "im"]


@dataclass(slots=True)
class Channel:
    """A public or private channel, or the direct messages of two.

    ``messages`` finds a message by its ``ts``; ``timeline`` is what the channel itself shows, oldest first
    (threads only with their root and what was sent to the channel too); ``threads`` the replies to each root.
    """

    id: str
    name: str
    kind: Kind
    members: dict[str, None] = field(default_factory=dict)
    creator: str = ""
    created: int = int(EPOCH.timestamp())
    archived: bool = False
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    timeline: list[str] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        """Puts a new message where it belongs; a reply counts for its root."""
        self.messages[message.ts] = message
        if not message.is_reply or message.broadcast:
            insort(self.timeline, message.ts)
        if message.is_reply and message.thread_ts is not None:
            insort(self.threads.setdefault(message.thread_ts, []), message.ts)
            self._count_replies(message.thread_ts)

    def put(self, message: Message) -> None:
        """Another version of a message that is there."""
        self.messages[message.ts] = message

    def remove(self, ts: str) -> None:
        """Takes a message away; a root that has replies leaves a gravestone, as Slack shows it."""
        message = self.messages[ts]
        if self.threads.get(ts):
            self.messages[ts] = replace(
                message,
                text="This message was deleted.",
                blocks=[],
                attachments=[],
                files=(),
                metadata=None,
                subtype="tombstone",
                deleted=True,
            )
            return
        del self.messages[ts]
        _take(self.timeline, ts)
        if message.thread_ts in self.threads and message.is_reply:
            _take(self.threads[message.thread_ts], ts)
            self._count_replies(message.thread_ts)

    def after(self, ts: str) -> list[str]:
        """The timeline later than ``ts``."""
        return self.timeline[bisect_right(self.timeline, ts) :]

    def _count_replies(self, root_ts: str) -> None:
        root = self.messages.get(root_ts)
        if root is None:
            return
        replies = [self.messages[ts] for ts in self.threads[root_ts]]
        self.messages[root_ts] = replace(
            root,
            thread_ts=root_ts if replies else None,
            reply_count=len(replies),
            reply_users=tuple(dict.fromkeys(reply.user_id for reply in replies)),
            latest_reply=replies[-1].ts if replies else None,
        )


def _take(timestamps: list[str], ts: str) -> None:
    index = bisect_left(timestamps, ts)
    if index < len(timestamps) and timestamps[index] == ts:
        del timestamps[index]
