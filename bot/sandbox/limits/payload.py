"""Limits that no block can see for itself, because they span the whole payload.

These run even when single blocks are wrong, so they take nothing for granted about what they look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.walk import Walk

MARKDOWN_CHARACTERS = 12_000
CHARTS = 2

PlacedBlock = tuple[dict[str, Any], Path]


def placed(blocks: Any, at: Path) -> Iterator[PlacedBlock]:
    """Yield each block with its place: those of the payload, and those that stand inside them."""
    if not isinstance(blocks, (list, tuple)):
        return
    for index, block in enumerate(blocks):
        if isinstance(block, dict):
            place = (at, index)
            yield block, place
            match block.get("type"):
                case "container":
                    yield from placed(block.get("child_blocks"), (place, "child_blocks"))
                case "carousel":
                    yield from placed(block.get("elements"), (place, "elements"))
                case "plan":
                    yield from placed(block.get("tasks"), (place, "tasks"))


def elements_of(block: dict[str, Any], at: Path) -> Iterator[PlacedBlock]:
    """Yield the elements that stand directly in a block, each with its place."""
    for key in ("elements", "actions", "accessory", "element"):
        value = block.get(key)
        if isinstance(value, dict):
            yield value, (at, key)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield item, ((at, key), index)


class _Seen:
    """The ids met so far; a second meeting is a problem."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._ids: set[str] = set()

    def note(self, thing: dict[str, Any], at: Path, walk: Walk) -> None:
        name = thing.get(self._key)
        if not isinstance(name, str):
            return
        if name in self._ids:
            walk.report((at, self._key), f'`{self._key}` "{name}" already exists')
        self._ids.add(name)


def check_across_blocks(blocks: Iterable[PlacedBlock], walk: Walk) -> None:
    """Report what the blocks of one payload may only do once, or only so much of, together."""
    block_ids = _Seen("block_id")
    focused = tables = charts = markdown = 0
    for block, at in blocks:
        block_ids.note(block, at, walk)
        action_ids = _Seen("action_id")
        for element, place in elements_of(block, at):
            action_ids.note(element, place, walk)
            if element.get("focus_on_load") is True:
                focused += 1
                if focused == 2:
                    walk.report((place, "focus_on_load"), "only one element can be focused on load")
        match block.get("type"):
            case "table" | "data_table":
                tables += 1
                if tables == 2:
                    walk.report(at, "only_one_table_allowed", "invalid_attachments")
            case "data_visualization":
                charts += 1
                if charts == CHARTS + 1:
                    walk.report(at, f"no more than {CHARTS} data_visualization blocks allowed")
            case "markdown" if isinstance(block.get("text"), str):
                before, markdown = markdown, markdown + len(block["text"])
                # One block alone over the limit was reported where its text was read.
                if before <= MARKDOWN_CHARACTERS < markdown and before:
                    reason = f"must be less than {MARKDOWN_CHARACTERS + 1} characters in all markdown blocks"
                    walk.report((at, "text"), reason)
