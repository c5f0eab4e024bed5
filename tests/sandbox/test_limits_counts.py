"""Each list is accepted with exactly as many items as it may have, and refused with one more or less."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import (
    actions,
    block,
    card,
    cell,
    chart,
    fields,
    pie,
    section,
    series,
    table,
)
from tests.sandbox.limits_examples import Json, button, element, mrkdwn, options, picture, plain


class Count(NamedTuple):
    least: int
    most: int
    pointer: str
    write: Callable[[int], list[Json]]
    surface: str = "message"


def _menu(kind: str) -> Callable[[int], list[Json]]:
    return lambda count: [section(accessory={"type": kind, "options": options(count)})]


def _groups(count: int) -> list[Json]:
    groups = [{"label": plain(), "options": [option]} for option in options(count)]
    return [section(accessory={"type": "static_select", "option_groups": groups})]


def _one_group(count: int) -> list[Json]:
    groups = [{"label": plain(), "options": options(count)}]
    return [section(accessory={"type": "multi_static_select", "option_groups": groups})]


def _dividers(count: int) -> list[Json]:
    return [{"type": "divider"} for _ in range(count)]


def _categories(count: int) -> list[Json]:
    return [chart(categories=tuple(f"Q{number}" for number in range(count)))]


def _viewers(count: int) -> list[Json]:
    return [actions(button(visible_to_user_ids=[f"U{number}" for number in range(count)]))]


def _data_rows(count: int) -> list[Json]:
    return [{"type": "data_table", "caption": "All", "rows": [[cell()] for _ in range(count)]}]


COUNTS = {
    "blocks in a message": Count(0, 50, "/blocks", _dividers),
    "blocks in a modal": Count(1, 100, "/blocks", _dividers, "modal"),
    "blocks in a home": Count(1, 100, "/blocks", _dividers, "home"),
    "fields": Count(1, 10, "/blocks/0/fields", lambda count: [fields(*[mrkdwn()] * count)]),
    "context": Count(
        1, 10, "/blocks/0/elements", lambda count: [{"type": "context", "elements": [picture()] * count}]
    ),
    "actions": Count(
        1,
        25,
        "/blocks/0/elements",
        lambda count: [actions(*(button(f"button-{number}") for number in range(count)))],
    ),
    "context actions": Count(
        1,
        5,
        "/blocks/0/elements",
        lambda count: [
            {
                "type": "context_actions",
                "elements": [{**element("icon_button"), "action_id": str(number)} for number in range(count)],
            }
        ],
    ),
    "overflow": Count(1, 5, "/blocks/0/accessory/options", _menu("overflow")),
    "radio_buttons": Count(1, 10, "/blocks/0/accessory/options", _menu("radio_buttons")),
    "checkboxes": Count(1, 10, "/blocks/0/accessory/options", _menu("checkboxes")),
    "static_select": Count(1, 100, "/blocks/0/accessory/options", _menu("static_select")),
    "multi_static_select": Count(1, 100, "/blocks/0/accessory/options", _menu("multi_static_select")),
    "option groups": Count(1, 100, "/blocks/0/accessory/option_groups", _groups),
    "options of a group": Count(1, 100, "/blocks/0/accessory/option_groups/0/options", _one_group),
    "viewers": Count(1, 10, "/blocks/0/elements/0/visible_to_user_ids", _viewers),
    "table rows": Count(1, 100, "/blocks/0/rows", lambda count: [table([[cell("x")]] * count)]),
    "table cells": Count(1, 20, "/blocks/0/rows/0", lambda count: [table([[cell("x")] * count])]),
    "table columns": Count(
        0, 20, "/blocks/0/column_settings", lambda count: [table([[cell()]], column_settings=[None] * count)]
    ),
    "data table rows": Count(2, 101, "/blocks/0/rows", _data_rows),
    "chart series": Count(
        1,
        6,
        "/blocks/0/chart/series",
        lambda count: [
            {
                **block("data_visualization"),
                "chart": {
                    "type": "line",
                    "series": [series(f"S{number}", "Q1") for number in range(count)],
                    "axis_config": {"categories": ["Q1"]},
                },
            }
        ],
    ),
    "pie": Count(1, 6, "/blocks/0/chart/segments", lambda count: [pie(count)]),
    "carousel": Count(
        1, 10, "/blocks/0/elements", lambda count: [{"type": "carousel", "elements": [card()] * count}]
    ),
    "card buttons": Count(
        1,
        2,
        "/blocks/0/actions",
        lambda count: [card(actions=[button(f"button-{number}") for number in range(count)])],
    ),
    "container": Count(
        1,
        10,
        "/blocks/0/child_blocks",
        lambda count: [{**block("container"), "child_blocks": _dividers(count)}],
    ),
}


@pytest.mark.parametrize("name", COUNTS)
def test_both_ends_are_accepted(name: str) -> None:
    count = COUNTS[name]
    for size in (count.least, count.most):
        assert check_blocks(count.write(size), count.surface) == []


@pytest.mark.parametrize("name", COUNTS)
def test_one_item_more_is_refused(name: str) -> None:
    count = COUNTS[name]
    [problem] = check_blocks(count.write(count.most + 1), count.surface)
    assert (problem.pointer, problem.reason) == (count.pointer, f"no more than {count.most} items allowed")


@pytest.mark.parametrize("name", [name for name, count in COUNTS.items() if count.least])
def test_one_item_less_is_refused(name: str) -> None:
    count = COUNTS[name]
    problems = check_blocks(count.write(count.least - 1), count.surface)
    assert (count.pointer, f"no less than {count.least} items allowed") in {
        (problem.pointer, problem.reason) for problem in problems
    }


def test_a_category_stands_for_one_point_of_each_series() -> None:
    assert check_blocks(_categories(20), "message") == []
    refused = {problem.pointer for problem in check_blocks(_categories(21), "message")}
    assert refused == {"/blocks/0/chart/axis_config/categories", "/blocks/0/chart/series/0/data"}
