"""What an element holds: at first, after somebody chose, and as Slack writes it into ``state.values``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any

from bot.sandbox.errors import Refused

# The key of an element's value in ``state.values``. Buttons and menus of actions keep none.
STATE_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
TEXTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})

# Where the app's own first value of each key stands in the element.
_INITIAL_KEYS = {"value": "initial_value", "rich_text_value": "initial_value"}

State = dict[str, Any]


def is_stateful(element: dict[str, Any]) -> bool:
    """Whether the element has an entry in ``state.values``."""
    return element["type"] in STATE_KEYS


def initial(element: dict[str, Any], conversation: str | None = None) -> State:
    """What the element holds before anybody used it; ``conversation`` is where the reader came from."""
    key = STATE_KEYS[element["type"]]
    value = element.get(_INITIAL_KEYS.get(key, key.replace("selected", "initial")))
    if value is None and conversation and element.get("default_to_current_conversation"):
        value = [conversation] if key.endswith("s") else conversation
    return _state(element, value)


def chosen(element: dict[str, Any], value: Any, offered: Sequence[dict[str, Any]] = ()) -> State:
    """What the element holds after somebody chose ``value``; None clears it.

    ``value`` is what a person would say: the value of an option, several of them in a list, an id, a text,
    a date as ``2026-11-23``, a time as ``09:30``. ``offered`` are options that the app itself suggested.
    Raises :class:`Refused` for what Slack's client would not offer.
    """
    kind = element["type"]
    key = "selected_option" if kind == "overflow" else STATE_KEYS.get(kind)
    if key is None:
        raise Refused(f"A {kind} has nothing to choose.")
    if value is None:
        return _state(element, None)
    several = key in ("selected_options", "files") or (key.endswith("s") and key.startswith("selected_"))
    if several:
        values = list(value) if isinstance(value, list | tuple) else [value]
        most = element.get("max_selected_items")
        if most and len(values) > most:
            raise Refused(f"No more than {most} can be selected.")
        return _state(element, [_one(element, key, one, offered) for one in values])
    return _state(element, _one(element, key, value, offered))


def _one(element: dict[str, Any], key: str, value: Any, offered: Sequence[dict[str, Any]]) -> Any:
    if key.startswith("selected_option"):
        return _option(element, value, offered)
    if key in ("selected_date", "selected_time", "selected_date_time"):
        return _moment(key, value)
    if key == "rich_text_value" and not isinstance(value, dict):
        piece = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
        return {"type": "rich_text", "elements": [piece]}
    return value if isinstance(value, dict) else str(value)


def _moment(key: str, value: Any) -> str | int:
    try:
        if key == "selected_date":
            return date.fromisoformat(str(value)).isoformat()
        if key == "selected_time":
            return time.fromisoformat(str(value)).strftime("%H:%M")
        return int(value)
    except (TypeError, ValueError) as wrong:
        raise Refused(f"{value!r} cannot be picked here.") from wrong


def options(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The options of an element, those in groups too."""
    yield from element.get("options") or []
    for group in element.get("option_groups") or []:
        yield from group["options"]


def _option(element: dict[str, Any], value: Any, offered: Sequence[dict[str, Any]]) -> dict[str, Any]:
    wanted = value["value"] if isinstance(value, dict) else value
    known = [*options(element), *offered]
    for option in known:
        if option["value"] == wanted:
            return option
    there = ", ".join(repr(option["value"]) for option in known) or "none"
    raise Refused(f"There is no option {wanted!r}; there is {there}.")


def _state(element: dict[str, Any], value: Any) -> State:
    key = "selected_option" if element["type"] == "overflow" else STATE_KEYS[element["type"]]
    if key in ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files"):
        value = list(value or [])
    state = {"type": element["type"], key: None if value == "" else value}
    if key == "selected_time" and element.get("timezone"):
        state["timezone"] = element["timezone"]
    return state
