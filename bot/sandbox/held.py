"""What somebody has chosen and typed on one surface: its ``state.values``."""

from __future__ import annotations

from typing import Any

from bot.sandbox.choices import STATE_KEYS, State, initial, is_stateful, options
from bot.sandbox.elements import placed_elements

Values = dict[str, dict[str, State]]


def values_of(
    blocks: list[dict[str, Any]], before: Values | None = None, conversation: str | None = None
) -> Values:
    """The values of blocks that stand where ``before`` was held.

    What was chosen stays for as long as ``block_id`` and ``action_id`` stay; anything else begins with the
    value that the app gives it.
    """
    values: Values = {}
    for one in placed_elements(blocks):
        if not is_stateful(one.element):
            continue
        kept = (before or {}).get(one.block_id, {}).get(one.action_id)
        if kept is None or not _still_fits(one.element, kept):
            kept = initial(one.element, conversation)
        values.setdefault(one.block_id, {})[one.action_id] = kept
    return values


def _still_fits(element: dict[str, Any], kept: State) -> bool:
    if kept["type"] != element["type"]:
        return False
    key = STATE_KEYS[element["type"]]
    if not key.startswith("selected_option") or "external" in element["type"]:
        return True
    picked = kept[key] if isinstance(kept[key], list) else [kept[key]]
    there = {option["value"] for option in options(element)}
    return all(option is None or option["value"] in there for option in picked)
