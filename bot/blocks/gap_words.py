"""Essentials that are missing while nothing is planned for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import escape_within
from bot.blocks.wording import joined
from bot.domain.language import tn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.checklist import Essential

LONGEST_NAMES = 500


def sentence(gaps: Iterable[Essential]) -> str:
    """``Missing without a next step: Commitment and Data.``; empty where there is none."""
    names = [essential.title for essential in gaps]
    if not names:
        return ""
    return tn(
        "Essential missing without a next step: {names}.",
        "Essentials missing without a next step: {names}.",
        len(names),
        names=escape_within(joined(names), LONGEST_NAMES),
    )
