"""How long the parts of a bar are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def lengths(numbers: Sequence[int], least: Sequence[float], room: float) -> list[float]:
    """Lengths that share ``room`` in proportion to ``numbers``, none shorter than its ``least``.

    A part that stands for one of two hundred questions has to hold its label too: it gets its least, and the
    others share what is left. A number of 0 has no length. ``least`` gives way where all together need more
    than there is.
    """
    needed = sum(low for number, low in zip(numbers, least, strict=True) if number)
    give = min(1.0, room / needed) if needed else 1.0
    floors = [low * give if number else 0.0 for number, low in zip(numbers, least, strict=True)]
    held: set[int] = set()
    while True:
        free = [at for at, number in enumerate(numbers) if number and at not in held]
        left = room - sum(floors[at] for at in held)
        for_one = left / sum(numbers[at] for at in free) if free else 0.0
        short = {at for at in free if numbers[at] * for_one < floors[at]}
        if not short:
            return [floors[at] if at in held else number * for_one for at, number in enumerate(numbers)]
        held |= short
