"""What Slack's own client checks before a form is sent: the sentences beside its inputs."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.choices import STATE_KEYS, State
from bot.sandbox.open_view import Modal

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
LINK = re.compile(r"https?://[^\s/?#.]+(\.[^\s/?#]+|:\d+)([/?#]\S*)?", re.IGNORECASE)


def complaints(modal: Modal) -> dict[str, str]:
    """What is wrong with what somebody entered, by ``block_id``; empty when the form may be sent."""
    found: dict[str, str] = {}
    for block in modal.view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = modal.state[block["block_id"]][element["action_id"]]
        complaint = _complaint(block, element, state)
        if complaint:
            found[block["block_id"]] = complaint
    return found


def _complaint(block: dict[str, Any], element: dict[str, Any], state: State) -> str | None:
    value = state[STATE_KEYS[element["type"]]]
    empty = value is None or value == [] or (isinstance(value, str) and not value.strip())
    if empty:
        return None if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, value)
        case "email_text_input" if not EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not LINK.fullmatch(value):
            return "Please enter a valid URL."
        case "number_input":
            return _number(element, value)
    return None


def _length(element: dict[str, Any], text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    if len(text) > most:
        return f"Please enter no more than {most} characters."
    return None


def _number(element: dict[str, Any], text: str) -> str | None:
    pattern = r"[+-]?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"[+-]?\d+"
    if not re.fullmatch(pattern, text):
        return "Please enter a valid number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(text) < float(least):
        return f"Please enter a number of at least {least}."
    if most is not None and float(text) > float(most):
        return f"Please enter a number of at most {most}."
    return None
