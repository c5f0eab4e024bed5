"""Messages come into being, change and go: by the app, by people, and by Slack itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.sandbox.channel import Channel
from bot.sandbox.elements import with_ids
from bot.sandbox.message import Message

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

POSTED_CHARACTERS = 40_000


def post(
    slack: Sandbox,
    channel: Channel,
    user_id: str,
    text: str,
    *,
    blocks: list[dict[str, Any]] | None = None,
    attachments: list[dict[str, Any]] | None = None,
    thread_ts: str | None = None,
    broadcast: bool = False,
    metadata: dict[str, Any] | None = None,
    files: Iterable[str] = (),
    subtype: str | None = None,
) -> Message:
    """A new message that everybody in the conversation sees. A reply to a reply goes to the same root."""
    parent = channel.messages.get(thread_ts) if thread_ts else None
    if parent is not None and parent.thread_ts:
        thread_ts = parent.thread_ts
    message = Message(
        ts=slack.stamps.next(),
        channel_id=channel.id,
        user_id=user_id,
        bot_id=slack.world.people[user_id].bot_id,
        text=text[:POSTED_CHARACTERS],
        blocks=with_ids(blocks or []),
        attachments=attachments or [],
        thread_ts=thread_ts,
        broadcast=broadcast and thread_ts is not None,
        metadata=metadata or None,
        files=tuple(files),
        subtype=subtype,
    )
    channel.add(message)
    slack.world.changes.note("messages", channel.id)
    return message


def post_ephemeral(
    slack: Sandbox,
    channel: Channel,
    viewer: str,
    user_id: str,
    text: str,
    *,
    blocks: list[dict[str, Any]] | None = None,
    attachments: list[dict[str, Any]] | None = None,
    thread_ts: str | None = None,
) -> Message:
    """A message for one reader, until they reload. It is in no history."""
    message = Message(
        ts=slack.stamps.next(),
        channel_id=channel.id,
        user_id=user_id,
        bot_id=slack.world.people[user_id].bot_id,
        text=text[:POSTED_CHARACTERS],
        blocks=with_ids(blocks or []),
        attachments=attachments or [],
        thread_ts=thread_ts,
        ephemeral_for=viewer,
    )
    slack.world.ephemerals.setdefault((viewer, channel.id), {})[message.ts] = message
    slack.world.changes.note("messages", channel.id, viewer)
    return message


def update(
    slack: Sandbox,
    message: Message,
    *,
    text: str | None,
    blocks: list[dict[str, Any]] | None,
    attachments: list[dict[str, Any]] | None = None,
    metadata: dict[str, Any] | None = None,
) -> Message:
    """Another version of a message, seen by whoever saw it before.

    Without ``blocks`` a new text takes the old ones away. Metadata that is not given stays,
    ``{}`` removes it. Only a change of a message without blocks is marked as edited.
    """
    changed = replace(
        message,
        text=message.text if text is None else text,
        blocks=with_ids(blocks or []),
        attachments=message.attachments if attachments is None else attachments,
        metadata=message.metadata if metadata is None else metadata or None,
        edited=message.edited if blocks else slack.stamps.now_ts(),
    )
    if message.ephemeral_for is not None:
        slack.world.ephemerals[message.ephemeral_for, message.channel_id][message.ts] = changed
    else:
        slack.world.channels[message.channel_id].put(changed)
    slack.world.changes.note("messages", message.channel_id, message.ephemeral_for)
    return changed


def remove(slack: Sandbox, message: Message) -> None:
    """A message is gone, for whoever saw it."""
    if message.ephemeral_for is not None:
        slack.world.ephemerals[message.ephemeral_for, message.channel_id].pop(message.ts, None)
    else:
        slack.world.channels[message.channel_id].remove(message.ts)
    slack.world.changes.note("messages", message.channel_id, message.ephemeral_for)
