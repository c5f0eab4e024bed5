"""A nudge in a morning message: what still waits for somebody's answers, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, pace_words
from bot.blocks.text import day, escape_within, listed
from bot.blocks.wording import joined
from bot.domain.language import t, tn

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
        names.append(tn("{n} more", "{n} more", more))
    number = sum(len(area.questions) for area in nudge.areas)
    facts = [tn("{n} question", "{n} questions", number)]
    if review.deadline_on:
        facts.append(_until(pace_words.clock(review.tz), review.deadline_on, today))
    return t(
        "{areas}: {facts}. {review}.",
        areas=joined(names),
        facts=listed(facts),
        review=escape_within(review.title, LONGEST_NAME),
    )


def block(number: int, nudge: Nudge, today: date) -> Block:
    """*Answer* opens the first area that waits for them."""
    answer = kit.button(
        t("Answer"),
        ids.REVIEW_ANSWER_NEXT,
        str(nudge.review.id),
        label=t("Answer in review {number}: {area}", number=number, area=nudge.areas[0].title),
    )
    return kit.section(sentence(nudge, today), answer, block_id=f"n{nudge.review.id}")


def _until(clock: str, on: date, today: date) -> str:
    match (on - today).days:
        case 0:
            return t("until {clock} today", clock=clock)
        case 1:
            return t("until {clock} tomorrow", clock=clock)
        case _:
            return t("until {clock} on {day}", clock=clock, day=day(on, today))
