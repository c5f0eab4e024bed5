"""The ways into the app that are neither a command nor a button: its Home and its shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.errors import Refused
from bot.sandbox.journal import Reply, Sent
from bot.sandbox.message import Message
from bot.sandbox.wire import message_json, view_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

TROUBLE = "The app did not answer as it should. Try again."


async def home_opened(slack: Sandbox, user_id: str, tab: str) -> Reply:
    """``app_home_opened``, with the view where one has been published before."""
    world = slack.world
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": world.direct(user_id, world.app.user_id).id,
        "tab": tab,
    }
    if tab == "home" and user_id in world.homes:
        event["view"] = view_json(slack, world.homes[user_id])
    sent = await slack.events.send(event)
    return Reply(sent.status, sent.body, sent.seconds) if sent else Reply()


async def message_shortcut(slack: Sandbox, user_id: str, message: Message, callback_id: str) -> Reply:
    """``message_action``: one of the app's shortcuts, on a message."""
    _check_known(slack, callback_id, "message")
    if message.ephemeral_for is not None:
        raise Refused("A message that only you can see has no shortcuts.")
    channel = slack.world.channels[message.channel_id]
    payload = payloads.interaction(slack, "message_action", user_id) | {
        "callback_id": callback_id,
        "action_ts": slack.stamps.next(),
        "trigger_id": slack.triggers.issue(user_id, channel_id=channel.id),
        "response_url": slack.response_urls.issue("app", channel.id, user_id),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": payloads.channel_name(channel)},
        "message": message_json(slack, message),
    }
    return _reply(await slack.courier.deliver("message_action", payload))


async def global_shortcut(slack: Sandbox, user_id: str, callback_id: str) -> Reply:
    """``shortcut``: one of the app's shortcuts, from anywhere."""
    _check_known(slack, callback_id, "global")
    return _reply(await slack.courier.deliver("shortcut", payloads.shortcut(slack, user_id, callback_id)))


def _check_known(slack: Sandbox, callback_id: str, kind: str) -> None:
    """Shortcuts are listed in the app's configuration; one that is not cannot be chosen."""
    for shortcut in slack.world.app.shortcuts:
        if shortcut["callback_id"] == callback_id and shortcut["type"] == kind:
            return
    raise Refused(f"The app has no {kind} shortcut {callback_id!r}.")


def _reply(sent: Sent) -> Reply:
    return Reply(sent.status, sent.body, sent.seconds, error=None if sent.acknowledged else TROUBLE)
