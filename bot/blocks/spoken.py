"""The top-level text of a message: what a notification shows and a screen reader says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.blocks.text import ELLIPSIS
from bot.domain.language import tn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_CHARACTERS = 3400
SHORTEST_LINE = 40
"""Lines are cut no shorter than this: from there on some are left out, and counted."""

_PIECE = re.compile(r"&(?:amp|lt|gt);|<[^>]*>|.", re.DOTALL)


def spoken(lead: str, lines: Iterable[str] = (), *, shorter: Iterable[str] = ()) -> str:
    """``lead`` first, then each line, within what Slack takes. Everything is escaped already.

    Where it is too much, ``shorter`` lines are taken if there are any; where those are still too much the
    longest are cut, all to the same length, so that every line is heard of.
    """
    lead = cut(lead, MOST_CHARACTERS // 2)
    room = MOST_CHARACTERS - len(lead)
    kept = [line for line in lines if line]
    if sum(map(len, kept)) + len(kept) > room:
        kept = [line for line in shorter if line] or kept
    most_lines = room // (SHORTEST_LINE + 1)
    if len(kept) > most_lines:
        kept, left_out = kept[: most_lines - 1], len(kept) - most_lines + 1
        kept.append(tn("And {n} more line.", "And {n} more lines.", left_out))
    longest = _level([len(line) for line in kept], room - len(kept))
    return "\n".join([lead, *(cut(line, longest) for line in kept)])


def cut(escaped: str, limit: int) -> str:
    """At most ``limit`` characters of a text that is escaped, never cut inside an escape or a mention."""
    if len(escaped) <= limit:
        return escaped
    room = limit - len(ELLIPSIS)
    kept = []
    for piece in _PIECE.findall(escaped):
        if len(piece) > room:
            break
        room -= len(piece)
        kept.append(piece)
    return "".join(kept).rstrip() + ELLIPSIS


def _level(lengths: Sequence[int], room: int) -> int:
    """The greatest length to which all may be cut so that together they fit into ``room``."""
    waiting = sorted(lengths)
    while waiting:
        share = room // len(waiting)
        if waiting[0] > share:
            return share
        room -= waiting.pop(0)
    return max(lengths, default=0)
