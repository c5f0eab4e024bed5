"""The first message of a review: what it is, who takes part, and by which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import area_buttons, ids, kit, pace_words, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, mention, mentions, truncate
from bot.domain.language import marked, t, tn
from bot.domain.reviews import REVEAL_AFTER, RevealRule, TakesPart, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.checklist import Checklist
    from bot.domain.reviews import Review

MINUTES = int(REVEAL_AFTER.total_seconds() // 60)
VISIBILITIES = {
    Visibility.HIDDEN: marked("Answers stay hidden until an area is revealed"),
    Visibility.LIVE: marked("Live: tallies are shown at once, so each change can be seen"),
}


def message(review: Review, checklist: Checklist, *, people: int, today: date) -> Message:
    """``people``: how many are asked to answer."""
    opening = _opening(review, checklist)
    who = " ".join(_who(review, people))
    rules = " · ".join(_rules(review, today))
    blocks = [
        kit.header(truncate(review.title, 150)),
        kit.section(f"{opening}\n{who}"),
        kit.context(rules),
        kit.actions(
            kit.button(
                t("What is this?"),
                ids.REVIEW_ABOUT,
                str(review.id),
                label=t("What is this review about?"),
            ),
            area_buttons.facilitate(review.id),
        ),
    ]
    return Message(
        spoken(f"{status_words.title(review)}: {opening}", [who, t("{sentence}.", sentence=rules)]), blocks
    )


def _opening(review: Review, checklist: Checklist) -> str:
    what = t(
        "{person} has started a review here: {checklist}.",
        person=mention(review.started_by),
        checklist=escape_within(checklist.title, 300),
    )
    areas = len(checklist.areas)
    how = tn(
        "We look at {n} question {in_areas}, each for ourselves, then see the answers together and agree "
        "where we stand.",
        "We look at {n} questions {in_areas}, each for ourselves, then see the answers together and agree "
        "where we stand.",
        checklist.question_count,
        in_areas=tn("in {n} area", "in {n} areas", areas),
    )
    return f"{what} {how}"


def _who(review: Review, people: int) -> Iterator[str]:
    if review.takes_part is TakesPart.EVERYONE:
        yield tn(
            "{n} person is asked to answer: everyone in this channel.",
            "{n} people are asked to answer: everyone in this channel.",
            people,
        )
    else:
        yield tn(
            "{n} person is asked to answer; everybody else here can read along.",
            "{n} people are asked to answer; everybody else here can read along.",
            people,
        )
    others = [user_id for user_id in review.facilitator_ids if user_id != review.started_by]
    if review.started_by not in review.facilitator_ids:
        yield t("Facilitators: {people}.", people=mentions(others))
    elif others:
        yield t("Facilitators: {people}.", people=mentions([review.started_by, *others]))


def _rules(review: Review, today: date) -> Iterator[str]:
    yield t(VISIBILITIES[review.visibility])
    yield t(pace_words.PACES[review.pace])
    yield _reveals(review.reveal_rule)
    until = status_words.deadline(review, today)
    if until:
        yield t("answer by {until}; each area says so if that changes", until=until)


def _reveals(rule: RevealRule) -> str:
    match rule:
        case RevealRule.ON_PRESS:
            return t("a facilitator reveals each area")
        case RevealRule.AT_DEADLINE:
            return t("areas are revealed at the deadline")
        case RevealRule.WHEN_COMPLETE:
            return tn(
                "an area reveals itself {n} minute after everyone has answered",
                "an area reveals itself {n} minutes after everyone has answered",
                MINUTES,
            )
