"""The first message of a review: what it is, who takes part, and by which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, ids, kit, pace_words, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import count, escape_within, mention, mentions, truncate
from bot.domain.reviews import REVEAL_AFTER, RevealRule, TakesPart, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.checklist import Checklist
    from bot.domain.reviews import Review

MINUTES = int(REVEAL_AFTER.total_seconds() // 60)
VISIBILITIES = {
    Visibility.HIDDEN: "Answers stay hidden until an area is revealed",
    Visibility.LIVE: "Live: tallies are shown at once, so each change can be seen",
}
REVEAL_RULES = {
    RevealRule.ON_PRESS: "a facilitator reveals each area",
    RevealRule.AT_DEADLINE: "areas are revealed at the deadline",
    RevealRule.WHEN_COMPLETE: f"an area reveals itself {MINUTES} minutes after everyone has answered",
}


def message(review: Review, checklist: Checklist, *, people: int, today: date) -> Message:
    """``people``: how many are asked to answer."""
    questions = count(checklist.question_count, "question")
    areas = count(len(checklist.areas), "area")
    opening = (
        f"{mention(review.started_by)} has started a review here: {escape_within(checklist.title, 300)}. "
        f"We look at {questions} in {areas}, each for ourselves, then see the answers together "
        "and agree where we stand."
    )
    who = " ".join(_who(review, people))
    rules = " · ".join(_rules(review, today))
    blocks = [
        kit.header(truncate(review.title, 150)),
        kit.section(f"{opening}\n{who}"),
        kit.context(rules),
        kit.actions(
            kit.button("What is this?", ids.REVIEW_ABOUT, str(review.id), label="What is this review about?"),
            area_buttons.facilitate(review.id),
        ),
    ]
    return Message(spoken(f"{status_words.title(review)}: {opening}", [who, f"{rules}."]), blocks)


def _who(review: Review, people: int) -> Iterator[str]:
    number = count(people, "person is", "people are")
    if review.takes_part is TakesPart.EVERYONE:
        yield f"{number} asked to answer: everyone in this channel."
    else:
        yield f"{number} asked to answer; everybody else here can read along."
    others = [user_id for user_id in review.facilitator_ids if user_id != review.started_by]
    if review.started_by not in review.facilitator_ids:
        yield f"Facilitators: {mentions(others)}."
    elif others:
        yield f"Facilitators: {mentions([review.started_by, *others])}."


def _rules(review: Review, today: date) -> Iterator[str]:
    yield VISIBILITIES[review.visibility]
    yield pace_words.PACES[review.pace]
    yield REVEAL_RULES[review.reveal_rule]
    until = status_words.deadline(review, today)
    if until:
        yield f"answer by {until}; each area says so if that changes"
