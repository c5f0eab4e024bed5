"""What a spreadsheet program would compute instead of showing it."""

from __future__ import annotations

import unicodedata

ACTS = frozenset("=+-@")
"""What a cell that is computed begins with, in every width that these characters have."""

UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Categories of characters that take no place, or that a program skips."""


def acts(text: str) -> bool:
    """Whether a spreadsheet program could take ``text`` for a formula: by the first of its characters that is
    to be seen. A control character before that is reason enough.
    """
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc" and character != "\n":
            return True
        if category not in UNSEEN and not character.isspace():
            return unicodedata.normalize("NFKC", character)[:1] in ACTS
    return False
