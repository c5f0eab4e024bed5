"""What the pictures share: one line of anybody's text, and bars whose parts have room for their labels."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from bot.render import palette
from bot.render.lengths import lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NAME = 120
LETTERS = ("R", "A", "G")


def letters(ratings: Sequence[int]) -> list[list[str]]:
    """The labels of a bar's red, amber and green parts."""
    return [[f"{letter} {number}"] for letter, number in zip(LETTERS, ratings, strict=True)]


def parts(
    numbers: Sequence[int],
    labels: Sequence[list[str]],
    longest: int,
    room: float,
    *,
    letter: int,
    margin: int,
) -> list[dict[str, Any]]:
    """The parts of a bar in which ``longest`` questions fill the ``room``, each with its labels, the fullest
    first. ``letter`` is more than a letter takes, whatever the font.
    """
    least = [len(words[-1]) * letter + margin for words in labels]
    *shown, _ = lengths([*numbers, longest - sum(numbers)], [*least, 0], room)
    return [
        {"paint": paint, "labels": words, "length": length}
        for paint, words, length in zip(palette.PAINTS, labels, shown, strict=False)
        if length
    ]


def plain(text: str) -> str:
    """One line of at most so many characters that any encoding takes, without control characters."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    kept = "".join(character for character in line if unicodedata.category(character) != "Cc")
    return kept if len(kept) <= LONGEST_NAME else f"{kept[: LONGEST_NAME - 1].rstrip()}…"
