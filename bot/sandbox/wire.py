"""Messages, channels and views as the Web API and the payloads write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.sandbox.channel import Channel
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

Metadata = Literal["none", "type", "all"]


def message_json(slack: Sandbox, message: Message, metadata: Metadata = "none") -> dict[str, Any]:
    """A message object. Of metadata, readers that do not ask for all of it see the type alone."""
    app = slack.world.app
    body: dict[str, Any] = {
        "type": "message",
        "user": message.user_id,
        "ts": message.ts,
        "text": message.text,
        "team": slack.world.team_id,
    }
    if message.subtype:
        body["subtype"] = message.subtype
    if message.bot_id:
        body["bot_id"] = message.bot_id
        if message.bot_id == app.bot_id:
            body["app_id"] = app.id
            body["bot_profile"] = bot_json(slack)
    if message.blocks:
        body["blocks"] = message.blocks
    if message.attachments:
        body["attachments"] = message.attachments
    if message.files:
        body["files"] = [slack.file_json(file_id) for file_id in message.files]
        body["upload"] = True
    if message.edited:
        body["edited"] = {"user": message.bot_id or message.user_id, "ts": message.edited}
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
        if message.is_reply:
            root = slack.world.channels[message.channel_id].messages.get(message.thread_ts)
            body["parent_user_id"] = root.user_id if root else None
        else:
            body |= {
                "reply_count": message.reply_count,
                "reply_users": list(message.reply_users),
                "reply_users_count": len(message.reply_users),
                "latest_reply": message.latest_reply,
            }
    if message.metadata and metadata != "none":
        whole = metadata == "all"
        body["metadata"] = message.metadata if whole else {"event_type": message.metadata["event_type"]}
    return body


def bot_json(slack: Sandbox) -> dict[str, Any]:
    """The app's bot, as ``bots.info`` and the messages show it."""
    app = slack.world.app
    return {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.user_id,
        "name": app.name,
        "deleted": not app.installed,
        "team_id": slack.world.team_id,
    }


def channel_json(slack: Sandbox, channel: Channel, *, count_members: bool = False) -> dict[str, Any]:
    """A conversation object, seen by the app."""
    app_user = slack.world.app.user_id
    if channel.kind == "im":
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": False,
            "user": slack.world.peer(channel, app_user),
            "is_user_deleted": slack.world.people[slack.world.peer(channel, app_user)].deleted,
            "priority": 0,
        }
    body: dict[str, Any] = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": app_user in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "context_team_id": slack.world.team_id,
        "shared_team_ids": [slack.world.team_id],
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": channel.previous_names,
    }
    if count_members:
        body["num_members"] = len(channel.members)
    return body


def view_json(slack: Sandbox, modal: Modal) -> dict[str, Any]:
    """A view object with everything that Slack adds to what the app gave."""
    world = slack.world
    return {
        "id": modal.id,
        "team_id": world.team_id,
        **modal.view,
        "state": {"values": modal.state},
        "hash": modal.hash,
        "title": modal.view.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "submit": modal.view.get("submit"),
        "close": modal.view.get("close"),
        "previous_view_id": modal.previous_id,
        "root_view_id": modal.root_id,
        "app_id": world.app.id,
        "app_installed_team_id": world.team_id,
        "bot_id": world.app.bot_id,
    }
