"""Finding blocks and words in a message, and asking whether Slack would take it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from slack_sdk.models.blocks import Block

from bot.blocks.kit import Message
from bot.sandbox.limits import check_message
from tests.blocks import block_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 3500
ROOM_FOR_ALL = 2500
"""A longer text may say some of it more shortly."""

SENTENCES = re.compile(r"\n| · |(?<=[.:?!]) ")


def fits(message: Message, *, in_full: bool = True) -> None:
    """Fails unless our limits and Slack's models take it, and all can be heard and told apart. ``in_full``:
    sentence by sentence, not in other words where it is long.
    """
    assert check_message({"text": message.text, "blocks": message.blocks}, update=True) == []
    assert len(message.text) < LONGEST_TEXT
    assert not in_full or unsaid(message) == []
    for block in message.blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    labels = [button.get("accessibility_label") for button in buttons(message)]
    assert all(labels), "every button has a label"
    assert len(set(labels)) == len(labels), "every label is its button's own"


def unsaid(message: Message) -> list[str]:
    """Sentences that are to be seen and not to be heard, in a text with room for all of them."""
    if len(message.text) > ROOM_FOR_ALL or "…" in message.text:
        return []
    heard = _letters(message.text)
    return [
        sentence
        for block in message.blocks
        for shown in _shown(block)
        for sentence in SENTENCES.split(shown)
        if _letters(sentence) not in heard
    ]


def _shown(block: dict[str, Any]) -> Iterator[str]:
    texts = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
    return (one["text"] for one in texts if isinstance(one, dict) and isinstance(one.get("text"), str))


def _letters(text: str) -> str:
    """Without marks and spaces: what is bold or in a list is not heard."""
    return re.sub(r"[^\w<>@#]", "", text)


def buttons(message: Message) -> list[dict[str, Any]]:
    return list(block_checks.elements(_view(message), "button"))


def action_ids(message: Message) -> list[str]:
    return [element["action_id"] for element in block_checks.elements(_view(message))]


def elements(message: Message, action_id: str) -> list[dict[str, Any]]:
    return [item for item in block_checks.elements(_view(message)) if item["action_id"] == action_id]


def element(message: Message, action_id: str) -> dict[str, Any]:
    """The only element with this action id."""
    (found,) = elements(message, action_id)
    return found


def block(message: Message, block_id: str) -> dict[str, Any]:
    return block_checks.block(_view(message), block_id)


def has_block(message: Message, block_id: str) -> bool:
    return block_checks.has_block(_view(message), block_id)


def words(message: Message) -> str:
    return block_checks.words(_view(message))


def option_values(element: dict[str, Any]) -> list[str]:
    return [option["value"] for option in element["options"]]


def _view(message: Message) -> dict[str, Any]:
    return {"blocks": message.blocks}
