"""What happens in a workspace without the app's doing, and what the app hears of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.events import Events
    from bot.sandbox.membership import Membership
    from bot.sandbox.socket_mode import Sockets
    from bot.sandbox.tokens import Tokens
    from bot.sandbox.world import World

CHANGEABLE = frozenset({"name", "tz", "title", "is_guest", "is_admin", "is_owner", "deleted", "locale"})


class Happenings:
    """Part of :class:`~bot.sandbox.Sandbox`. Each returns after the first attempt to tell the app."""

    world: World
    now: Callable[[], datetime]
    events: Events
    membership: Membership
    sockets: Sockets
    tokens: Tokens

    async def send_event(self, event: dict[str, Any]) -> None:
        """Any event at all, if the app subscribed to its type."""
        await self.events.send(event)

    async def archive(self, channel_id: str, by: str | None = None) -> None:
        """Somebody archives a channel."""
        self.world.archive(channel_id)
        await self._channel_event("archive", channel_id, by)

    async def unarchive(self, channel_id: str, by: str | None = None) -> None:
        """Somebody opens an archived channel again."""
        self.world.archive(channel_id, archived=False)
        await self._channel_event("unarchive", channel_id, by)

    async def rename(self, channel_id: str, name: str) -> None:
        """Somebody renames a channel."""
        self.world.rename(channel_id, name)
        channel = self.world.channels[channel_id]
        if self._is_heard(channel):
            about = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
            await self.events.send({"type": f"{_prefix(channel)}_rename", "channel": about})

    async def delete_channel(self, channel_id: str, by: str | None = None) -> None:
        """Somebody deletes a channel, with everything in it."""
        channel = self.world.channels.pop(channel_id)
        self.world.changes.note("state")
        if self._is_heard(channel):
            await self.events.send(
                {
                    "type": f"{_prefix(channel)}_deleted",
                    "channel": channel_id,
                    "actor_id": by or channel.creator,
                }
            )

    async def add_member(self, channel_id: str, user_id: str, inviter: str | None = None) -> None:
        """Somebody comes into a channel."""
        await self.membership.add(self.world.channels[channel_id], user_id, inviter)

    async def remove_member(self, channel_id: str, user_id: str) -> None:
        """Somebody leaves a channel, or is removed from it."""
        await self.membership.remove(self.world.channels[channel_id], user_id)

    async def deactivate(self, user_id: str) -> None:
        """Somebody leaves the organisation."""
        self.world.deactivate(user_id)
        await self._user_change(user_id)

    async def change_person(self, user_id: str, **changes: Any) -> None:
        """Somebody's name, zone, title or standing changes."""
        unknown = changes.keys() - CHANGEABLE
        if unknown:
            raise TypeError(f"A person has no changeable {', '.join(sorted(unknown))}.")
        account = self.world.account(user_id)
        for name, value in changes.items():
            setattr(account, name, value)
        self.world.changes.note("state")
        await self._user_change(user_id)

    async def delete_message(self, channel_id: str, ts: str) -> None:
        """Somebody with the right to do so deletes a message, the app's too. The app is not told."""
        self.world.delete_message(channel_id, ts)

    async def revoke_token(self) -> None:
        """An admin takes the app's token back."""
        self.tokens.revoke()
        await self.events.send({"type": "tokens_revoked", "tokens": self.tokens.as_event()})

    async def uninstall(self) -> None:
        """The app is removed from the workspace; of its two events, Slack promises no order."""
        self.tokens.revoke()
        await self.events.send({"type": "app_uninstalled"})
        await self.events.send({"type": "tokens_revoked", "tokens": self.tokens.as_event()})
        self.world.app.installed = False
        for channel in self.world.channels.values():
            if channel.kind != "im":
                channel.members.pop(self.world.app.user_id, None)
        self.world.changes.note("state")

    async def disconnect(self, reason: str = "refresh_requested", linger: float = 0.0) -> None:
        """Socket Mode: ends the app's connections, after saying so and lingering for some seconds."""
        await self.sockets.disconnect(reason, linger)

    def drop_connections(self) -> None:
        """Socket Mode: breaks the app's connections without a word."""
        self.sockets.drop()

    async def _channel_event(self, what: str, channel_id: str, by: str | None) -> None:
        channel = self.world.channels[channel_id]
        if self._is_heard(channel):
            event = {
                "type": f"{_prefix(channel)}_{what}",
                "channel": channel_id,
                "user": by or channel.creator,
            }
            await self.events.send(event)

    async def _user_change(self, user_id: str) -> None:
        user = self.world.people[user_id].as_user(self.now(), self.world.team_id, locale=True)
        await self.events.send({"type": "user_change", "user": user, "cache_ts": user["updated"]})

    def _is_heard(self, channel: Channel) -> bool:
        """Of public channels the app hears everything, of private ones only of its own."""
        return channel.kind == "channel" or self.world.app.user_id in channel.members


def _prefix(channel: Channel) -> str:
    return "group" if channel.kind == "private" else "channel"
