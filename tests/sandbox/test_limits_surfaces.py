"""Which block may stand on which surface, and which element in which block."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.sandbox.limits import Surface, check_blocks
from tests.sandbox.limits_block_examples import actions, blocks, field, section
from tests.sandbox.limits_examples import elements

EVERYWHERE = frozenset(get_args(Surface))
MESSAGE = frozenset({"message"})
MODAL = frozenset({"modal"})

BLOCK_SURFACES = {
    **dict.fromkeys(
        ("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"),
        EVERYWHERE,
    ),
    **dict.fromkeys(("markdown", "table", "data_table", "data_visualization", "context_actions"), MESSAGE),
    **dict.fromkeys(("card", "carousel", "container", "plan", "task_card"), MESSAGE),
    "alert": MODAL,
}

ELEMENT_SURFACES = {
    "datetimepicker": {"message", "modal"},
    **dict.fromkeys(("email_text_input", "url_text_input", "number_input", "file_input"), MODAL),
    "rich_text_input": {"modal", "home"},
    **dict.fromkeys(("feedback_buttons", "icon_button", "workflow_button"), MESSAGE),
}

SELECTS = {f"{what}_select" for what in ("static", "external", "users", "channels", "conversations")}
MULTI_SELECTS = {f"multi_{name}" for name in SELECTS}
CHOSEN = {"radio_buttons", "checkboxes", "datepicker", "timepicker"} | SELECTS
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
PRESSED = {"button", "workflow_button", "overflow"}

ELEMENT_BLOCKS = {
    "actions": PRESSED | CHOSEN | {"datetimepicker"},
    "accessory": PRESSED | CHOSEN | MULTI_SELECTS | {"image"},
    "input": TYPED | CHOSEN | MULTI_SELECTS | {"datetimepicker", "file_input", "rich_text_input"},
    "context": {"image"},
    "context_actions": {"feedback_buttons", "icon_button"},
}


@pytest.mark.parametrize("surface", sorted(EVERYWHERE))
@pytest.mark.parametrize("block", [pytest.param(one, id=one["type"]) for one in blocks()])
def test_blocks_stand_on_their_surfaces_only(block: dict, surface: Surface) -> None:
    problems = check_blocks([block], surface)
    if surface in BLOCK_SURFACES[block["type"]]:
        assert problems == []
    else:
        assert [problem.pointer for problem in problems] == ["/blocks/0/type"]
        assert problems[0].reason == f"unsupported type: {block['type']}"


@pytest.mark.parametrize("surface", sorted(EVERYWHERE))
@pytest.mark.parametrize("element", [pytest.param(one, id=one["type"]) for one in elements()])
def test_elements_stand_in_their_blocks_and_surfaces_only(element: dict, surface: Surface) -> None:
    homes = {
        "actions": actions(element),
        "accessory": section(accessory=element),
        "input": field(element),
        "context": {"type": "context", "elements": [element]},
        "context_actions": {"type": "context_actions", "elements": [element]},
    }
    kind = element["type"]
    allowed = {
        name
        for name, kinds in ELEMENT_BLOCKS.items()
        if kind in kinds
        and surface in ELEMENT_SURFACES.get(kind, EVERYWHERE)
        and surface in BLOCK_SURFACES.get(name, EVERYWHERE)
    }
    assert {name for name, block in homes.items() if not check_blocks([block], surface)} == allowed


def test_every_block_and_element_has_an_example() -> None:
    assert {one["type"] for one in blocks()} == set(BLOCK_SURFACES)
    assert {one["type"] for one in elements()} == set().union(*ELEMENT_BLOCKS.values())


@pytest.mark.parametrize(("surface", "code"), [("message", "invalid_blocks"), ("modal", "invalid_arguments")])
def test_the_surface_decides_the_error(surface: Surface, code: str) -> None:
    assert {problem.code for problem in check_blocks([{"type": "nothing"}], surface)} == {code}
