"""Who may do what where: the checks that Slack makes before a method does its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.channel import Channel
from bot.sandbox.errors import SlackError
from bot.sandbox.message import Message

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

READ_SCOPE = {"channel": "channels:read", "private": "groups:read", "im": "im:read"}
HISTORY_SCOPE = {"channel": "channels:history", "private": "groups:history", "im": "im:history"}


def need_scope(slack: Sandbox, scope: str) -> None:
    """Raises SlackError, saying what is needed and what is there, when the app has not been given a scope."""
    provided = slack.world.app.scopes
    if scope not in provided:
        raise SlackError("missing_scope", needed=scope, provided=",".join(provided))


def known_channel(slack: Sandbox, channel_id: str) -> Channel:
    """A conversation that the app may know of. What is private and not its own does not exist for it."""
    channel = slack.world.channels.get(channel_id)
    if channel is None or (channel.kind != "channel" and slack.world.app.user_id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def joined_channel(slack: Sandbox, channel_id: str) -> Channel:
    """A conversation that the app is in."""
    channel = known_channel(slack, channel_id)
    if slack.world.app.user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def channel_to_post(slack: Sandbox, channel_id: str) -> Channel:
    """Where a message may go: a channel of the app's, or a person, whose direct messages are then opened."""
    if channel_id in slack.world.people:
        return direct_channel(slack, channel_id)
    channel = known_channel(slack, channel_id)
    if channel.archived:
        raise SlackError("is_archived")
    world = slack.world
    if world.app.user_id not in channel.members and "chat:write.public" not in world.app.scopes:
        raise SlackError("not_in_channel")
    if channel.kind == "im":
        return direct_channel(slack, world.peer(channel, world.app.user_id))
    return channel


def direct_channel(slack: Sandbox, user_id: str) -> Channel:
    """The app's direct messages with a person, opened when need be."""
    world = slack.world
    account = world.people[user_id]
    if account.deleted:
        raise SlackError("channel_not_found")
    if account.is_bot or user_id == "USLACKBOT":
        raise SlackError("cannot_dm_bot")
    if not world.app.messages_tab_enabled:
        raise SlackError("messages_tab_disabled")
    return world.direct(user_id, world.app.user_id)


def own_message(slack: Sandbox, channel: Channel, ts: str, refusal: str) -> Message:
    """A message of the app's. Raises SlackError: not there, or somebody else's (``refusal``)."""
    message = channel.messages.get(ts)
    if message is None or message.deleted:
        raise SlackError("message_not_found")
    if message.user_id != slack.world.app.user_id:
        raise SlackError(refusal)
    return message
