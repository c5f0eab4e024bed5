"""Reads all that a payload says, in the pseudo-language, and names what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from tests.language.pseudo import CLOSES, OPENS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SPOKEN = {
    "accessibility_label",
    "alt_text",
    "alt_txt",
    "description",
    "hint",
    "initial_comment",
    "label",
    "placeholder",
    "text",
    "title",
}
"""Where Slack's payloads hold what a person reads or hears."""

NOT_READ = {"value", "private_metadata", "callback_id", "action_id", "block_id", "initial_value", "metadata"}
CODE = re.compile(
    r"`[^`\n]*[`…]|<[^>]*>|&(?:amp|lt|gt);|https?://\S*|/(?:socmob|invite)(?: @?[a-z-]+)?|\bsocmob\b"
    r"|\bEurope/London\b|\bAmerica/New_York\b|\bChristmas Day\b"
)
"""What is typed, mentions and links, escapes, our name, and a bank holiday's, which is another library's."""

WORD = re.compile(r"[A-Za-z]{2,}")
AROUND = 4
"""So many characters beside a word have to be the same for it to be data: their words are English too."""

NEARLY_FULL = 60
"""Characters of a label that may have been cut: Slack takes 75."""

ZONE = re.compile(r"[A-Z][A-Za-z]+(/[A-Za-z_]+)+")
WORST_CASES = ("<!channel>", "xxxxxxxxxx", "&&&&&&&&&&", "😀😀😀😀😀", "wwwwwwwwww", "WWWWWWWWWW")
"""Of what the tests make names and texts that are as long as they may be."""


def texts(payload: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in it behind what it is there, with the errors under a form's fields."""
    if isinstance(payload, str):
        if key in SPOKEN:
            yield key, payload
    elif isinstance(payload, list | tuple):
        for one in payload:
            yield from texts(one, key)
    elif isinstance(payload, dict):
        for name, value in payload.items():
            if name in NOT_READ:
                continue
            yield from texts(value, "text" if key == "errors" else name)


def data_in(value: Any, found: set[str] | None = None) -> set[str]:
    """The strings in what a renderer was given: names, and what people wrote."""
    found = set() if found is None else found
    if isinstance(value, str):
        found.add(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            data_in(getattr(value, one.name), found)
    elif isinstance(value, dict):
        for one in value.items():
            data_in(one, found)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            data_in(one, found)
    return found


def problems(payload: Any, data: Collection[str] = ()) -> list[str]:
    """``data``: names, and what people wrote. Where it is as long as it may be, texts are cut on purpose, and
    so are the labels of buttons, which end in what they are about.
    """
    forms = {form for one in data for form in _forms(one)}
    known = "\n".join(forms)
    is_worst_case = any(mark in known for mark in WORST_CASES)
    found = []
    for key, text in texts(payload):
        if CLOSES + OPENS in text:
            found.append(f"glued together: {text[:300]!r}")
        is_cut_label = key == "accessibility_label" and len(text) >= NEARLY_FULL
        if not (is_worst_case or is_cut_label or _is_balanced(text)):
            found.append(f"cut off: {text[:300]!r}")
        left = [word for word in _plain_words(text) if not _is_data(word, text, forms, known)]
        if left:
            at = left[0].start()
            found.append(f"left out {left[0][0]!r}: {text[max(0, at - 100) : at + 200]!r}")
    return found


def _plain_words(text: str) -> list[re.Match[str]]:
    code = [one.span() for one in CODE.finditer(text)]
    return [
        word
        for word in WORD.finditer(text)
        if not any(start <= word.start() and word.end() <= end for start, end in code)
    ]


def _is_data(word: re.Match[str], text: str, forms: Collection[str], known: str) -> bool:
    """Whether it is part of some data that stands here whole, or was cut: by what is beside it."""
    start, end = word.span()
    if text[max(0, start - AROUND) : end] in known or text[start : end + AROUND] in known:
        return True
    return any(
        at <= start and end <= at + len(form)
        for form in forms
        if word[0] in form
        for at in (one.start() for one in re.finditer(re.escape(form), text))
    )


def _forms(data: str) -> Iterator[str]:
    escaped = data.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    yield from (data.strip(), data.strip().lower(), escaped, escaped.lower())
    if ZONE.fullmatch(data):
        yield data.rpartition("/")[2].replace("_", " ")


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {OPENS: 1, CLOSES: -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
