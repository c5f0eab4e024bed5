"""Joining and leaving the network, and what its members are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_words, ids, kit
from bot.blocks.kit import Message
from bot.blocks.text import local_day
from bot.domain.language import marked, t

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.blocks.kit import Element
    from bot.domain.digest import Schedule

TOLD = marked(
    "Red, Amber and Green at a glance, what moved, and what waits for you. "
    "Nothing comes in a week without news."
)
TO_STOP = marked("To stop it, press Leave or type `/socmob leave`; you can stay in the channel.")
TO_STOP_YOURS = marked("To stop yours, press Leave or type `/socmob leave`; you can stay in the channel.")


def joined(schedule: Schedule, first_at: datetime | None, tz: str, today: date) -> Message:
    """``first_at``: when their first digest is due."""
    words = [
        t(
            "You are in the social mobility network. Its digest comes by direct message: {when}",
            when=digest_words.when(schedule),
        )
    ]
    if first_at is not None:
        words.append(t("The next one is due on {day}.", day=local_day(first_at, tz, today)))
    return _message([*words, t(TOLD)], _show(), _change(), _leave())


def left(*, was_member: bool) -> Message:
    words = (
        t(
            "You have left the network: no digest comes any more, also if you stay in the network's channel. "
            "Reminders of your own next steps go on."
        )
        if was_member
        else t("You are not in the network, so no digest comes. It stays like that until you join.")
    )
    return _message([words], _join())


def welcome(schedule: Schedule) -> Message:
    """To somebody who has come into the network's channel, once."""
    return _message(
        [
            t(
                "You have joined the channel of the social mobility network, so its weekly digest comes to "
                "you by direct message: {when}",
                when=digest_words.when(schedule),
            ),
            t(TOLD),
            t(TO_STOP),
        ],
        _leave(),
        _change(),
    )


def welcome_all(schedule: Schedule) -> Message:
    """To the network's channel, once."""
    return _message(
        [
            t(
                "This is now the channel of the social mobility network: everybody in it gets the weekly "
                "digest by direct message."
            ),
            digest_words.when(schedule),
            t(TOLD),
            t(TO_STOP_YOURS),
        ],
        _leave(),
        _change(),
    )


def _message(sentences: list[str], *buttons: Element) -> Message:
    words = " ".join(sentences)
    return Message(words, [kit.section(words), kit.actions(*buttons)])


def _show() -> Element:
    return kit.button(t("Show it now"), ids.DIGEST_SHOW, label=t("Show my digest as it is now"))


def _change() -> Element:
    return kit.button(t("Change day or time"), ids.SETTINGS, label=t("Change the day or time of my digest"))


def _leave() -> Element:
    return kit.button(t("Leave"), ids.NETWORK_LEAVE, label=t("Leave the network: no weekly digest any more"))


def _join() -> Element:
    return kit.button(t("Join again"), ids.NETWORK_JOIN, label=t("Join the network: get the weekly digest"))
