"""The text of a message that somebody wrote in Slack, as plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTITY = re.compile(r"<([^<>]*)>")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def mentioned(text: str) -> list[str]:
    """The ids of the people it mentions without saying their names."""
    found = (inside.partition("|") for inside in _ENTITY.findall(text))
    return list(dict.fromkeys(ref[1:] for ref, _, label in found if ref.startswith("@") and not label))


def plain(text: str, names: Mapping[str, str]) -> str:
    """Mentions, channels and links as a reader sees them. ``names`` are those of people, by id."""
    words = _ENTITY.sub(lambda found: _seen(found[1], names), text)
    for escape, character in _ESCAPES:
        words = words.replace(escape, character)
    return words.strip()


def _seen(inside: str, names: Mapping[str, str]) -> str:
    ref, _, label = inside.partition("|")
    if ref.startswith("@"):
        name = label or names.get(ref[1:]) or t("somebody")
        return f"@{name}"
    if ref.startswith("#"):
        name = label or t("a channel")
        return f"#{name}"
    if ref.startswith("!"):
        return label or f"@{ref[1:].partition('^')[0]}"
    return label or ref.removeprefix("mailto:").removeprefix("tel:")
