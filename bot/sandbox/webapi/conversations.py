"""conversations.*: what there is, who is in it, and getting into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.arguments import Args
from bot.sandbox.channel import Channel
from bot.sandbox.errors import SlackError
from bot.sandbox.webapi.access import READ_SCOPE, known_channel, need_scope
from bot.sandbox.webapi.pages import page
from bot.sandbox.wire import channel_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

KINDS = {"public_channel": "channel", "private_channel": "private", "im": "im"}
MOST_PEOPLE = 8


def open_(slack: Sandbox, args: Args) -> dict[str, Any]:
    """conversations.open: direct messages with one person (there are no group messages here)."""
    need_scope(slack, "im:write")
    world = slack.world
    if (channel_id := args.text("channel")) is not None:
        channel = known_channel(slack, channel_id)
        if channel.kind != "im":
            raise SlackError("method_not_supported_for_channel_type")
        return {"ok": True, "channel": channel_json(slack, channel), "no_op": True, "already_open": True}
    users = args.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    if any(user not in world.people for user in users):
        raise SlackError("user_not_found")
    if any(world.people[user].deleted for user in users):
        raise SlackError("user_disabled")
    if len(users) > 1:
        raise SlackError("missing_scope", needed="mpim:write", provided=",".join(world.app.scopes))
    channel = world.direct(users[0], world.app.user_id)
    if args.flag("return_im"):
        return {"ok": True, "channel": channel_json(slack, channel)}
    return {"ok": True, "channel": {"id": channel.id}}


def info(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = _readable(slack, args)
    return {
        "ok": True,
        "channel": channel_json(slack, channel, count_members=args.flag("include_num_members")),
    }


def list_(slack: Sandbox, args: Args) -> dict[str, Any]:
    channels = [channel_json(slack, one, count_members=True) for one in _of_types(slack, args)]
    found, metadata = page(channels, args.text("cursor"), args.number("limit", 100, 1000))
    return {"ok": True, "channels": found, "response_metadata": metadata}


def members(slack: Sandbox, args: Args) -> dict[str, Any]:
    channel = _readable(slack, args)
    found, metadata = page(list(channel.members), args.text("cursor"), args.number("limit", 100, 1000))
    return {"ok": True, "members": found, "response_metadata": metadata}


def join(slack: Sandbox, args: Args) -> dict[str, Any]:
    need_scope(slack, "channels:join")
    channel = known_channel(slack, args.needed("channel", "channel_not_found"))
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    if slack.world.app.user_id in channel.members:
        more = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"ok": True, "channel": channel_json(slack, channel), **more}
    slack.membership.add_soon(channel, slack.world.app.user_id)
    return {"ok": True, "channel": channel_json(slack, channel)}


def of_user(slack: Sandbox, args: Args) -> dict[str, Any]:
    """users.conversations: those that a person (by default the app) is in, as far as the app may know."""
    world = slack.world
    user_id = args.text("user") or world.app.user_id
    if user_id not in world.people:
        raise SlackError("user_not_found")
    channels = [
        channel_json(slack, one)
        for one in _of_types(slack, args)
        if user_id in one.members and (one.kind != "im" or world.app.user_id in one.members)
    ]
    found, metadata = page(channels, args.text("cursor"), args.number("limit", 100, 999))
    return {"ok": True, "channels": found, "response_metadata": metadata}


def _readable(slack: Sandbox, args: Args) -> Channel:
    channel = known_channel(slack, args.needed("channel", "channel_not_found"))
    need_scope(slack, READ_SCOPE[channel.kind])
    return channel


def _of_types(slack: Sandbox, args: Args) -> list[Channel]:
    wanted = args.names("types") or ["public_channel"]
    if any(name not in (*KINDS, "mpim") for name in wanted):
        raise SlackError("invalid_types")
    kinds = {KINDS[name] for name in wanted if name in KINDS}
    for kind in sorted(kinds):
        need_scope(slack, READ_SCOPE[kind])
    app_user = slack.world.app.user_id
    return [
        channel
        for channel in slack.world.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or app_user in channel.members)
        and not (channel.archived and args.flag("exclude_archived"))
    ]
