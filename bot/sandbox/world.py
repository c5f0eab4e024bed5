"""The invented workspace: its people, channels, files and everything that is open in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.account import COLORS, Account
from bot.sandbox.app_record import AppRecord
from bot.sandbox.changes import Changes
from bot.sandbox.channel import Channel
from bot.sandbox.errors import Refused
from bot.sandbox.held import Values
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal
from bot.sandbox.uploaded import UploadedFile


class World:
    """State only: nothing here tells the app anything. What is done to a running sandbox goes through it."""

    def __init__(self, team_id: str, team_name: str, team_domain: str, app: AppRecord | None = None) -> None:
        self.team_id = team_id
        self.team_name = team_name
        self.team_domain = team_domain
        self.app = app or AppRecord()
        self.people: dict[str, Account] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, UploadedFile] = {}
        self.homes: dict[str, Modal] = {}
        self.stacks: dict[str, list[Modal]] = {}
        self.ephemerals: dict[tuple[str, str], dict[str, Message]] = {}
        # What each reader chose in messages, by (person, channel, ts).
        self.choices: dict[tuple[str, str, str], Values] = {}
        self.suggested: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.read_until: dict[tuple[str, str], str] = {}
        self.changes = Changes()
        self._directs: dict[frozenset[str], str] = {}
        self._numbers: dict[str, int] = {}
        app_user = Account(
            id=self.app.user_id,
            name=self.app.name,
            handle=self.app.name,
            team_id=team_id,
            tz=None,
            color="2c6e49",
            is_bot=True,
            bot_id=self.app.bot_id,
            app_id=self.app.id,
        )
        self.people[app_user.id] = app_user

    @classmethod
    def demo(cls) -> World:
        """The workspace of the try-out and of most tests; see :mod:`bot.sandbox.demo_world`."""
        from bot.sandbox.demo_world import demo_world

        return demo_world()

    def new_id(self, prefix: str) -> str:
        """An id that nothing else has: prefix, then digits."""
        self._numbers[prefix] = number = self._numbers.get(prefix, 0) + 1
        return f"{prefix}{number:09d}"

    def add_person(
        self,
        name: str,
        tz: str | None = "Europe/London",
        *,
        user_id: str | None = None,
        is_bot: bool = False,
        is_guest: bool = False,
        deleted: bool = False,
        team_id: str | None = None,
        is_admin: bool = False,
        is_owner: bool = False,
        title: str = "",
    ) -> str:
        """Somebody new; returns their id. ``team_id``: of another organisation, when it is not ours."""
        user_id = user_id or self.new_id("U")
        handle = re.sub(r"[^\w.]+", ".", name.lower()).strip(".")
        bot_id = self.new_id("B") if is_bot else None
        self.people[user_id] = Account(
            id=user_id,
            name=name,
            handle=handle,
            team_id=team_id or self.team_id,
            tz=tz,
            title=title,
            color=COLORS[len(self.people) % len(COLORS)],
            is_bot=is_bot,
            is_guest=is_guest,
            deleted=deleted,
            is_admin=is_admin or is_owner,
            is_owner=is_owner,
            bot_id=bot_id,
        )
        self.changes.note("state")
        return user_id

    def add_channel(
        self,
        name: str,
        members: Iterable[str],
        app: bool = True,
        *,
        is_private: bool = False,
        is_archived: bool = False,
        channel_id: str | None = None,
    ) -> str:
        """A new channel with these members, and the app if ``app``; returns its id."""
        channel_id = channel_id or self.new_id("C")
        everybody = dict.fromkeys(members)
        if app:
            everybody[self.app.user_id] = None
        creator = next(iter(everybody), "")
        self.channels[channel_id] = Channel(
            id=channel_id,
            name=name,
            kind="private" if is_private else "channel",
            members=everybody,
            creator=creator,
            archived=is_archived,
        )
        self.changes.note("state")
        return channel_id

    def direct(self, one: str, other: str) -> Channel:
        """The direct messages of two, made when there are none yet."""
        pair = frozenset((one, other))
        if pair not in self._directs:
            channel = Channel(self.new_id("D"), "", "im", dict.fromkeys((one, other)))
            self.channels[channel.id] = channel
            self._directs[pair] = channel.id
            self.changes.note("state")
        return self.channels[self._directs[pair]]

    def peer(self, channel: Channel, of: str) -> str:
        """The other one of a direct conversation; oneself, when it is with oneself."""
        return next((member for member in channel.members if member != of), of)

    def deactivate(self, user_id: str) -> None:
        """Somebody leaves the organisation: out of all channels, and unable to do anything."""
        self.account(user_id).deleted = True
        for channel in self.channels.values():
            if channel.kind != "im":
                channel.members.pop(user_id, None)
        self.stacks.pop(user_id, None)
        self.changes.note("state")

    def archive(self, channel_id: str, archived: bool = True) -> None:
        """Closes a channel for good, or opens it again."""
        self.channels[channel_id].archived = archived
        self.changes.note("state")

    def rename(self, channel_id: str, name: str) -> None:
        """Gives a channel another name; its id stays."""
        channel = self.channels[channel_id]
        channel.previous_names.insert(0, channel.name)
        channel.name = name
        self.changes.note("state")

    def delete_message(self, channel_id: str, ts: str) -> None:
        """Takes a message away, as a person with the right to does."""
        self.channels[channel_id].remove(ts)
        self.changes.note("messages", channel_id)

    def account(self, user_id: str) -> Account:
        """The person with this id. Raises :class:`Refused` when there is none."""
        if user_id not in self.people:
            raise Refused(f"There is nobody {user_id}.")
        return self.people[user_id]

    def can_see(self, user_id: str, channel: Channel) -> bool:
        """Whether a person may look into a conversation: public, or theirs.

        Guests see only theirs, who is deactivated nothing.
        """
        account = self.people.get(user_id)
        if account is None or account.deleted:
            return False
        return user_id in channel.members or (channel.kind == "channel" and not account.is_guest)
