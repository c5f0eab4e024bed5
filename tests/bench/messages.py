"""Building the message of six questions: our dicts against the SDK's model classes."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
)

from bot.blocks import area
from tests.bench.rows import Row

if TYPE_CHECKING:
    from bot.blocks.kit import Block, Element
    from bot.domain.board import AreaBoard

ROUNDS = 7
TIMES = 40


def row(board: AreaBoard) -> Row:
    """How many times faster ours is. Ours also words the message; the models are given its words."""
    today = datetime.now(UTC).date()
    blocks = area.message(board, today=today).blocks
    if [model.to_dict() for model in map(model_of, blocks)] != blocks:
        raise RuntimeError("the SDK's models build another message, so the two cannot be compared")
    ratios = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(TIMES):
            [model.to_dict() for model in map(model_of, blocks)]
        theirs = time.perf_counter() - started
        started = time.perf_counter()
        for _ in range(TIMES):
            area.message(board, today=today)
        ratios.append(theirs / (time.perf_counter() - started))
    return Row("message of six questions, SDK's models by ours", ratios, "at least 50.00")


def model_of(block: Block) -> Any:
    match block["type"]:
        case "section":
            accessory = block.get("accessory")
            return SectionBlock(
                text=_text(block["text"]),
                block_id=block.get("block_id"),
                accessory=_element(accessory) if accessory else None,
            )
        case "actions":
            return ActionsBlock(
                elements=[_element(element) for element in block["elements"]],
                block_id=block.get("block_id"),
            )
        case "context":
            return ContextBlock(
                elements=[_text(text) for text in block["elements"]], block_id=block.get("block_id")
            )
        case "header":
            return HeaderBlock(text=_text(block["text"]), block_id=block.get("block_id"))
    raise ValueError(block["type"])


def _text(text: dict[str, Any]) -> Any:
    if text["type"] == "mrkdwn":
        return MarkdownTextObject(text=text["text"], verbatim=text.get("verbatim"))
    return PlainTextObject(text=text["text"], emoji=text.get("emoji"))


def _element(element: Element) -> Any:
    if element["type"] == "overflow":
        options = [Option(text=_text(o["text"]), value=o["value"]) for o in element["options"]]
        return OverflowMenuElement(action_id=element["action_id"], options=options)
    confirm = element.get("confirm")
    return ButtonElement(
        text=_text(element["text"]),
        action_id=element["action_id"],
        value=element.get("value"),
        style=element.get("style"),
        accessibility_label=element.get("accessibility_label"),
        confirm=_confirm(confirm) if confirm else None,
    )


def _confirm(confirm: dict[str, Any]) -> ConfirmObject:
    return ConfirmObject(
        title=_text(confirm["title"]),
        text=_text(confirm["text"]),
        confirm=_text(confirm["confirm"]),
        deny=_text(confirm["deny"]),
    )
