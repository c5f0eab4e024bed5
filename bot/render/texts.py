"""People's text on its way into a picture or a file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 22
"""In characters. A longer one may be broken."""

LONGEST_PIECE = 11
BREAKS_AFTER = "/?&=-_.,;:|"
MAY_BREAK = "\u200b"
JOINER = "\u200d"
KEPT = "\n"
NOT_IN_XML = "\ufffe\uffff"


def clean(text: str) -> str:
    """What any encoding and any reader takes: no control characters but line ends, nothing that is half a
    character.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    spaced = whole.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        character
        for character in spaced
        if (character in KEPT or unicodedata.category(character) != "Cc") and character not in NOT_IN_XML
    )


def directed(text: str) -> dict[str, str]:
    """With the direction of its first letter that has one, as a paragraph of its own would be read."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return {"text": text, "dir": "ltr" if direction == "L" else "rtl"}
    return {"text": text, "dir": "ltr"}


def breakable(text: str) -> str:
    """With places to break in words that may be wider than their column, such as links."""
    return " ".join(
        word if len(word) <= LONGEST_WORD else MAY_BREAK.join(_pieces(word)) for word in text.split(" ")
    )


def _pieces(word: str) -> Iterator[str]:
    """Never apart: a letter and its accents, a picture and what it is joined with."""
    piece = ""
    for character in word:
        belongs = unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Sk") or piece.endswith(JOINER)
        if piece and not belongs and (len(piece) >= LONGEST_PIECE or piece[-1] in BREAKS_AFTER):
            yield piece
            piece = ""
        piece += character
    yield piece
