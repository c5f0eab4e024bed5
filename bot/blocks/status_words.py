"""Where a review and its areas stand, in words that status, summary and menus share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit, wording
from bot.blocks.ids import AreaRef
from bot.blocks.text import answer_count, city, day, escape_within, listed, local_day
from bot.domain.answers import COLLECTIVE, Choice
from bot.domain.language import t, tn
from bot.domain.reviews import AreaState, ReviewState
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.reviews import Review
    from bot.domain.status import AreaStatus, Counts, ReviewStatus

LONGEST_NAME = 80
LONGEST_TITLE = 200
MOST_AREAS = 60
MOST_SECTIONS = 20
LINES_TO_A_BLOCK = 10

ANSWER_UNTIL = "17:00"
"""On the day of the deadline, in the time zone of whoever started the review."""

COUNTED = (
    EssentialState.MET,
    EssentialState.PARTLY,
    EssentialState.MISSING,
    EssentialState.NOT_AGREED,
)
"""What is said of essentials; one that is agreed as not applicable is left out."""


def title(review: Review) -> str:
    return escape_within(review.title, LONGEST_TITLE)


def deadline(review: Review, today: date) -> str | None:
    """``Friday 11 December, 17:00 (London)``"""
    return None if review.deadline_on is None else until(review.deadline_on, review.tz, today)


def until(on: date, tz: str, today: date) -> str:
    """``Friday 11 December, 17:00 (London)``: the end of the time to answer, were it on that day."""
    return t("{day}, {time} ({city})", day=day(on, today), time=ANSWER_UNTIL, city=city(tz))


def ended(review: Review, today: date) -> str:
    """``closed on Friday 11 December``; empty while the review is open."""
    if review.is_open:
        return ""
    is_discarded = review.state is ReviewState.DISCARDED
    if review.closed_at is None:
        return t("discarded") if is_discarded else t("closed")
    on = local_day(review.closed_at, review.tz, today)
    return t("discarded on {day}", day=on) if is_discarded else t("closed on {day}", day=on)


def over(review: Review, today: date) -> str:
    """``This review was closed on Friday 11 December.``"""
    is_discarded = review.state is ReviewState.DISCARDED
    if review.closed_at is None:
        return t("This review was discarded.") if is_discarded else t("This review was closed.")
    on = local_day(review.closed_at, review.tz, today)
    if is_discarded:
        return t("This review was discarded on {day}.", day=on)
    return t("This review was closed on {day}.", day=on)


def over_fact(review: Review, today: date) -> str:
    """The same among other facts: ``review closed on Friday 11 December``."""
    is_discarded = review.state is ReviewState.DISCARDED
    if review.closed_at is None:
        return t("review discarded") if is_discarded else t("review closed")
    on = local_day(review.closed_at, review.tz, today)
    return t("review discarded on {day}", day=on) if is_discarded else t("review closed on {day}", day=on)


def to_agree(number: int) -> str:
    return tn("{n} to agree", "{n} to agree", number)


def not_agreed(number: int) -> str:
    """The same of a review that is over."""
    return tn("{n} not agreed", "{n} not agreed", number)


def left_in(review: Review) -> Callable[[int], str]:
    """How questions without a collective answer are told: of a review that is over none is to agree."""
    return to_agree if review.is_open else not_agreed


def headline(counts: Counts, *, left: Callable[[int], str] = to_agree) -> str:
    """``31 of 42 agreed. Red 6, Amber 14, Green 11, 11 to agree.``"""
    if not counts.agreed and not counts.not_applicable:
        return agreed(counts)
    facts = [wording.rag(counts)]
    if counts.not_applicable:
        facts.append(answer_count(Choice.NOT_APPLICABLE, counts.not_applicable))
    if counts.to_agree:
        facts.append(left(counts.to_agree))
    return " ".join([agreed(counts), t("{sentence}.", sentence=listed(facts))])


def agreed(counts: Counts) -> str:
    """``31 of 42 agreed.``"""
    return tn("{n} of {all} agreed.", "{n} of {all} agreed.", counts.agreed, all=counts.total)


def area(status: AreaStatus, *, left: Callable[[int], str] = to_agree) -> str:
    """``Red 1 · Amber 3 · 2 to agree``, or how far an area has come that is not revealed."""
    round_ = status.review_area.round
    if status.review_area.state is AreaState.PENDING:
        return t("not posted")
    counts = status.counts
    answers = [answer_count(choice, counts.count(choice)) for choice in COLLECTIVE if counts.count(choice)]
    if status.review_area.state is AreaState.OPEN:
        answered = wording.progress_words(status.progress) if status.progress else t("not revealed")
        in_force = [t("{answers} in force", answers=" · ".join(answers))] if answers else []
        return " · ".join([*in_force, _in_round(round_, answered)])
    open_ = [left(counts.to_agree)] if counts.to_agree else []
    return _in_round(round_, " · ".join([*answers, *open_]))


def _in_round(round_: int, words: str) -> str:
    """The first round goes without saying."""
    return t("round {round}, {standing}", round=round_, standing=words) if round_ > 1 else words


def by_section(
    status: ReviewStatus,
    *,
    left: Callable[[int], str] = to_agree,
    shown: Callable[[str, AreaStatus], str] = lambda line, _: line,
) -> Iterator[tuple[str, list[str]]]:
    """Each section of the checklist with a line for each of its areas; a very long checklist is cut.

    ``shown`` may add to a line.
    """
    waiting = {one.area.id: one for one in status.areas[:MOST_AREAS]}
    for section in status.checklist.sections[:MOST_SECTIONS]:
        here = [waiting.pop(one.id) for one in section.areas if one.id in waiting]
        lines = [shown(f"{_name_in_section(status, one)}: {area(one, left=left)}", one) for one in here]
        if lines:
            yield escape_within(section.title, LONGEST_NAME), lines
    left_out = len(waiting) + len(status.areas[MOST_AREAS:])
    if left_out:
        yield t("Not shown here"), [tn("{n} more area", "{n} more areas", left_out)]


def _name_in_section(status: ReviewStatus, one: AreaStatus) -> str:
    """The short name, unless that repeats the section because another section has such an area too."""
    has_twin = status.checklist.name_of(one.area.id) != one.area.title
    return escape_within(one.area.title if has_twin else one.area.short, LONGEST_NAME)


def section_blocks(title: str, lines: list[str]) -> Iterator[Block]:
    """One block, or as many as a long section needs."""
    for first in range(0, len(lines), LINES_TO_A_BLOCK):
        shown = "\n".join(f"• {line}" for line in lines[first : first + LINES_TO_A_BLOCK])
        yield kit.section(shown if first else f"*{title}*\n{shown}")


def essentials(status: ReviewStatus) -> str | None:
    """``Essentials: 3 met, 2 partly, 1 missing.``; None where there are none, or none can be told yet.

    What there is none of is left out, but that none is met is said:
    ``Essentials: none met yet, 2 partly, 4 not agreed yet.``
    """
    states = list(status.essentials.values())
    met, partly, missing, not_agreed = (states.count(state) for state in COUNTED)
    if not any(state in COUNTED for state in states) or not status.counts.agreed:
        return None
    facts = [tn("{n} met", "{n} met", met) if met else t("none met yet")]
    if partly:
        facts.append(tn("{n} partly", "{n} partly", partly))
    if missing:
        facts.append(tn("{n} missing", "{n} missing", missing))
    if not_agreed:
        facts.append(tn("{n} not agreed yet", "{n} not agreed yet", not_agreed))
    return t("Essentials: {facts}.", facts=listed(facts))


def waiting(status: ReviewStatus) -> bool:
    """Whether a revealed area has questions to agree."""
    return any(
        one.review_area.state is AreaState.REVEALED and one.counts.to_agree > 0 for one in status.areas
    )


def ref(status: ReviewStatus, one: AreaStatus) -> AreaRef:
    return AreaRef(status.review.id, one.area.id, one.review_area.round)
