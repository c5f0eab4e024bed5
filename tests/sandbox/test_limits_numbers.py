"""Each number is accepted at both its bounds and refused beyond them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import block, cell, home_of
from tests.sandbox.limits_examples import Json, element, rich_text

Place = tuple[list[Json], str, str]


class Bound(NamedTuple):
    least: int
    most: int | None
    key: str
    place: Callable[[Json], Place]


def _element(kind: str, **fixed: object) -> Callable[[Json], Place]:
    def place(keys: Json) -> Place:
        content = {**element(kind), **fixed}
        content.pop("initial_value", None)
        return home_of({**content, **keys})

    return place


def _block(kind: str) -> Callable[[Json], Place]:
    return lambda keys: ([{**block(kind), **keys}], "message", "/blocks/0")


def _list(keys: Json) -> Place:
    bullets = {"type": "rich_text_list", "style": "ordered", "elements": rich_text()["elements"], **keys}
    return [{"type": "rich_text", "elements": [bullets]}], "message", "/blocks/0/elements/0"


def _run(run: Json) -> Callable[[Json], Place]:
    return lambda keys: ([rich_text({**run, **keys})], "message", "/blocks/0/elements/0/elements/0")


def _wide_table(keys: Json) -> Place:
    wide = {"type": "data_table", "caption": "Wide", "rows": [[cell("x")] * 20, [cell("x")]]}
    return [{**wide, **keys}], "message", "/blocks/0"


BOUNDS = [
    Bound(1, 4, "level", _block("header")),
    Bound(1, 100, "page_size", _block("data_table")),
    Bound(0, 19, "row_header_column_index", _wide_table),
    Bound(0, 3000, "min_length", _element("plain_text_input", max_length=3000)),
    Bound(1, 3000, "max_length", _element("plain_text_input")),
    Bound(1, None, "min_lines", _element("rich_text_input")),
    Bound(1, None, "max_lines", _element("rich_text_input")),
    Bound(1, 10, "max_files", _element("file_input")),
    Bound(0, 9_999_999_999, "initial_date_time", _element("datetimepicker")),
    Bound(0, None, "min_query_length", _element("external_select")),
    Bound(0, None, "min_query_length", _element("multi_external_select")),
    Bound(1, None, "max_selected_items", _element("multi_conversations_select")),
    Bound(0, None, "indent", _list),
    Bound(0, None, "offset", _list),
    Bound(0, 1, "border", _list),
    Bound(1, 6, "skin_tone", _run({"type": "emoji", "name": "wave"})),
    Bound(0, None, "timestamp", _run({"type": "date", "format": "{date}"})),
]


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.key)
def test_bounds_are_accepted_and_what_lies_beyond_is_not(bound: Bound) -> None:
    def wrong(number: object) -> set[str]:
        content, surface, pointer = bound.place({bound.key: number})
        return {problem.pointer.removeprefix(pointer) for problem in check_blocks(content, surface)}

    inside = (bound.least, bound.most if bound.most is not None else 10**12)
    beyond = [bound.least - 1, True, float(bound.least) + 0.5, str(bound.least)]
    if bound.most is not None:
        beyond.append(bound.most + 1)
    assert [wrong(number) for number in inside] == [set(), set()]
    assert [wrong(number) for number in beyond] == [{f"/{bound.key}"}] * len(beyond)
