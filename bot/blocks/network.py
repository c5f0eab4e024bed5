"""Joining and leaving the network, and what its members are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_words, ids, kit
from bot.blocks.kit import Message
from bot.blocks.text import local_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.blocks.kit import Element
    from bot.domain.digest import Schedule

TOLD = (
    "Red, Amber and Green at a glance, what moved, and what waits for you. "
    "Nothing comes in a week without news."
)


def joined(schedule: Schedule, first_at: datetime | None, tz: str, today: date) -> Message:
    """``first_at``: when their first digest is due."""
    words = (
        "You are in the social mobility network. Its digest comes by direct message: "
        f"{digest_words.when(schedule)}"
    )
    if first_at is not None:
        words += f" The next one is due on {local_day(first_at, tz, today)}."
    return _message(f"{words} {TOLD}", _show(), _change(), _leave())


def left(*, was_member: bool) -> Message:
    words = (
        "You have left the network: no digest comes any more, also if you stay in the network's channel. "
        "Reminders of your own next steps go on."
        if was_member
        else "You are not in the network, so no digest comes. It stays like that until you join."
    )
    return _message(words, _join())


def welcome(schedule: Schedule) -> Message:
    """To somebody who has come into the network's channel, once."""
    return _message(
        "You have joined the channel of the social mobility network, so its weekly digest comes to you by "
        f"direct message: {digest_words.when(schedule)} {TOLD} "
        "To stop it, press Leave or type `/socmob leave`; you can stay in the channel.",
        _leave(),
        _change(),
    )


def welcome_all(schedule: Schedule) -> Message:
    """To the network's channel, once."""
    return _message(
        "This is now the channel of the social mobility network: everybody in it gets the weekly digest by "
        f"direct message. {digest_words.when(schedule)} {TOLD} "
        "To stop yours, press Leave or type `/socmob leave`; you can stay in the channel.",
        _leave(),
        _change(),
    )


def _message(words: str, *buttons: Element) -> Message:
    return Message(words, [kit.section(words), kit.actions(*buttons)])


def _show() -> Element:
    return kit.button("Show it now", ids.DIGEST_SHOW, label="Show my digest as it is now")


def _change() -> Element:
    return kit.button("Change day or time", ids.SETTINGS, label="Change the day or time of my digest")


def _leave() -> Element:
    return kit.button("Leave", ids.NETWORK_LEAVE, label="Leave the network: no weekly digest any more")


def _join() -> Element:
    return kit.button("Join again", ids.NETWORK_JOIN, label="Join the network: get the weekly digest")
