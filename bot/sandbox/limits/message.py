"""A message: its text, its blocks, and the blocks of its attachments."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.blocks import BLOCKS_OF_MESSAGE, BLOCKS_OF_VIEW
from bot.sandbox.limits.metadata import check_metadata
from bot.sandbox.limits.payload import PlacedBlock, check_across_blocks, placed
from bot.sandbox.limits.problem import Path, Problem
from bot.sandbox.limits.walk import Surface, Walk

# chat.postMessage cuts a longer text off without a word, which is worse than a refusal.
POSTED_CHARACTERS = 40_000
UPDATED_CHARACTERS = 4_000
# Not in Slack's documents; seen in a workspace.
SHOWN_CHARACTERS = 13_200
ATTACHMENTS = 100


def check_message(message: dict[str, Any], *, update: bool = False) -> list[Problem]:
    """Check ``text``, ``blocks``, ``attachments`` and ``metadata`` of a message.

    Other arguments of the methods that send messages are not looked at. With ``update``, the message
    is held against the shorter text that chat.update takes, and empty metadata is a way to remove it.
    """
    walk = Walk("message", "invalid_blocks")
    if not isinstance(message, dict):
        walk.report(None, "must provide an object", "invalid_arguments")
        return walk.found
    _check_text(message, walk, UPDATED_CHARACTERS if update else POSTED_CHARACTERS)
    everything: list[PlacedBlock] = []
    if message.get("blocks") is not None:
        everything += _check_list(message["blocks"], (None, "blocks"), walk)
    if message.get("attachments") is not None:
        everything += _check_attachments(message["attachments"], walk)
    check_across_blocks(everything, walk)
    _check_shown((None, "blocks" if message.get("blocks") else "attachments"), walk)
    metadata = message.get("metadata")
    if metadata is not None and not (update and metadata == {}):
        walk.found += check_metadata(metadata, at=(None, "metadata"))
    return walk.found


def check_blocks(blocks: Any, surface: Surface) -> list[Problem]:
    """Check a list of blocks for one surface; pointers begin with ``/blocks``."""
    at: Path = (None, "blocks")
    if surface == "message":
        walk = Walk(surface, "invalid_blocks")
        check_across_blocks(_check_list(blocks, at, walk), walk)
        _check_shown(at, walk)
        return walk.found
    walk = Walk(surface, "invalid_arguments")
    BLOCKS_OF_VIEW.check(blocks, at, walk)
    check_across_blocks(placed(blocks, at), walk)
    return walk.found


def _check_text(message: dict[str, Any], walk: Walk, most: int) -> None:
    text = message.get("text")
    if text is not None and not isinstance(text, str):
        walk.report((None, "text"), "must provide a string", "invalid_arguments")
    elif text and len(text) > most:
        walk.report((None, "text"), f"must be less than {most + 1} characters", "msg_too_long")
    elif not (text and text.strip()) and not message.get("blocks") and not message.get("attachments"):
        walk.report(None, "must provide `text`, `blocks` or `attachments`", "no_text")


def _check_list(blocks: Any, at: Path, walk: Walk) -> list[PlacedBlock]:
    if not isinstance(blocks, (list, tuple)) or not all(isinstance(block, dict) for block in blocks):
        walk.report(at, "must provide an array of objects", "invalid_blocks_format")
        return []
    BLOCKS_OF_MESSAGE.check(blocks, at, walk)
    return list(placed(blocks, at))


def _check_shown(at: Path, walk: Walk) -> None:
    if walk.characters > SHOWN_CHARACTERS:
        reason = f"must be less than {SHOWN_CHARACTERS + 1} characters in all blocks"
        walk.report(at, reason, "msg_blocks_too_long")


def _check_attachments(attachments: Any, walk: Walk) -> list[PlacedBlock]:
    """Check the blocks of attachments; their older keys are Slack's past and are not looked at."""
    at: Path = (None, "attachments")
    if not isinstance(attachments, (list, tuple)):
        walk.report(at, "must provide an array", "invalid_attachments")
        return []
    if len(attachments) > ATTACHMENTS:
        walk.report(at, f"no more than {ATTACHMENTS} items allowed", "too_many_attachments")
    everything: list[PlacedBlock] = []
    inside = Walk("message", "invalid_attachments", walk.found)
    for index, attachment in enumerate(attachments):
        if not isinstance(attachment, dict):
            inside.report((at, index), "must provide an object")
        elif attachment.get("blocks") is not None:
            place = ((at, index), "blocks")
            everything += _check_list(attachment["blocks"], place, inside)
    walk.characters += inside.characters
    return everything
