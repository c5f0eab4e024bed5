"""A nudge in a morning message: what still waits for somebody's answers, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.text import city, count, day, escape_within
from bot.blocks.wording import joined

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.nudges import Nudge

NAMED = 3
LONGEST_NAME = 100


def sentence(nudge: Nudge, today: date) -> str:
    """``Normalise the conversation: 3 questions, until 17:00 (London) tomorrow.``"""
    review = nudge.review
    names = [escape_within(area.title, LONGEST_NAME) for area in nudge.areas[:NAMED]]
    more = len(nudge.areas) - NAMED
    if more > 0:
        names.append(f"{more} more")
    questions = count(sum(len(area.questions) for area in nudge.areas), "question")
    until = (
        f", until 17:00 ({city(review.tz)}) {_when(review.deadline_on, today)}" if review.deadline_on else ""
    )
    return f"{joined(names)}: {questions}{until}. {escape_within(review.title, LONGEST_NAME)}."


def block(number: int, nudge: Nudge, today: date) -> Block:
    """*Answer* opens the first area that waits for them."""
    answer = kit.button(
        "Answer",
        ids.REVIEW_ANSWER_NEXT,
        str(nudge.review.id),
        label=f"Answer in review {number}: {nudge.areas[0].title}",
    )
    return kit.section(sentence(nudge, today), answer, block_id=f"n{nudge.review.id}")


def _when(on: date, today: date) -> str:
    days = (on - today).days
    return {0: "today", 1: "tomorrow"}.get(days, f"on {day(on, today)}")
