"""Blocks that must agree with themselves."""

from __future__ import annotations

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import (
    actions,
    block,
    card,
    cell,
    chart,
    field,
    pie,
    series,
    table,
    task,
)
from tests.sandbox.limits_examples import Json, button, mrkdwn, option, plain, rich_text
from tests.sandbox.limits_findings import pointers


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "header", "text": mrkdwn()}],
        [actions(button(text=mrkdwn()))],
        [{**block("input"), "label": mrkdwn()}],
        [actions({"type": "static_select", "options": [option(text=mrkdwn())]})],
        [actions({"type": "overflow", "options": [option(description=mrkdwn())]})],
        [actions({"type": "static_select", "options": [option(url="https://example.com")]})],
        [actions({"type": "radio_buttons", "options": [option(url="https://example.com")]})],
        [{"type": "section", "text": {**plain(), "verbatim": True}}],
        [{"type": "section", "text": {**mrkdwn(), "emoji": True}}],
        [{**block("video"), "video_url": "http://example.com"}],
        [{**block("video"), "title_url": "http://example.com"}],
        [actions(button(visible_to_user_ids=["alice"]))],
        [task(sources=[{"type": "url", "url": "example.com", "text": "Source"}])],
        [field(button())],
    ],
)
def test_formatting_and_links_stay_where_slack_shows_them(blocks: list[Json]) -> None:
    assert len(check_blocks(blocks, "message")) == 1


@pytest.mark.parametrize(
    ("blocks", "pointer"),
    [
        ([card(actions=[])], "/blocks/0/actions"),
        ([{"type": "card", "subtitle": plain()}], "/blocks/0"),
        ([{**block("container"), "is_collapsible": False}], "/blocks/0/default_collapsed"),
        ([{**block("container"), "has_header_divider": True}], "/blocks/0/has_header_divider"),
        ([{"type": "container", "child_blocks": [{"type": "divider"}]}], "/blocks/0"),
        ([{**block("container"), "child_blocks": [{"type": "container"}]}], "/blocks/0/child_blocks/0/type"),
        ([{**block("data_table"), "row_header_column_index": 2}], "/blocks/0/row_header_column_index"),
        ([{**block("data_table"), "rows": [[rich_text(), cell()], [cell()] * 2]}], "/blocks/0/rows/0/0/type"),
        ([table([[cell("x" * 5000), cell("x" * 5001)]])], "/blocks/0/rows"),
        ([table([[cell("x" * 5000), rich_text({"type": "text", "text": "x" * 5001})]])], "/blocks/0/rows"),
        ([{**block("data_table"), "rows": [[cell("x" * 5000)], [cell("x" * 5001)]]}], "/blocks/0/rows"),
        ([table([[{"type": "raw_number", "value": 1}]])], "/blocks/0/rows/0/0/type"),
        ([chart(series("Us", "Q1"))], "/blocks/0/chart/series/0/data"),
        ([chart(series("Us", "Q1", "Q3"))], "/blocks/0/chart/series/0/data"),
        ([chart(series("Us", "Q1", "Q2"), series("Us", "Q1", "Q2"))], "/blocks/0/chart/series/1"),
        ([chart(categories=("Q1", "Q1"))], "/blocks/0/chart/axis_config/categories/1"),
        ([chart(kind="radar")], "/blocks/0/chart/type"),
        ([pie(value=0)], "/blocks/0/chart/segments/0/value"),
    ],
)  # fmt: skip
def test_blocks_agree_with_themselves(blocks: list[Json], pointer: str) -> None:
    assert pointers(blocks) == {pointer}


@pytest.mark.parametrize("kind", ["rich_text_section", "rich_text_preformatted", "rich_text_quote"])
def test_a_line_of_rich_text_may_be_blank(kind: str) -> None:
    assert pointers([{"type": "rich_text", "elements": [{"type": kind, "elements": []}]}]) == set()


@pytest.mark.parametrize(
    ("run", "key"),
    [
        ({"type": "link", "url": "example.com"}, "url"),
        ({"type": "user", "user_id": "alice"}, "user_id"),
        ({"type": "usergroup", "usergroup_id": "@team"}, "usergroup_id"),
        ({"type": "channel", "channel_id": "#team"}, "channel_id"),
        ({"type": "team", "team_id": "us"}, "team_id"),
        ({"type": "color", "value": "green"}, "value"),
        ({"type": "broadcast", "range": "all"}, "range"),
        ({"type": "date", "timestamp": 1, "format": "{date}", "url": "example.com"}, "url"),
        ({"type": "text", "text": "x", "style": {"loud": True}}, "style"),
    ],
)
def test_runs_of_rich_text_have_their_form(run: Json, key: str) -> None:
    assert pointers([rich_text(run)]) == {f"/blocks/0/elements/0/elements/0/{key}"}


def test_all_cells_together_hold_ten_thousand_characters() -> None:
    assert pointers([table([[cell("x" * 5000), cell("x" * 5000)]])]) == set()
