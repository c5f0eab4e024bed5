"""Strings that must be more than short enough: dates, links, ids and their kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class Form(NamedTuple):
    """A form that a string must have, and Slack's words when it has not."""

    fits: Callable[[str], object]
    wording: str


def _pattern(expression: str, wording: str) -> Form:
    return Form(re.compile(expression).fullmatch, wording)


def _is_calendar_date(text: str) -> bool:
    # The pattern comes first because fromisoformat() also takes "20240229" and "2024-W09-4".
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


DATE = Form(_is_calendar_date, "must be a valid date in the format YYYY-MM-DD")
TIME = _pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]", "must be a valid time in the format HH:mm")
NUMBER = _pattern(r"-?[0-9]+(\.[0-9]+)?", "must be a valid number")
EMAIL = _pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+", "must be a valid email address")
WEB_ADDRESS = _pattern(r"https?://[^\s/]\S*", "must be a valid url")
SECURE_ADDRESS = _pattern(r"https://[^\s/]\S*", "must be a valid https url")
LINK = _pattern(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", "must be a valid url")
COLOUR = _pattern(r"#?[0-9A-Fa-f]{6}", "must be a valid hex colour")
WORD = _pattern(r"[A-Za-z0-9_]+", "must only contain letters, numbers and underscores")

USER = _pattern(r"[UW][A-Z0-9]+", "must be a valid user id")
USERGROUP = _pattern(r"S[A-Z0-9]+", "must be a valid user group id")
WORKSPACE = _pattern(r"[TE][A-Z0-9]+", "must be a valid team id")
CHANNEL = _pattern(r"[CG][A-Z0-9]+", "must be a valid channel id")
CONVERSATION = _pattern(r"[CGD][A-Z0-9]+", "must be a valid conversation id")
