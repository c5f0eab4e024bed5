"""What somebody types, as Slack passes it on: escaped, and with names turned into ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.world import World

TOKEN = re.compile(r"<(?:[@#!][^<>\s]*|https?://[^<>\s]+)>")


def escaped(text: str) -> str:
    """``&``, ``<`` and ``>`` become entities, as in everything that people write in Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_ids(world: World, text: str, *, labelled: bool) -> str:
    """``@name`` and ``#channel`` become ``<@U…>`` and ``<#C…>``, ``labelled`` with ``|name`` in them.

    What is written as such a token already stays one.
    """
    pieces, last = [], 0
    for token in TOKEN.finditer(text):
        pieces += [_named(world, text[last : token.start()], labelled), token.group()]
        last = token.end()
    return "".join([*pieces, _named(world, text[last:], labelled)])


def _named(world: World, text: str, labelled: bool) -> str:
    text = escaped(text)
    if "@" in text:
        people = {escaped(name): one for one in world.people.values() for name in (one.handle, one.name)}
        text = _replace(text, "@", {name: (one.id, one.handle) for name, one in people.items()}, labelled)
    if "#" in text:
        channels = {one.name: (one.id, one.name) for one in world.channels.values() if one.name}
        text = _replace(text, "#", channels, labelled)
    return text


def _replace(text: str, sign: str, names: dict[str, tuple[str, str]], labelled: bool) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w){sign}({'|'.join(map(re.escape, longest_first))})(?![\w-])")

    def token(match: re.Match[str]) -> str:
        known_id, label = names[match.group(1)]
        return f"<{sign}{known_id}|{label}>" if labelled else f"<{sign}{known_id}>"

    return pattern.sub(token, text)
