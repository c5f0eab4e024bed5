"""Where a review and its areas stand, in words that status, summary and menus share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import kit, wording
from bot.blocks.ids import AreaRef
from bot.blocks.text import WORDS, city, count, day, escape_within, local_day
from bot.domain.answers import COLLECTIVE, Choice
from bot.domain.reviews import AreaState, ReviewState
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Iterator
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

ESSENTIAL_WORDS = {
    EssentialState.MET: "met",
    EssentialState.PARTLY: "partly",
    EssentialState.MISSING: "missing",
}
"""One that is agreed as not applicable is left out."""


def title(review: Review) -> str:
    return escape_within(review.title, LONGEST_TITLE)


def deadline(review: Review, today: date) -> str | None:
    """``Friday 11 December, 17:00 (London)``"""
    if review.deadline_on is None:
        return None
    return f"{day(review.deadline_on, today)}, {ANSWER_UNTIL} ({city(review.tz)})"


def ended(review: Review, today: date) -> str:
    """``closed on Friday 11 December``; empty while the review is open."""
    if review.is_open:
        return ""
    how = "discarded" if review.state is ReviewState.DISCARDED else "closed"
    return f"{how} on {local_day(review.closed_at, review.tz, today)}" if review.closed_at else how


def headline(counts: Counts, *, left: str = "to agree") -> str:
    """``31 of 42 agreed. Red 6, Amber 14, Green 11, 11 to agree.``"""
    if not counts.agreed and not counts.not_applicable:
        return f"0 of {counts.total} agreed."
    parts = [wording.rag(counts)]
    if counts.not_applicable:
        parts.append(f"{WORDS[Choice.NOT_APPLICABLE]} {counts.not_applicable}")
    if counts.to_agree:
        parts.append(f"{counts.to_agree} {left}")
    return f"{counts.agreed} of {counts.total} agreed. {', '.join(parts)}."


def area(status: AreaStatus, *, left: str = "to agree") -> str:
    """``Red 1 · Amber 3 · 2 to agree``, or how far an area has come that is not revealed."""
    round_ = status.review_area.round
    again = f"round {round_}, " if round_ > 1 else ""
    if status.review_area.state is AreaState.PENDING:
        return "not posted"
    counts = status.counts
    parts = [f"{WORDS[choice]} {counts.count(choice)}" for choice in COLLECTIVE if counts.count(choice)]
    if status.review_area.state is AreaState.OPEN:
        answered = wording.progress_words(status.progress) if status.progress else "not revealed"
        in_force = f"{' · '.join(parts)} in force · " if parts else ""
        return f"{in_force}{again}{answered}"
    if counts.to_agree:
        parts.append(f"{counts.to_agree} {left}")
    return again + " · ".join(parts)


def by_section(status: ReviewStatus, *, left: str = "to agree") -> Iterator[tuple[str, list[str]]]:
    """Each section of the checklist with a line for each of its areas; a very long checklist is cut."""
    waiting = {one.area.id: one for one in status.areas[:MOST_AREAS]}
    for section in status.checklist.sections[:MOST_SECTIONS]:
        here = [waiting.pop(one.id) for one in section.areas if one.id in waiting]
        lines = [f"{_name_in_section(status, one)}: {area(one, left=left)}" for one in here]
        if lines:
            yield escape_within(section.title, LONGEST_NAME), lines
    left_out = len(waiting) + len(status.areas[MOST_AREAS:])
    if left_out:
        yield "Not shown here", [count(left_out, "more area")]


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

    What there is none of is left out, but that none is met is said: ``Essentials: none met yet, 6 partly.``
    """
    states = [state for state in status.essentials.values() if state in ESSENTIAL_WORDS]
    if not states or not status.counts.agreed:
        return None
    counted = {word: states.count(state) for state, word in ESSENTIAL_WORDS.items()}
    parts = [f"{number} {word}" for word, number in counted.items() if number]
    if EssentialState.MET not in states:
        parts.insert(0, "none met yet")
    return f"Essentials: {', '.join(parts)}."


def waiting(status: ReviewStatus) -> bool:
    """Whether a revealed area has questions to agree."""
    return any(
        one.review_area.state is AreaState.REVEALED and one.counts.to_agree > 0 for one in status.areas
    )


def ref(status: ReviewStatus, one: AreaStatus) -> AreaRef:
    return AreaRef(status.review.id, one.area.id, one.review_area.round)
