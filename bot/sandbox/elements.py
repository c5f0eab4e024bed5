"""Where interactive elements stand in blocks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import Refused


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and the block it stands in."""

    block: dict[str, Any]
    element: dict[str, Any]

    @property
    def block_id(self) -> str:
        return self.block.get("block_id", "")

    @property
    def action_id(self) -> str:
        return self.element.get("action_id", "")

    @property
    def dispatches(self) -> bool:
        """Whether using it tells the app at once: everywhere but in an input that does not ask for it."""
        return self.block["type"] != "input" or self.block.get("dispatch_action") is True


def placed_elements(blocks: Iterable[dict[str, Any]]) -> Iterator[Placed]:
    """Each interactive element of the blocks, in reading order."""
    for block in blocks:
        match block.get("type"):
            case "section":
                inside = [block.get("accessory")]
            case "input":
                inside = [block.get("element")]
            case "actions" | "context_actions":
                inside = block.get("elements") or []
            case "card":
                inside = block.get("actions") or []
            case "carousel":
                yield from placed_elements(block.get("elements") or [])
                continue
            case "container":
                yield from placed_elements(block.get("child_blocks") or [])
                continue
            case _:
                continue
        for element in inside:
            if element is not None and element.get("type") != "image":
                yield Placed(block, element)


def find(
    blocks: Iterable[dict[str, Any]], action_id: str, value: object = None, block_id: str | None = None
) -> Placed:
    """The element with this ``action_id`` (and ``value`` or ``block_id``, where several have it).

    Raises :class:`Refused` where there is none, or more than one.
    """
    everything = list(placed_elements(blocks))
    found = [
        one
        for one in everything
        if one.action_id == action_id
        and (block_id is None or one.block_id == block_id)
        and (value is None or one.element.get("value") == value)
    ]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{one.action_id}={one.element.get('value')!r}" for one in everything) or "nothing"
    asked = action_id if value is None else f"{action_id} with value {value!r}"
    problem = "no element" if not found else f"{len(found)} elements"
    raise Refused(f"There is {problem} {asked} to use here; there is {there}.")


def with_ids(blocks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, each with a ``block_id`` and each element with an ``action_id``, as Slack makes them up."""
    named = []
    for block in blocks:
        if not block.get("block_id"):
            block = {**block, "block_id": secrets.token_urlsafe(4)}
        named.append(block)
    for one in placed_elements(named):
        if not one.element.get("action_id"):
            one.element["action_id"] = secrets.token_urlsafe(4)
    return named
