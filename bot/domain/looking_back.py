"""What was agreed on a question before a review began, and how its rating has moved since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.digest import Move, worst_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.answers import Agreement, Choice
    from bot.domain.checklist import Checklist, Question
    from bot.domain.reviews import Review


@dataclass(frozen=True)
class Earlier:
    """The answer that was in force when a review began, from the last review of its channel that agreed one.

    ``done``: the text of the last next step on the question that was done between the two agreements.
    """

    choice: Choice
    done: str | None = None


@dataclass(frozen=True)
class Chapter:
    """What was agreed on a question in one review, the first agreement first."""

    review: Review
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True)
class QuestionHistory:
    """How the answer to a question came about, over the reviews of a channel, the oldest one first.

    ``review`` is the one that was asked about, and ``checklist`` its own.
    """

    review: Review
    checklist: Checklist
    question: Question
    chapters: tuple[Chapter, ...]


def move(question: Question, earlier: Earlier | None, now: Choice | None) -> Move | None:
    """From the earlier answer to the one in force ``now``; None where one of them is missing."""
    if earlier is None or now is None:
        return None
    return Move(question.short, earlier.choice, now, done=earlier.done)


def moves(
    checklist: Checklist, earlier: Mapping[str, Earlier], agreed: Mapping[str, Choice]
) -> tuple[Move, ...]:
    """What moved in a review since the one before, the worst first. Both are by question id."""
    found = (
        move(question, earlier.get(question.id), agreed.get(question.id))
        for area in checklist.areas
        for question in area.questions
    )
    return worst_first(one for one in found if one is not None and one.before is not one.after)


def is_compared(earlier: Mapping[str, Earlier], agreed: Mapping[str, Choice]) -> bool:
    """Whether any question is agreed in both reviews, so that something could have moved."""
    return not earlier.keys().isdisjoint(agreed)
