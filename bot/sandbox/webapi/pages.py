"""Pages of long answers, by cursor."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.errors import SlackError

T = TypeVar("T")


def cursor_for(place: str) -> str:
    """An opaque cursor that stands for a place."""
    return base64.b64encode(place.encode()).decode()


def place_of(cursor: str) -> str:
    """The place a cursor stands for. Raises SlackError for one that was not given out."""
    try:
        return base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as wrong:
        raise SlackError("invalid_cursor") from wrong


def page(items: Sequence[T], cursor: str | None, limit: int) -> tuple[Sequence[T], dict[str, str]]:
    """One page, and the ``response_metadata`` that leads to the next one."""
    start = 0
    if cursor is not None:
        kind, _, number = place_of(cursor).partition(":")
        if kind != "offset" or not number.isdecimal():
            raise SlackError("invalid_cursor")
        start = int(number)
    more = start + limit < len(items)
    following = cursor_for(f"offset:{start + limit}") if more else ""
    return items[start : start + limit], {"next_cursor": following}
