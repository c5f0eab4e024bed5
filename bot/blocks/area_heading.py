"""How every message about an area begins: its name, where it stands in the checklist, its round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit
from bot.blocks.text import escape_within, truncate
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Block
    from bot.domain.board import AreaBoard

LONGEST_HEADER = 150
LONGEST_NAME = 200


def header(board: AreaBoard) -> Block:
    """Its section stands before it where another area has the same title."""
    return kit.header(truncate(board.name, LONGEST_HEADER))


def name(board: AreaBoard) -> str:
    """The area's name where it stands by itself, safe for mrkdwn."""
    return escape_within(board.name, LONGEST_NAME)


def review_title(board: AreaBoard) -> str:
    return escape_within(board.review.title, LONGEST_NAME)


def place(board: AreaBoard) -> str:
    """``Internal advocacy, area 2 of 10``, and the round from the second one on."""
    section = escape_within(board.section.title, LONGEST_NAME)
    areas = len(board.checklist.areas)
    words = t("{section}, area {number} of {all}", section=section, number=board.number, all=areas)
    return words if board.round == 1 else " · ".join([words, t("round {number}", number=board.round)])


def facts(board: AreaBoard, *parts: str) -> str:
    """The quiet line under the heading."""
    return " · ".join((place(board), *parts))
