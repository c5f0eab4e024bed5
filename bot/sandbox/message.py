"""A message as it stood at one moment; an update makes a new value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.elements import placed_elements
from bot.sandbox.stamps import instant
from bot.sandbox.words import words


@dataclass(frozen=True, slots=True)
class Message:
    """What one person sees at one place of a conversation. ``ts`` and ``channel_id`` name it."""

    ts: str
    channel_id: str
    user_id: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    bot_id: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    ephemeral_for: str | None = None
    edited: str | None = None
    metadata: dict[str, Any] | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    reply_users: tuple[str, ...] = ()
    reply_count: int = 0
    latest_reply: str | None = None
    files: tuple[str, ...] = ()
    subtype: str | None = None
    deleted: bool = False

    @property
    def at(self) -> datetime:
        """When it was posted, in business time."""
        return instant(self.ts)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def buttons(self) -> list[dict[str, Any]]:
        """Its buttons in order, each with the ``block_id`` of its block."""
        return [
            {**one.element, "block_id": one.block_id}
            for one in placed_elements(self.blocks)
            if one.element["type"] == "button"
        ]

    def find(self, action_id: str) -> dict[str, Any] | None:
        """The first element with this ``action_id``, with the ``block_id`` of its block; None without one."""
        for one in placed_elements(self.blocks):
            if one.element.get("action_id") == action_id:
                return {**one.element, "block_id": one.block_id}
        return None

    def words(self) -> str:
        """All that can be read of it: the words of its blocks, or its text where it has none."""
        return words(self.blocks) or self.text
