"""Every example passes, and no single change to its shape does."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import blocks, home_of, section, surface_of
from tests.sandbox.limits_examples import Json, elements

Payload = tuple[list[Json], str]

PAYLOADS = [
    *(pytest.param(([one], surface_of(one)), id=f"block-{one['type']}") for one in blocks()),
    *(pytest.param(home_of(one)[:2], id=f"element-{one['type']}") for one in elements()),
]

# Slack leaves these to the workflow, and null stands for a column with nothing to say.
FREE = {"customizable_input_parameters"}


def places(node: Any, *way: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to each value inside a payload."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield (*way, key)
        if key not in FREE:
            yield from places(value, *way, key)


def changed(blocks: list[Json], way: tuple[str | int, ...], change: Any) -> list[Json]:
    """A copy in which ``change`` was called with the parent and key of the place."""
    result = copy.deepcopy(blocks)
    parent: Any = result
    for key in way[:-1]:
        parent = parent[key]
    change(parent, way[-1])
    return result


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_whole_example_is_accepted(payload: Payload) -> None:
    assert check_blocks(*payload) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_may_be_of_another_type(payload: Payload) -> None:
    content, surface = payload
    for way in places(content):
        for stranger in ([[]], {"strange": []}, float("nan")):
            broken = changed(content, way, lambda parent, key, value=stranger: parent.__setitem__(key, value))
            assert check_blocks(broken, surface), (way, stranger)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_may_be_null(payload: Payload) -> None:
    content, surface = payload
    for way in places(content):
        if "column_settings" not in way[:-1]:
            broken = changed(content, way, lambda parent, key: parent.__setitem__(key, None))
            assert check_blocks(broken, surface), way


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_string_may_be_empty(payload: Payload) -> None:
    content, surface = payload

    def empty(parent: Any, key: str | int) -> None:
        if isinstance(parent[key], str):
            parent[key] = ""

    for way in places(content):
        broken = changed(content, way, empty)
        # A text input may begin empty: that is what it does without a first value.
        if broken != content and way[-1] != "initial_value":
            assert check_blocks(broken, surface), way


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_key_may_be_misspelt(payload: Payload) -> None:
    content, surface = payload
    for way in places(content):
        if isinstance(way[-1], str):
            broken = changed(content, way, lambda parent, key: parent.update({key + "e": parent.pop(key)}))
            problems = check_blocks(broken, surface)
            assert problems, way


def test_an_unknown_key_is_named_where_it_stands() -> None:
    [problem] = check_blocks([section(acessory={"type": "button"})], "message")
    assert (problem.pointer, problem.reason) == ("/blocks/0", "invalid additional property: acessory")


REQUIRED = {
    "header": {"text"},
    "context": {"elements"},
    "actions": {"elements"},
    "context_actions": {"elements"},
    "input": {"label", "element"},
    "image": {"alt_text"},
    "markdown": {"text"},
    "video": {"alt_text", "title", "video_url", "thumbnail_url"},
    "rich_text": {"elements"},
    "table": {"rows"},
    "data_table": {"caption", "rows"},
    "data_visualization": {"title", "chart"},
    "alert": {"text"},
    "carousel": {"elements"},
    "task_card": {"task_id", "title", "status"},
    "plan": {"title"},
    "container": {"child_blocks"},
    "button": {"text"},
    "workflow_button": {"text", "workflow", "action_id"},
    "icon_button": {"icon", "text"},
    "feedback_buttons": {"positive_button", "negative_button"},
    "overflow": {"options"},
    "radio_buttons": {"options"},
    "checkboxes": {"options"},
    "number_input": {"is_decimal_allowed"},
    "rich_text_input": {"action_id"},
}


@pytest.mark.parametrize("kind", sorted(REQUIRED))
def test_required_keys_are_missed_and_only_they(kind: str) -> None:
    examples = [([one], surface_of(one), "/blocks/0") for one in blocks() if one["type"] == kind]
    examples += [home_of(one) for one in elements() if one["type"] == kind and kind != "image"]
    for content, surface, pointer in examples:
        way: Any = [int(step) if step.isdigit() else step for step in pointer.split("/")[2:]]
        target: Any = content
        for key in way:
            target = target[key]
        missed = set()
        for key in list(target):
            kept = target.pop(key)
            reasons = {problem.reason for problem in check_blocks(content, surface)}
            if f"missing required field: {key}" in reasons:
                missed.add(key)
            target[key] = kept
        assert missed == REQUIRED[kind] | {"type"}


@pytest.mark.parametrize(
    ("content", "pointer", "reason"),
    [
        ([{"type": "sektion"}], "/blocks/0/type", "unsupported type: sektion"),
        ([{"type": ["section"]}], "/blocks/0/type", "unsupported type: ['section']"),
        ([{"text": "x"}], "/blocks/0", "missing required field: type"),
        ([{"type": "file"}], "/blocks/0/type", "unsupported type: file"),
        ([{"type": "section"}], "/blocks/0", "must define either `text` or `fields`"),
        ([section(accessory={"type": "slider"})], "/blocks/0/accessory/type", "unsupported type: slider"),
        ([section(accessory=[])], "/blocks/0/accessory", "must provide an object"),
        ([{"type": "section", "text": "words"}], "/blocks/0/text", "must provide an object"),
        ([section("")], "/blocks/0/text/text", "must be more than 0 characters"),
        ([{"type": "divider", "block_id": 7}], "/blocks/0/block_id", "must provide a string"),
    ],
)
def test_wrong_shapes_are_told_apart(content: list[Json], pointer: str, reason: str) -> None:
    [problem] = check_blocks(content, "message")
    assert (problem.pointer, problem.reason, problem.code) == (pointer, reason, "invalid_blocks")
