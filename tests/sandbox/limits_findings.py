"""Where the checker finds a payload wrong."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits import Surface, check_blocks
from tests.sandbox.limits_block_examples import home_of
from tests.sandbox.limits_examples import Json, element


def pointers(blocks: list[Json], surface: Surface = "message") -> set[str]:
    return {problem.pointer for problem in check_blocks(blocks, surface)}


def pointers_in(element: Json) -> set[str]:
    """The pointers of a single element, seen from the element."""
    content, surface, pointer = home_of(element)
    return {found.removeprefix(pointer) for found in pointers(content, surface)}


def changed(kind: str, **keys: Any) -> set[str]:
    """The pointers of the example of this kind once these keys are set."""
    return pointers_in({**element(kind), **keys})
