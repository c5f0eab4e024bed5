"""Elements whose values must have a form, or agree with each other."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import home_of
from tests.sandbox.limits_examples import Json, element, option
from tests.sandbox.limits_findings import changed, pointers_in


@pytest.mark.parametrize(
    ("kind", "key", "good", "bad"),
    [
        ("datepicker", "initial_date", "2026-12-31", ["2026-13-01", "2025-02-29", "20260101", "2026-1-1"]),
        ("timepicker", "initial_time", "00:00", ["24:00", "9:30", "09:60", "09:30:00", "09:30\n"]),
        ("datetimepicker", "initial_date_time", 9_999_999_999, [10_000_000_000, -1, 1.5, True]),
        ("email_text_input", "initial_value", "a@b.example", ["a", "a@b", "a b@c.example"]),
        ("url_text_input", "initial_value", "https://b.example/?q=1", ["b.example", "https://b example"]),
        ("number_input", "min_value", "-3", ["-", "+1", "three"]),
        ("number_input", "max_value", "3.0", ["", "three", "0x10"]),
        ("number_input", "initial_value", "3.2", ["three", "1e2", ".5", "1.", "3,2"]),
        ("file_input", "max_files", 1, [0, 11]),
        ("users_select", "initial_user", "W01", ["alice", "C01", "u01"]),
        ("channels_select", "initial_channel", "G01", ["#team", "D01"]),
        ("conversations_select", "initial_conversation", "C01", ["U01", "team"]),
        ("external_select", "min_query_length", 0, [-1]),
        ("multi_users_select", "max_selected_items", 2, [0]),
        ("button", "style", "danger", ["default", "Danger"]),
        ("button", "url", "slack://open", ["example.com", "https://exa mple.com"]),
        ("icon_button", "icon", "trash", ["bin"]),
    ],
)  # fmt: skip
def test_values_have_their_form(kind: str, key: str, good: Any, bad: list[Any]) -> None:
    assert changed(kind, **{key: good}) == set()
    for value in bad:
        assert changed(kind, **{key: value}) == {f"/{key}"}, value


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"min_length": 3000, "max_length": 3000, "initial_value": "x" * 3000}, set()),
        ({"max_length": 3001}, {"/max_length"}),
        ({"max_length": 0}, {"/max_length"}),
        ({"min_length": 3001}, {"/min_length"}),
        ({"min_length": -1}, {"/min_length"}),
        ({"min_length": 10, "max_length": 9}, {"/min_length"}),
        ({"max_length": 9, "initial_value": "x" * 10}, {"/initial_value"}),
        ({"min_length": 2, "initial_value": "x"}, {"/initial_value"}),
        ({"initial_value": ""}, set()),
    ],
)
def test_a_text_input_agrees_with_itself(keys: Json, wrong: set[str]) -> None:
    assert changed("plain_text_input", **keys) == wrong


def test_a_text_input_without_bounds_holds_three_thousand_characters() -> None:
    def reasons(text: str, **keys: int) -> list[str]:
        content, surface, _ = home_of({"type": "plain_text_input", "initial_value": text, **keys})
        return [
            problem.reason for problem in check_blocks(content, surface) if "submit" not in problem.reason
        ]

    assert reasons("") == reasons("x" * 3000) == []
    assert reasons("x", min_length=2) == ["must be more than 1 characters"]
    assert reasons("x" * 3001) == ["must be less than 3001 characters"]


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"min_value": "2", "initial_value": "2", "max_value": "2"}, set()),
        ({"min_value": "10", "initial_value": "9", "max_value": "11"}, {"/min_value"}),
        ({"initial_value": "100", "max_value": "20"}, {"/initial_value"}),
        ({"is_decimal_allowed": False}, {"/min_value", "/max_value"}),
    ],
)
def test_a_number_input_agrees_with_itself(keys: Json, wrong: set[str]) -> None:
    assert changed("number_input", **keys) == wrong


@pytest.mark.parametrize(
    "conversations", [{}, {"include": []}, {"include": ["public", "public"]}, {"include": ["dm"]}]
)
def test_a_filter_filters_something_that_exists(conversations: Json) -> None:
    assert changed("conversations_select", filter=conversations)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ({}, "must define either `image_url` or `slack_file`"),
        (
            {"image_url": "https://example.com/a.png", "slack_file": {"id": "F1"}},
            "must define only one of `image_url` or `slack_file`",
        ),
        ({"slack_file": {}}, "must define either `id` or `url`"),
        (
            {"slack_file": {"id": "F1", "url": "https://files.slack.com/F1"}},
            "must define only one of `id` or `url`",
        ),
        ({"image_url": "example.png"}, "must be a valid url"),
    ],
)
def test_an_image_has_one_source(source: Json, reason: str) -> None:
    image = {"type": "image", "alt_text": "A chart", **source}
    for content in (image, {"type": "context", "elements": [image]}):
        assert [problem.reason for problem in check_blocks([content], "message")] == [reason]


@pytest.mark.parametrize(
    ("element", "pointer"),
    [
        ({"type": "overflow", "options": [option(url="example.com")]}, "/options/0/url"),
        ({"type": "image", "alt_text": "A chart", "slack_file": {"url": "F0"}}, "/slack_file/url"),
        ({**element("workflow_button"), "workflow": {"trigger": {"url": "run"}}}, "/workflow/trigger/url"),
        (
            {
                "type": "plain_text_input",
                "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"] * 2},
            },
            "/dispatch_action_config/trigger_actions_on/1",
        ),
    ],
)
def test_values_deep_inside_an_element_have_their_form_too(element: Json, pointer: str) -> None:
    assert pointers_in(element) == {pointer}
