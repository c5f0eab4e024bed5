"""Limits of whole messages: text, ids, tables, totals, attachments and metadata."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.limits import check_blocks, check_message, check_metadata
from tests.sandbox.limits_block_examples import actions, block, blocks, cell, chart, field, section, table
from tests.sandbox.limits_examples import Json, button, option, rich_text


def found(message: Json, **how: Any) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.code) for problem in check_message(message, **how)]


def divider(block_id: str) -> Json:
    return {"type": "divider", "block_id": block_id}


@pytest.mark.parametrize(
    ("message", "update", "expected"),
    [
        ({"text": "x" * 40_000}, False, []),
        ({"text": "x" * 40_001}, False, [("/text", "msg_too_long")]),
        ({"text": "x" * 4_000}, True, []),
        ({"text": "x" * 4_001}, True, [("/text", "msg_too_long")]),
        ({"text": ""}, False, [("", "no_text")]),
        ({"text": " \n"}, False, [("", "no_text")]),
        ({}, True, [("", "no_text")]),
        ({"blocks": []}, False, [("", "no_text")]),
        ({"text": None, "blocks": [{"type": "divider"}]}, False, []),
        ({"attachments": [{"text": "old"}]}, False, []),
        ({"text": "x", "blocks": [], "channel": "C1", "unfurl_links": False}, False, []),
        ({"text": 7}, False, [("/text", "invalid_arguments")]),
    ],
)
def test_a_message_says_something_and_not_too_much(message: Json, update: bool, expected: list) -> None:
    assert found(message, update=update) == expected


def test_what_is_too_long_says_by_how_much_it_may_be_long() -> None:
    too_much = [
        {"text": "x" * 40_001},
        {"blocks": [{"type": "markdown", "text": "x" * 6_001}] * 2},
        {"blocks": [section("x" * 2_900)] * 5},
        {"blocks": [table([[cell("x" * 10_001)]])]},
    ]
    assert [[problem.reason for problem in check_message(message)] for message in too_much] == [
        ["must be less than 40001 characters"],
        ["must be less than 12001 characters in all markdown blocks"],
        ["must be less than 13201 characters in all blocks"],
        ["must be less than 10001 characters in all cells"],
    ]


@pytest.mark.parametrize("content", ["[]", {"type": "divider"}, ["divider"], [None]])
def test_blocks_are_an_array_of_objects(content: Any) -> None:
    assert found({"text": "x", "blocks": content}) == [("/blocks", "invalid_blocks_format")]


def test_no_block_id_stands_twice() -> None:
    inside = {**block("container"), "child_blocks": [divider("a")]}
    assert found({"blocks": [divider("a"), divider("b"), divider("a")]}) == [
        ("/blocks/2/block_id", "invalid_blocks")
    ]
    assert found({"blocks": [divider("a"), inside]}) == [
        ("/blocks/1/child_blocks/0/block_id", "invalid_blocks")
    ]
    assert found({"blocks": [divider("a"), {"type": "divider"}, {"type": "divider"}]}) == []


def test_no_action_id_stands_twice_in_one_block() -> None:
    [problem] = check_message({"blocks": [actions(button("same"), button("same"))]})
    assert problem.pointer == "/blocks/0/elements/1/action_id"
    assert problem.reason == '`action_id` "same" already exists'
    assert found({"blocks": [actions(button("same")), actions(button("same"))]}) == []


def test_one_element_at_most_is_focused() -> None:
    focused = {"type": "plain_text_input", "focus_on_load": True}
    assert found({"blocks": [field(focused), field({"type": "plain_text_input"})]}) == []
    assert found({"blocks": [field(focused), field(focused)]}) == [
        ("/blocks/1/element/focus_on_load", "invalid_blocks")
    ]


@pytest.mark.parametrize(
    "second",
    [table([[cell()]]), block("data_table"), {**block("container"), "child_blocks": [block("table")]}],
)
def test_one_table_at_most(second: Json) -> None:
    [problem] = check_message({"blocks": [table([[cell()]]), {**second, "block_id": "second"}]})
    assert (problem.reason, problem.code) == ("only_one_table_allowed", "invalid_attachments")


def test_two_charts_at_most() -> None:
    assert found({"blocks": [chart(), chart()]}) == []
    assert found({"blocks": [chart(), chart(), chart()]}) == [("/blocks/2", "invalid_blocks")]


def test_all_markdown_together_is_bounded() -> None:
    def message(*sizes: int) -> Json:
        return {"blocks": [{"type": "markdown", "text": "x" * size} for size in sizes]}

    assert found(message(6_000, 6_000)) == []
    assert found(message(6_000, 6_001, 1)) == [("/blocks/1/text", "invalid_blocks")]


def test_all_text_together_is_bounded() -> None:
    menu = {"type": "static_select", "options": [option(str(number)) for number in range(100)]}
    run = {"type": "text", "text": "x" * 2_000}
    fixed = [
        section("x" * 3_000, accessory=menu),
        {"type": "markdown", "text": "x" * 5_000},
        rich_text(run),
        table([[cell("x" * 1_200)]]),
    ]
    assert found({"blocks": [*fixed, section("x" * 2_000)]}) == []
    assert found({"blocks": [*fixed, section("x" * 2_001)]}) == [("/blocks", "msg_blocks_too_long")]
    assert [problem.code for problem in check_blocks([*fixed, section("x" * 2_001)], "message")] == [
        "msg_blocks_too_long"
    ]


def test_blocks_of_attachments_count_as_part_of_the_message() -> None:
    def message(*inside: Json) -> Json:
        return {"blocks": [divider("a"), section("x" * 2_999)], "attachments": [{"blocks": list(inside)}]}

    assert found(message(divider("b"))) == []
    assert found(message(divider("a"))) == [("/attachments/0/blocks/0/block_id", "invalid_blocks")]
    assert found(message({"type": "alert"})) == [("/attachments/0/blocks/0/type", "invalid_attachments")]
    long = [section("x" * 3_000) for _ in range(4)]
    assert found(message(*long)) == [("/blocks", "msg_blocks_too_long")]


@pytest.mark.parametrize(
    ("attachments", "expected"),
    [
        ([{}] * 100, []),
        ([{}] * 101, [("/attachments", "too_many_attachments")]),
        ({}, [("/attachments", "invalid_attachments")]),
        ([7], [("/attachments/0", "invalid_attachments")]),
    ],
)
def test_attachments_are_an_array_of_objects(attachments: Any, expected: list) -> None:
    assert found({"text": "x", "attachments": attachments}) == expected


@pytest.mark.parametrize(
    ("metadata", "pointer"),
    [
        ({"event_type": "vote_2", "event_payload": {"key": "a", "n": 1, "f": 1.5, "ok": True}}, None),
        ({"event_type": "vote", "event_payload": {}}, None),
        ({"event_type": "vote-2", "event_payload": {}}, "/event_type"),
        ({"event_type": "", "event_payload": {}}, "/event_type"),
        ({"event_type": "vote"}, ""),
        ({"event_payload": {}}, ""),
        ({"event_type": "vote", "event_payload": {}, "extra": 1}, ""),
        ({"event_type": "vote", "event_payload": {"a/b": {}}}, "/event_payload/a~1b"),
        ({"event_type": "vote", "event_payload": {"list": []}}, "/event_payload/list"),
        ({"event_type": "vote", "event_payload": {"none": None}}, "/event_payload/none"),
        ({"event_type": "vote", "event_payload": {"nan": float("nan")}}, "/event_payload/nan"),
        ({"event_type": "vote", "event_payload": []}, "/event_payload"),
        ([], ""),
    ],
)
def test_metadata_is_a_name_and_a_flat_payload(metadata: Any, pointer: str | None) -> None:
    expected = [] if pointer is None else [(pointer, "invalid_metadata_format")]
    assert [(problem.pointer, problem.code) for problem in check_metadata(metadata)] == expected
    inside = [("/metadata" + pointer, code) for pointer, code in expected]
    assert found({"text": "x", "metadata": metadata}) == inside


def test_empty_metadata_removes_it_on_update_only() -> None:
    assert found({"text": "x", "metadata": {}}, update=True) == []
    assert found({"text": "x", "metadata": {}}) == [("/metadata", "invalid_metadata_format")] * 2


def test_a_problem_reads_as_slack_writes_it() -> None:
    [problem] = check_message({"blocks": [section("x" * 3001)]})
    assert str(problem) == "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"


def test_all_examples_of_messages_pass_together_but_for_the_second_table() -> None:
    everything = [one for one in blocks() if one["type"] not in {"alert", "data_table"}]
    focus = everything[6]["element"]
    assert focus["focus_on_load"] is True
    assert found({"blocks": everything}) == []
