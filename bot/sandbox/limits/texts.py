"""Text objects; ``emoji`` belongs to one type of them and ``verbatim`` to the other."""

from __future__ import annotations

from bot.sandbox.limits.structures import Kind, Kinds, kind
from bot.sandbox.limits.values import FLAG, Str


def _plain(most: int, *, shown: bool) -> Kind:
    return kind("plain_text", {"text": Str(most, shown=shown)}, {"emoji": FLAG})


def _mrkdwn(most: int, *, shown: bool) -> Kind:
    return kind("mrkdwn", {"text": Str(most, shown=shown)}, {"verbatim": FLAG})


def plain_text(most: int, *, shown: bool = False) -> Kinds:
    """A text object that must be ``plain_text``."""
    return Kinds(_plain(most, shown=shown))


def any_text(most: int, *, shown: bool = False) -> Kinds:
    """A text object of either type."""
    return Kinds(_plain(most, shown=shown), _mrkdwn(most, shown=shown))


# For a list in which texts stand beside other things.
PLAIN = _plain(3000, shown=True)
MRKDWN = _mrkdwn(3000, shown=True)
