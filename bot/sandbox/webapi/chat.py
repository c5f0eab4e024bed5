"""chat.*: messages to channels, to people, and to one person in a channel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox import posting
from bot.sandbox.arguments import Args
from bot.sandbox.channel import Channel
from bot.sandbox.errors import SlackError
from bot.sandbox.limits_check import accept_message
from bot.sandbox.webapi.access import channel_to_post, known_channel, own_message
from bot.sandbox.wire import message_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

TIMESTAMP = re.compile(r"\d{10,}\.\d{6}")
CONTENT = ("text", "blocks", "attachments", "metadata")


def post_message(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = channel_to_post(slack, args.needed("channel", "channel_not_found"))
    accept_message(slack, "chat.postMessage", _shortened(slack, "chat.postMessage", args))
    thread_ts = args.text("thread_ts")
    if thread_ts is not None:
        _check_thread(channel, thread_ts)
    message = posting.post(
        slack,
        channel,
        slack.world.app.user_id,
        args.text("text") or "",
        blocks=args.get("blocks"),
        attachments=args.get("attachments"),
        thread_ts=thread_ts,
        broadcast=args.flag("reply_broadcast"),
        metadata=args.get("metadata"),
    )
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "message": message_json(slack, message, "all"),
    }


def update(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = known_channel(slack, args.needed("channel", "channel_not_found"))
    before = own_message(slack, channel, args.needed("ts", "message_not_found"), "cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    accept_message(slack, "chat.update", _content(args), update=True)
    message = posting.update(
        slack,
        before,
        text=args.text("text") if "text" in args else None,
        blocks=args.get("blocks"),
        attachments=args.get("attachments"),
        metadata=args.get("metadata"),
    )
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message_json(slack, message, "all"),
    }


def delete(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = known_channel(slack, args.needed("channel", "channel_not_found"))
    message = own_message(slack, channel, args.needed("ts", "message_not_found"), "cant_delete_message")
    if channel.archived:
        raise SlackError("is_archived")
    posting.remove(slack, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def post_ephemeral(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel_id = args.needed("channel", "channel_not_found")
    channel = channel_to_post(slack, channel_id)
    user_id = args.needed("user", "user_not_in_channel")
    if user_id not in channel.members or slack.world.people[user_id].deleted:
        raise SlackError("user_not_in_channel")
    accept_message(slack, "chat.postEphemeral", _shortened(slack, "chat.postEphemeral", args))
    message = posting.post_ephemeral(
        slack,
        channel,
        user_id,
        slack.world.app.user_id,
        args.text("text") or "",
        blocks=args.get("blocks"),
        attachments=args.get("attachments"),
        thread_ts=args.text("thread_ts"),
    )
    return {"ok": True, "message_ts": message.ts}


def get_permalink(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = known_channel(slack, args.needed("channel", "channel_not_found"))
    message = channel.messages.get(args.needed("message_ts", "message_not_found"))
    if message is None:
        raise SlackError("message_not_found")
    return {"ok": True, "channel": channel.id, "permalink": slack.permalink(message)}


def _content(args: Args) -> dict[str, Any]:
    return {name: args[name] for name in CONTENT if name in args}


def _shortened(slack: Sandbox, where: str, args: Args) -> dict[str, Any]:
    """Slack cuts a posted text off instead of refusing it; the rest is held against the limits."""
    content = _content(args)
    text = content.get("text")
    if isinstance(text, str) and len(text) > posting.POSTED_CHARACTERS:
        slack.violation(where, "/text", f"cut off after {posting.POSTED_CHARACTERS} characters", content)
        content["text"] = text[: posting.POSTED_CHARACTERS]
    return content


def _check_thread(channel: Channel, thread_ts: str) -> None:
    if not TIMESTAMP.fullmatch(thread_ts):
        raise SlackError(
            "invalid_thread_ts",
            response_metadata={"messages": [f"[ERROR] {thread_ts} is not a valid thread_ts"]},
        )
    if thread_ts not in channel.messages:
        raise SlackError("thread_not_found")
