"""Which texts count towards the text that all blocks of a message may show together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.sandbox.limits import check_message
from tests.sandbox.limits_block_examples import (
    actions,
    block,
    card,
    cell,
    field,
    fields,
    section,
    table,
    task,
)
from tests.sandbox.limits_examples import Json, button, confirm, mrkdwn, options, picture, plain, rich_text

SHOWN: dict[str, Callable[[str], Json]] = {
    "section": section,
    "section of plain text": lambda text: {"type": "section", "text": plain(text)},
    "field": lambda text: fields(plain(text)),
    "header": lambda text: {"type": "header", "text": plain(text)},
    "context": lambda text: {"type": "context", "elements": [mrkdwn(text)]},
    "context of plain text": lambda text: {"type": "context", "elements": [plain(text)]},
    "label": lambda text: field({"type": "plain_text_input"}, label=plain(text)),
    "hint": lambda text: field({"type": "plain_text_input"}, label=plain("x"), hint=plain(text[1:])),
    "title of an image": lambda text: {**picture(), "title": plain(text)},
    "markdown": lambda text: {"type": "markdown", "text": text},
    "rich text": lambda text: rich_text({"type": "text", "text": text}),
    "link": lambda text: rich_text({"type": "link", "url": "https://example.com", "text": text}),
    "cell": lambda text: table([[cell(text)]]),
    "video": lambda text: {**block("video"), "title": plain("x"), "description": plain(text[1:])},
    "title of a video": lambda text: {**block("video"), "title": plain(text[1:]), "description": plain("x")},
    "card": lambda text: card(title=mrkdwn(text)),
    "subtitle of a card": lambda text: card(title=plain("x"), subtitle=mrkdwn(text[1:])),
    "body of a card": lambda text: card(title=plain("x"), body=plain(text[1:])),
    "task": lambda text: task(title=text),
    "source": lambda text: task(
        title="x", sources=[{"type": "url", "url": "https://example.com", "text": text[1:]}]
    ),
    "plan": lambda text: {"type": "plan", "title": text},
    "container": lambda text: {
        "type": "container",
        "title": plain(text),
        "child_blocks": [{"type": "divider"}],
    },
    "subtitle of a container": lambda text: {
        "type": "container",
        "title": plain("x"),
        "subtitle": plain(text[1:]),
        "child_blocks": [{"type": "divider"}],
    },
    "chart": lambda text: {**block("data_visualization"), "title": text},
}

HIDDEN: dict[str, Json] = {
    "button": actions(button(value="x" * 50, confirm=confirm())),
    "menu": actions({"type": "static_select", "options": options(50), "placeholder": plain()}),
    "alt text": picture(),
    "ids": {"type": "divider", "block_id": "x" * 50},
}


def codes(*blocks: Json) -> list[str]:
    return [problem.code for problem in check_message({"blocks": list(blocks)})]


FULL = [section("x" * 2_630) for _ in range(5)]


@pytest.mark.parametrize("name", SHOWN)
def test_text_on_show_counts(name: str) -> None:
    write = SHOWN[name]
    assert codes(*FULL, write("x" * 50)) == []
    assert codes(*FULL, write("x" * 50), section("x")) == ["msg_blocks_too_long"]


@pytest.mark.parametrize("name", HIDDEN)
def test_text_behind_an_element_does_not_count(name: str) -> None:
    assert codes(*FULL, section("x" * 50), HIDDEN[name]) == []
