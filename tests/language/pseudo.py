"""A language that nobody speaks: English with accents, 40 % longer, each text in ⟦brackets⟧.

What is left in plain letters was never taken into a catalogue; what lacks a bracket was cut; two brackets
that touch were glued. It is made of the template, as a translator would, and read as any other language is.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po

from bot.domain.language import Languages
from bot.languages import read_language
from tests.language.template import extracted, written

if TYPE_CHECKING:
    from bot.domain.language import Catalogue

TAG = "en-XA"
"""What Unicode calls such a language. No Slack has it."""

OPENS, CLOSES = "⟦", "⟧"
LONGER = 0.4
FILLER = "~"
SHORT_PLACES = (24, 75)
"""What titles, buttons and options of forms take: who translates a text that nearly fills one keeps to it."""

SHORT = 1 + LONGER + 0.1
_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = "áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýž"
ACCENTS = str.maketrans(_PLAIN + _PLAIN.upper(), _ACCENTED + _ACCENTED.upper())
KEPT = re.compile(r"\{[^}]*\}|`[^`]*`|<[^>]*>|https?://\S+")
"""Gaps, what is typed, mentions and links."""


def said(english: str) -> str:
    """What has no letters of its own is a mark between texts: it stays."""
    pieces, at = [], 0
    for kept in KEPT.finditer(english):
        pieces += [english[at : kept.start()].translate(ACCENTS), kept[0]]
        at = kept.end()
    pieces.append(english[at:].translate(ACCENTS))
    own = KEPT.sub("", english)
    if not any(character.isalpha() for character in own):
        return english
    longer = round(len(own) * LONGER)
    for most in SHORT_PLACES:
        if len(english) <= most - 2:
            longer = min(longer, max(0, most - 2 - len(english))) if len(english) * SHORT > most else longer
            break
    return f"{OPENS}{''.join(pieces)}{FILLER * longer}{CLOSES}"


@cache
def catalogue() -> Catalogue:
    template = read_po(BytesIO(written(extracted()).encode()))
    for message in template:
        if isinstance(message.id, tuple):
            message.string = tuple(map(said, message.id))
        elif message.id:
            message.string = said(message.id)
    translated = BytesIO()
    write_po(translated, template)
    return read_language(translated.getvalue(), "pseudo.po")


def languages() -> Languages:
    return Languages({TAG: catalogue()})
