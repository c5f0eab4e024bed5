"""Options, and what is chosen among them at first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.limits_examples import Json, option, options, plain
from tests.sandbox.limits_findings import changed, pointers_in

CHOOSERS = ("static_select", "multi_static_select", "radio_buttons", "checkboxes")


@pytest.mark.parametrize("kind", [*CHOOSERS, "overflow"])
def test_two_options_may_not_send_the_same_value(kind: str) -> None:
    twins = {"type": kind, "options": [option("same"), option("other"), option("same")]}
    assert pointers_in(twins) == {"/options/2/value"}


def test_the_same_value_in_two_groups_is_refused() -> None:
    groups = [{"label": plain(), "options": [option("same")]} for _ in range(2)]
    twins = {"type": "static_select", "option_groups": groups}
    assert pointers_in(twins) == {"/option_groups/1/options/0/value"}


@pytest.mark.parametrize("kind", CHOOSERS)
@pytest.mark.parametrize(
    "other", [option("absent"), option("value-0", text=plain("Another label")), {"value": "value-0"}]
)
def test_what_is_chosen_at_first_is_an_option_to_the_last_key(kind: str, other: Json) -> None:
    several = kind in {"multi_static_select", "checkboxes"}
    key, place = (
        ("initial_options", "/initial_options/0") if several else ("initial_option", "/initial_option")
    )

    def choosing(first: Json) -> set[str]:
        return pointers_in({"type": kind, "options": options(2), key: [first] if several else first})

    assert choosing(option("value-0")) == set()
    assert choosing(other) == {place}


@pytest.mark.parametrize("kind", ["static_select", "multi_static_select"])
def test_a_menu_has_options_or_groups(kind: str) -> None:
    groups = [{"label": plain(), "options": options(1)}]
    assert pointers_in({"type": kind}) == {""}
    assert pointers_in({"type": kind, "options": options(1), "option_groups": groups}) == {""}


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("multi_users_select", "initial_users", ["U1", "U2", "U3"]),
        ("multi_channels_select", "initial_channels", ["C1", "C2", "C3"]),
        ("multi_conversations_select", "initial_conversations", ["C1", "D2", "G3"]),
        ("multi_static_select", "initial_options", options(3)),
        ("multi_external_select", "initial_options", options(3)),
    ],
)
def test_no_more_is_chosen_at_first_than_may_be_chosen(kind: str, key: str, values: list[Any]) -> None:
    assert changed(kind, **{key: values, "max_selected_items": 3}) == set()
    assert changed(kind, **{key: values, "max_selected_items": 2}) == {f"/{key}"}
    assert changed(kind, **{key: [values[0], values[0]]}) == {f"/{key}/1"}


def test_the_order_of_keys_does_not_hide_a_twin() -> None:
    twin = {"type": "multi_external_select", "initial_options": [option(), dict(reversed(option().items()))]}
    assert pointers_in(twin) == {"/initial_options/1"}


def test_a_box_is_not_ticked_twice() -> None:
    boxes = {"type": "checkboxes", "options": options(2), "initial_options": [option("value-0")] * 2}
    assert pointers_in(boxes) == {"/initial_options/1"}
