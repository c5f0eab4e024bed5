"""What somebody can read in blocks, as plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# What is folded away until it is opened, or is there for programs.
UNSEEN = frozenset(
    {"confirm", "block_id", "action_id", "value", "url", "image_url", "accessibility_label", "type", "style"}
)
FOLDED = frozenset({"overflow", "static_select", "multi_static_select"})


def words(blocks: Any) -> str:
    """All visible text of blocks (or of a view, an element), one piece a line, in reading order."""
    return "\n".join(_pieces(blocks))


def _pieces(node: Any) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from _pieces(child)
    elif isinstance(node, dict):
        yield from _own(node)
        folded = node.get("type") in FOLDED
        for key, child in node.items():
            if key in UNSEEN or (folded and key in ("options", "option_groups")):
                continue
            if isinstance(child, dict | list | tuple):
                yield from _pieces(child)


def _own(node: dict[str, Any]) -> Iterator[str]:
    match node.get("type"):
        case "mrkdwn" | "plain_text" | "text" | "raw_text" | "markdown":
            if isinstance(node.get("text"), str):
                yield node["text"]
        case "image":
            yield node.get("alt_text") or ""
        case "link":
            yield node.get("text") or node.get("url") or ""
        case "user":
            yield f"<@{node.get('user_id')}>"
        case "channel":
            yield f"<#{node.get('channel_id')}>"
        case "emoji":
            yield f":{node.get('name')}:"
