"""What one person can do; the page and the tests both go through it."""

from __future__ import annotations

from typing import Any

from bot.sandbox import commands, entries, posting, submitting, using
from bot.sandbox.channel import Channel
from bot.sandbox.choices import chosen
from bot.sandbox.elements import Placed, find
from bot.sandbox.errors import Refused
from bot.sandbox.journal import Reply
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal
from bot.sandbox.sight import Sight
from bot.sandbox.surface import MessageSurface, Surface, ViewSurface
from bot.sandbox.typed import with_ids


class Person(Sight):
    """Methods raise :class:`Refused` for what Slack's own client would not let this person do."""

    # What they write

    async def say(self, channel_id: str, text: str, thread_ts: str | None = None) -> Message:
        """Writes a message."""
        channel = self._writable(channel_id)
        if thread_ts is not None and thread_ts not in channel.messages:
            raise Refused("There is no such thread.")
        if not text.strip():
            raise Refused("An empty message cannot be sent.")
        written = with_ids(self._slack.world, text, labelled=False)
        return posting.post(self._slack, channel, self.id, written, thread_ts=thread_ts)

    async def command(self, channel_id: str, text: str, thread_ts: str | None = None) -> Reply:
        """Types a slash command; ``/invite @…`` and ``/remove @…`` are Slack's own."""
        channel = self._writable(channel_id)
        if not text.startswith("/"):
            raise Refused("A command begins with a slash.")
        if thread_ts is not None:
            raise Refused(f"{text.split()[0]} is not supported in threads. Sorry!")
        return await commands.run(self._slack, self.id, channel, text)

    async def join(self, channel_id: str) -> None:
        """Joins a public channel."""
        channel = self._channel(channel_id)
        if channel.kind != "channel" or channel.archived:
            raise Refused("Only open public channels can be joined.")
        await self._slack.membership.add(channel, self.id)

    async def leave(self, channel_id: str) -> None:
        """Leaves a channel."""
        channel = self._channel(channel_id)
        if channel.kind == "im":
            raise Refused("Direct messages cannot be left.")
        await self._slack.membership.remove(channel, self.id)

    async def reload(self) -> None:
        """Loads Slack anew: what only they could see is gone, and so is what they chose in messages."""
        world = self._slack.world
        for key in [key for key in world.ephemerals if key[0] == self.id]:
            del world.ephemerals[key]
            world.changes.note("messages", key[1], self.id)
        for choice in [choice for choice in world.choices if choice[0] == self.id]:
            del world.choices[choice]

    # What they press

    async def press(
        self,
        message: Message | str,
        action_id: str,
        value: str | None = None,
        channel_id: str | None = None,
        *,
        block_id: str | None = None,
        confirm: bool = True,
    ) -> Reply:
        """Presses a button of a message; ``confirm=False`` says no where it asks whether one is sure."""
        surface = self._on_message(message, channel_id)
        return await self._press(surface, find(surface.blocks, action_id, value, block_id), confirm)

    async def choose(
        self,
        message: Message | str,
        action_id: str,
        value: Any,
        channel_id: str | None = None,
        *,
        block_id: str | None = None,
    ) -> Reply:
        """Chooses in a menu, a select, radio buttons, checkboxes or a picker of a message."""
        surface = self._on_message(message, channel_id)
        reply = await self._choose(surface, find(surface.blocks, action_id, None, block_id), value)
        return reply or Reply()

    async def press_in_modal(
        self, action_id: str, value: str | None = None, *, block_id: str | None = None, confirm: bool = True
    ) -> Reply:
        """Presses a button in the form on top."""
        surface = self._on_modal()
        return await self._press(surface, find(surface.blocks, action_id, value, block_id), confirm)

    async def pick(self, action_id: str, value: Any, *, block_id: str | None = None) -> Reply | None:
        """Fills something in in the form on top; None where the app does not hear of it until later."""
        surface = self._on_modal()
        return await self._choose(surface, find(surface.blocks, action_id, None, block_id), value)

    async def search(
        self, action_id: str, query: str, *, block_id: str | None = None
    ) -> list[dict[str, Any]]:
        """Types into a select of the form on top whose options the app finds; the options it offers then."""
        surface = self._on_modal()
        placed = find(surface.blocks, action_id, None, block_id)
        await using.suggest(self._slack, self.id, surface, placed, query)
        return self._slack.world.suggested[self.id, action_id]

    async def submit(self) -> Reply:
        """Sends the form on top."""
        return await submitting.submit(self._slack, self._top())

    async def close_modal(self, all: bool = False) -> Reply | None:
        """Cancels the form on top, or by the cross all of them."""
        return await submitting.close(self._slack, self.id, everything=all)

    async def open_home(self, tab: str = "home") -> Reply:
        """Opens the app's page; the app hears of it."""
        return await entries.home_opened(self._slack, self.id, tab)

    async def press_in_home(
        self, action_id: str, value: str | None = None, *, block_id: str | None = None, confirm: bool = True
    ) -> Reply:
        """Presses a button on the App Home."""
        surface = self._on_home()
        return await self._press(surface, find(surface.blocks, action_id, value, block_id), confirm)

    async def choose_in_home(self, action_id: str, value: Any, *, block_id: str | None = None) -> Reply:
        """Chooses on the App Home."""
        surface = self._on_home()
        reply = await self._choose(surface, find(surface.blocks, action_id, None, block_id), value)
        return reply or Reply()

    async def shortcut(
        self, message: Message | str, callback_id: str, channel_id: str | None = None
    ) -> Reply:
        """Uses one of the app's shortcuts for messages."""
        return await entries.message_shortcut(
            self._slack, self.id, self.message(message, channel_id), callback_id
        )

    async def global_shortcut(self, callback_id: str) -> Reply:
        """Uses one of the app's shortcuts that need no message."""
        return await entries.global_shortcut(self._slack, self.id, callback_id)

    def surface(self, ts: str | None, channel_id: str | None, *, home: bool = False) -> Surface:
        """Where an element is used: a message if ``ts``, else the Home or the form on top."""
        if ts is not None:
            return self._on_message(ts, channel_id)
        return self._on_home() if home else self._on_modal()

    # How it is done

    async def _press(self, surface: Surface, placed: Placed, confirm: bool) -> Reply:
        if placed.element["type"] not in ("button", "workflow_button", "icon_button"):
            raise Refused(f"A {placed.element['type']} cannot be pressed.")
        if "confirm" in placed.element and not confirm:
            return Reply()
        return await using.dispatch(self._slack, self.id, surface, placed, None)

    async def _choose(self, surface: Surface, placed: Placed, value: Any) -> Reply | None:
        offered = self._slack.world.suggested.get((self.id, placed.action_id), [])
        state = chosen(placed.element, value, offered)
        using.hold(surface, placed, state)
        if not placed.dispatches:
            return None
        return await using.dispatch(self._slack, self.id, surface, placed, state)

    def _on_message(self, message: Message | str, channel_id: str | None) -> MessageSurface:
        return MessageSurface(self._slack, self.id, self.message(message, channel_id))

    def _on_modal(self) -> ViewSurface:
        return ViewSurface(self._slack, self.id, self._top())

    def _on_home(self) -> ViewSurface:
        home = self._slack.world.homes.get(self.id)
        if home is None:
            raise Refused("The app has not published a Home.")
        return ViewSurface(self._slack, self.id, home)

    def _top(self) -> Modal:
        if self.modal is None:
            raise Refused("There is no form open.")
        return self.modal

    def _writable(self, channel_id: str) -> Channel:
        channel = self._channel(channel_id)
        if channel.archived:
            raise Refused("This channel is archived.")
        if self.id not in channel.members:
            raise Refused("One has to join the channel first.")
        return channel
