"""What a listener answers: a value, which ``respond.py`` brings to the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.blocks.kit import Message, View
    from bot.listeners.interaction import Interaction
    from bot.services import Services

    Listener = Callable[[Services, Interaction], Awaitable["Reply"]]


@dataclass(frozen=True)
class Tell:
    """A message that only this person sees. ``replaces``: in place of the private message they pressed on.

    ``in_channel``: for everybody in the channel, because they asked to share it. ``plain`` says the same in
    blocks that Slack takes everywhere, for a message with one that it may refuse.
    """

    message: Message
    replaces: bool = False
    in_channel: bool = False
    plain: Message | None = None


@dataclass(frozen=True)
class Later:
    """Said at once, like ``Tell``, of something that takes its time. ``work`` goes on meanwhile; it brings
    what it makes itself, and what goes wrong with it is told like anything else.
    """

    message: Message
    work: Listener


@dataclass(frozen=True)
class Failed:
    """Something that may go better in a moment: said like ``Tell``, but a form stays open as it is."""

    sentence: str


@dataclass(frozen=True)
class Open:
    """Opens a form, over the one that is open where there is one. ``then`` is given the opened form."""

    view: View
    then: Callable[[View], Awaitable[None]] | None = None


@dataclass(frozen=True)
class Update:
    """Replaces the form that the person is in."""

    view: View


@dataclass(frozen=True)
class Errors:
    """Keeps the form open, each sentence under its field (by ``block_id``)."""

    by_block: Mapping[str, str]


@dataclass(frozen=True)
class Whisper:
    """A message in a channel that only this person sees."""

    channel_id: str
    message: Message


@dataclass(frozen=True)
class Redraw:
    """A private message that a form was opened from, as it is now. ``where``: the ``response_url`` that came
    with its button, or the id of the form that it is shown in. ``only_there``: where it is gone, so be it."""

    where: str
    message: Message
    only_there: bool = False


@dataclass(frozen=True)
class Done:
    """Nothing more to say; a submitted form closes, all of them with ``all_forms``.

    ``at_home``: the next step whose change the App Home shows on top, where it was pressed.
    """

    all_forms: bool = False
    whisper: Whisper | None = None
    redraw: Redraw | None = None
    at_home: int | None = None


Reply = Tell | Later | Failed | Open | Update | Errors | Done
