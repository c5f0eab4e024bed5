"""What one person can see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from bot.sandbox.channel import Channel
from bot.sandbox.errors import Refused
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

T = TypeVar("T")


class Sight:
    """A workspace through the eyes of one person."""

    def __init__(self, sandbox: Sandbox, user_id: str) -> None:
        self._slack = sandbox
        self.id = sandbox.world.account(user_id).id

    def messages(self, channel_id: str, thread_ts: str | None = None) -> list[Message]:
        """A channel as they see it, oldest first, with what only they can see; or one thread's replies."""
        channel = self._channel(channel_id)
        if thread_ts is None:
            seen = [channel.messages[ts] for ts in channel.timeline]
        else:
            seen = [channel.messages[ts] for ts in channel.threads.get(thread_ts, [])]
        own = self._slack.world.ephemerals.get((self.id, channel_id), {}).values()
        return sorted([*seen, *(one for one in own if one.thread_ts == thread_ts)], key=lambda one: one.ts)

    def message(self, message: Message | str, channel_id: str | None = None) -> Message:
        """A message as it is now, by its ``ts`` (and channel) or by how it was."""
        if isinstance(message, Message):
            ts, places = message.ts, [self._channel(message.channel_id)]
        else:
            ts = message
            places = [self._channel(channel_id)] if channel_id else self._channels()
        for channel in places:
            own = self._slack.world.ephemerals.get((self.id, channel.id), {})
            found = own.get(ts) or channel.messages.get(ts)
            if found is not None and not found.deleted:
                return found
        raise Refused(f"There is no message {ts} to be seen (any more).")

    def direct(self) -> str:
        """Their direct messages with the app."""
        return self._slack.world.direct(self.id, self._slack.world.app.user_id).id

    @property
    def modals(self) -> list[Modal]:
        """The forms that are open, the top one last."""
        return list(self._slack.world.stacks.get(self.id) or [])

    @property
    def modal(self) -> Modal | None:
        """The form on top."""
        return self.modals[-1] if self.modals else None

    @property
    def home(self) -> dict[str, Any] | None:
        """The view of the App Home, once the app has published one for them."""
        home = self._slack.world.homes.get(self.id)
        return home.view if home else None

    async def until(self, predicate: Callable[[Self], T], timeout: float = 5.0) -> T:  # noqa: ASYNC109 - bounded by what it watches
        """What ``predicate`` returns once that is truthy; asked again at each change of the world.

        Raises TimeoutError, saying what there is to be seen instead.
        """
        changes = self._slack.world.changes
        deadline = time.monotonic() + timeout
        while True:
            seen = changes.n
            if found := predicate(self):
                return found
            try:
                await asyncio.wait_for(changes.after(seen), max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                break
        raise TimeoutError(f"Not within {timeout} s. {self._sight()}")

    def _channels(self) -> list[Channel]:
        world = self._slack.world
        return [one for one in world.channels.values() if world.can_see(self.id, one)]

    def _channel(self, channel_id: str) -> Channel:
        channel = self._slack.world.channels.get(channel_id)
        if channel is None or not self._slack.world.can_see(self.id, channel):
            raise Refused(f"There is no channel {channel_id} that {self.id} can see.")
        return channel

    def _sight(self) -> str:
        """What this person has in front of them, for the message of a test that waited in vain."""
        lines = [f"{self.id} sees:"]
        for channel in self._channels():
            for message in self.messages(channel.id)[-3:]:
                words = " ".join(message.words().split())[:160]
                lines.append(f"  #{channel.name or channel.id}: {message.user_id}: {words}")
        lines += [f"  form {modal.view['callback_id']} {modal.errors or ''}" for modal in self.modals]
        calls = self._slack.journal.calls[-3:]
        lines += [f"  last calls: {one.method} {one.response.get('error', 'ok')}" for one in calls]
        return "\n".join(lines)
