"""Finding blocks and elements in what was rendered, and asking whether Slack would take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.sandbox.limits import check_view


def fits(view: dict[str, Any]) -> None:
    """Fails unless our own limits and Slack's models both take the view."""
    assert check_view(view) == []
    for block in view["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    View(**view).to_dict()
    for button in elements(view, "button"):
        assert button.get("accessibility_label"), f"no label of its own: {button['text']['text']}"


def elements(view: dict[str, Any], kind: str | None = None) -> Iterator[dict[str, Any]]:
    """All interactive elements of a view, or those of one type."""
    for block in view["blocks"]:
        inside = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
        for element in inside:
            if element and "action_id" in element and kind in (None, element["type"]):
                yield element


def element(view: dict[str, Any], action_id: str) -> dict[str, Any]:
    """The only element with this action id."""
    (found,) = [item for item in elements(view) if item["action_id"] == action_id]
    return found


def block(view: dict[str, Any], block_id: str) -> dict[str, Any]:
    (found,) = [item for item in view["blocks"] if item.get("block_id") == block_id]
    return found


def has_block(view: dict[str, Any], block_id: str) -> bool:
    return any(item.get("block_id") == block_id for item in view["blocks"])


def words(view: dict[str, Any]) -> str:
    """All texts of sections and contexts."""
    texts = []
    for item in view["blocks"]:
        if item["type"] == "section":
            texts.append(item["text"]["text"])
        elif item["type"] == "context":
            texts += [part["text"] for part in item["elements"]]
    return "\n".join(texts)


def filled(view: dict[str, Any], **given: dict[str, Any]) -> dict[str, Any]:
    """The view as Slack sends it back: every input with its first value, except those in ``given``, by the
    ``action_id`` of the element with dots written as double underscores."""
    values: dict[str, dict[str, Any]] = {}
    for item in view["blocks"]:
        inside = item.get("element")
        if item["type"] == "input" and inside:
            state = given.get(inside["action_id"].replace(".", "__"), _first(inside))
            values[item["block_id"]] = {inside["action_id"]: {"type": inside["type"], **state}}
    return {**view, "private_metadata": view.get("private_metadata", ""), "state": {"values": values}}


def _first(element: dict[str, Any]) -> dict[str, Any]:
    names = {
        "initial_value": "value",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_user": "selected_user",
        "initial_users": "selected_users",
        "initial_conversation": "selected_conversation",
        "initial_date": "selected_date",
        "initial_time": "selected_time",
        "initial_conversations": "selected_conversations",
    }
    return {name: element.get(initial) for initial, name in names.items() if initial in element}
