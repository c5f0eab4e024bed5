"""Who comes into channels and leaves them, and what the app hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import posting
from bot.sandbox.channel import Channel

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class Membership:
    """The app hears of the comings and goings in its own channels; of its own going, by another event."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack

    async def add(self, channel: Channel, user_id: str, inviter: str | None = None) -> None:
        """Somebody joins; nothing happens when they are in already."""
        event = self._added(channel, user_id, inviter)
        if event is not None:
            await self._slack.events.send(event)

    def add_soon(self, channel: Channel, user_id: str) -> None:
        """The same for the app's own call, which is answered before the event comes."""
        event = self._added(channel, user_id, None)
        if event is not None:
            self._slack.events.send_soon(event)

    async def remove(self, channel: Channel, user_id: str) -> None:
        """Somebody leaves; nothing happens when they are not in it."""
        world = self._slack.world
        if user_id not in channel.members:
            return
        app_user = world.app.user_id
        posting.post(
            self._slack, channel, user_id, f"<@{user_id}> has left the channel", subtype="channel_leave"
        )
        del channel.members[user_id]
        world.changes.note("state")
        if user_id == app_user:
            name = "group_left" if channel.kind == "private" else "channel_left"
            await self._slack.events.send({"type": name, "channel": channel.id, "actor_id": app_user})
        elif app_user in channel.members:
            await self._slack.events.send(self._event("member_left_channel", channel, user_id))

    def _added(self, channel: Channel, user_id: str, inviter: str | None) -> dict[str, Any] | None:
        world = self._slack.world
        if user_id in channel.members:
            return None
        channel.members[user_id] = None
        posting.post(
            self._slack, channel, user_id, f"<@{user_id}> has joined the channel", subtype="channel_join"
        )
        world.changes.note("state")
        if world.app.user_id not in channel.members:
            return None
        event = self._event("member_joined_channel", channel, user_id)
        return event | {"inviter": inviter} if inviter else event

    def _event(self, name: str, channel: Channel, user_id: str) -> dict[str, Any]:
        return {
            "type": name,
            "user": user_id,
            "channel": channel.id,
            "channel_type": "G" if channel.kind == "private" else "C",
            "team": self._slack.world.people[user_id].team_id,
        }
