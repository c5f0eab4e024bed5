"""Each string is accepted at exactly its limit, and refused one code point later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from bot.sandbox.limits import check_blocks
from tests.sandbox.limits_block_examples import actions, block, card, chart, field, fields, pie, section
from tests.sandbox.limits_examples import Json, button, confirm, element, mrkdwn, option, plain

Write = Callable[[str], list[Json]]

# One code point outside the basic plane: two UTF-16 units, four bytes, one character to Slack.
LETTER = "🟢"


class Limit(NamedTuple):
    most: int
    pointer: str
    write: Write
    surface: str = "message"


def _block(kind: str, key: str, wrap: Callable[[str], Any] = str) -> Write:
    return lambda text: [{**block(kind), key: wrap(text)}]


def _button(key: str, wrap: Callable[[str], Any] = str) -> Write:
    return lambda text: [actions(button(**{key: wrap(text)}))]


def _confirm(key: str, wrap: Callable[[str], Any] = plain) -> Write:
    return lambda text: [actions(button(confirm={**confirm(), key: wrap(text)}))]


def _option(kind: str, key: str, wrap: Callable[[str], Any] = str) -> Write:
    return lambda text: [section(accessory={"type": kind, "options": [option(**{key: wrap(text)})]})]


def _group(text: str) -> list[Json]:
    groups = [{"label": plain(text), "options": [option()]}]
    return [section(accessory={"type": "static_select", "option_groups": groups})]


def _link(text: str, scheme: str = "https://") -> str:
    return scheme + text[len(scheme) :]


def _chart(kind: str, text: str) -> list[Json]:
    line = {"name": text if kind == "name" else "Us", "data": [{"label": "Q1", "value": 1}]}
    drawn = chart(line, categories=("Q1",))
    if kind == "category":
        drawn["chart"]["axis_config"]["categories"] = [text]
        line["data"] = [{"label": text, "value": 1}]
    elif kind in {"x_label", "y_label"}:
        drawn["chart"]["axis_config"][kind] = text
    return [drawn]


def _segment(text: str) -> list[Json]:
    drawn = pie(1)
    drawn["chart"]["segments"][0]["label"] = text
    return [drawn]


def _feedback(key: str, wrap: Callable[[str], Any] = str) -> Write:
    def write(text: str) -> list[Json]:
        rating = element("feedback_buttons")
        rating["negative_button"][key] = wrap(text)
        return [{"type": "context_actions", "elements": [rating]}]

    return write


LIMITS = {
    "block_id": Limit(255, "/blocks/0/block_id", _block("divider", "block_id")),
    "section text": Limit(3000, "/blocks/0/text/text", lambda text: [section(text)]),
    "section plain text": Limit(3000, "/blocks/0/text/text", _block("section", "text", plain)),
    "section field": Limit(2000, "/blocks/0/fields/1/text", lambda text: [fields(plain(), mrkdwn(text))]),
    "header": Limit(150, "/blocks/0/text/text", _block("header", "text", plain)),
    "context text": Limit(
        3000, "/blocks/0/elements/0/text", lambda text: [{"type": "context", "elements": [mrkdwn(text)]}]
    ),
    "context plain text": Limit(
        3000, "/blocks/0/elements/0/text", lambda text: [{"type": "context", "elements": [plain(text)]}]
    ),
    "image alt_text": Limit(2000, "/blocks/0/alt_text", _block("image", "alt_text")),
    "image title": Limit(2000, "/blocks/0/title/text", _block("image", "title", plain)),
    "image_url": Limit(3000, "/blocks/0/image_url", _block("image", "image_url", _link)),
    "input label": Limit(2000, "/blocks/0/label/text", _block("input", "label", plain)),
    "input hint": Limit(2000, "/blocks/0/hint/text", _block("input", "hint", plain)),
    "markdown": Limit(12_000, "/blocks/0/text", _block("markdown", "text")),
    "alert": Limit(200, "/blocks/0/text/text", _block("alert", "text", mrkdwn), "modal"),
    "video title": Limit(199, "/blocks/0/title/text", _block("video", "title", plain)),
    "video alt_text": Limit(2000, "/blocks/0/alt_text", _block("video", "alt_text")),
    "video description": Limit(199, "/blocks/0/description/text", _block("video", "description", plain)),
    "video_url": Limit(3000, "/blocks/0/video_url", _block("video", "video_url", _link)),
    "video title_url": Limit(3000, "/blocks/0/title_url", _block("video", "title_url", _link)),
    "video author": Limit(49, "/blocks/0/author_name", _block("video", "author_name")),
    "card title": Limit(150, "/blocks/0/title/text", lambda text: [card(title=mrkdwn(text))]),
    "card subtitle": Limit(150, "/blocks/0/subtitle/text", lambda text: [card(subtitle=mrkdwn(text))]),
    "card body": Limit(200, "/blocks/0/body/text", lambda text: [card(body=mrkdwn(text))]),
    "container title": Limit(150, "/blocks/0/title/text", _block("container", "title", plain)),
    "container subtitle": Limit(150, "/blocks/0/subtitle/text", _block("container", "subtitle", plain)),
    "chart title": Limit(50, "/blocks/0/title", _block("data_visualization", "title")),
    "chart x axis": Limit(50, "/blocks/0/chart/axis_config/x_label", lambda text: _chart("x_label", text)),
    "chart y axis": Limit(50, "/blocks/0/chart/axis_config/y_label", lambda text: _chart("y_label", text)),
    "chart series": Limit(20, "/blocks/0/chart/series/0/name", lambda text: _chart("name", text)),
    "chart segment": Limit(20, "/blocks/0/chart/segments/0/label", _segment),
    "action_id": Limit(255, "/blocks/0/elements/0/action_id", _button("action_id")),
    "button text": Limit(75, "/blocks/0/elements/0/text/text", _button("text", plain)),
    "button value": Limit(2000, "/blocks/0/elements/0/value", _button("value")),
    "button url": Limit(3000, "/blocks/0/elements/0/url", _button("url", _link)),
    "button label": Limit(75, "/blocks/0/elements/0/accessibility_label", _button("accessibility_label")),
    "button prompt": Limit(4000, "/blocks/0/elements/0/agent_prompt", _button("agent_prompt")),
    "feedback text": Limit(75, "/blocks/0/elements/0/negative_button/text/text", _feedback("text", plain)),
    "feedback value": Limit(2000, "/blocks/0/elements/0/negative_button/value", _feedback("value")),
    "confirm title": Limit(100, "/blocks/0/elements/0/confirm/title/text", _confirm("title")),
    "confirm text": Limit(300, "/blocks/0/elements/0/confirm/text/text", _confirm("text", mrkdwn)),
    "confirm confirm": Limit(30, "/blocks/0/elements/0/confirm/confirm/text", _confirm("confirm")),
    "confirm deny": Limit(30, "/blocks/0/elements/0/confirm/deny/text", _confirm("deny")),
    **{
        f"{kind} option {key}": Limit(most, f"/blocks/0/accessory/options/0/{end}", _option(kind, key, wrap))
        for kind in ("overflow", "static_select", "radio_buttons", "checkboxes", "multi_static_select")
        for key, most, end, wrap in (
            ("text", 75, "text/text", plain),
            ("value", 150, "value", str),
            ("description", 75, "description/text", plain),
        )
    },
    "overflow option url": Limit(
        3000, "/blocks/0/accessory/options/0/url", _option("overflow", "url", _link)
    ),
    "option group": Limit(75, "/blocks/0/accessory/option_groups/0/label/text", _group),
    "placeholder": Limit(
        150,
        "/blocks/0/element/placeholder/text",
        lambda text: [field({"type": "plain_text_input", "placeholder": plain(text)})],
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit_itself_is_accepted(name: str) -> None:
    limit = LIMITS[name]
    assert check_blocks(limit.write(LETTER * limit.most), limit.surface) == []


@pytest.mark.parametrize("name", LIMITS)
def test_one_character_more_is_refused(name: str) -> None:
    limit = LIMITS[name]
    [problem] = check_blocks(limit.write(LETTER * (limit.most + 1)), limit.surface)
    assert problem.pointer == limit.pointer
    assert problem.reason == f"must be less than {limit.most + 1} characters"


def test_a_category_may_have_twenty_characters() -> None:
    assert check_blocks(_chart("category", LETTER * 20), "message") == []
    refused = {problem.pointer for problem in check_blocks(_chart("category", LETTER * 21), "message")}
    assert refused == {"/blocks/0/chart/axis_config/categories/0", "/blocks/0/chart/series/0/data/0/label"}
