"""Answers, tallies and the proposal that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

AGREEMENT = 0.75
"""The share that has to agree before a collective answer is proposed."""

FEWEST_RATINGS = 3
"""Fewer ratings than this never make a proposal."""

SHOWN_FROM = 4
"""A distribution of fewer ratings than this would tell who said what, so it stays hidden."""


class Choice(StrEnum):
    """What a person can answer. Red, Amber and Green are ratings, in this order; nothing is averaged."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_rating(self) -> bool:
        return self in RATINGS


RATINGS = (Choice.RED, Choice.AMBER, Choice.GREEN)
COLLECTIVE = (*RATINGS, Choice.NOT_APPLICABLE)
"""What a team can agree on: not knowing is no collective answer."""


@dataclass(frozen=True)
class Answer:
    """One person's current answer to a question in a round; ``choice`` is None once it is removed."""

    question_id: str
    round: int
    user_id: str
    choice: Choice | None
    comment: str | None = None
    evidence_url: str | None = None


@dataclass(frozen=True)
class Press:
    """One press of an answer. ``choice`` None removes the answer. The press with the latest ``chosen_at_us``
    (Slack's ``action_ts`` in microseconds) is the one that counts, in whatever order presses arrive.
    """

    workspace_id: str
    review_id: int
    area_id: str
    round: int
    question_id: str
    user_id: str
    choice: Choice | None
    chosen_at_us: int

    @property
    def key(self) -> tuple[str, int, str, int, str, str]:
        return (
            self.workspace_id,
            self.review_id,
            self.area_id,
            self.round,
            self.question_id,
            self.user_id,
        )


@dataclass(frozen=True)
class Comment:
    """A comment without its author. ``id`` is random: it names the comment, not the person."""

    id: str
    question_id: str
    text: str
    evidence_url: str | None = None
    hidden_reason: str | None = None


@dataclass(frozen=True)
class Tally:
    """How many gave each answer to one question in one round."""

    red: int = 0
    amber: int = 0
    green: int = 0
    dont_know: int = 0
    not_applicable: int = 0

    @classmethod
    def of(cls, choices: Iterable[Choice]) -> Tally:
        counts = dict.fromkeys(Choice, 0)
        for choice in choices:
            counts[choice] += 1
        return cls(**{choice.value: count for choice, count in counts.items()})

    def count(self, choice: Choice) -> int:
        count: int = getattr(self, choice.value)
        return count

    @property
    def ratings(self) -> int:
        return self.red + self.amber + self.green

    @property
    def answers(self) -> int:
        return self.ratings + self.dont_know + self.not_applicable

    @property
    def is_shown(self) -> bool:
        """Whether the distribution may be shown without telling who said what."""
        return self.ratings >= SHOWN_FROM

    @property
    def is_unanimous(self) -> bool:
        return self.ratings > 0 and max(self.red, self.amber, self.green) == self.ratings


class Reason(StrEnum):
    """Why a question is to be discussed."""

    SPLIT = "split"
    SPREAD = "spread"
    TOO_FEW = "too_few"
    DO_NOT_KNOW = "do_not_know"


@dataclass(frozen=True)
class Proposal:
    """Either a ``choice`` to agree on, or the ``reason`` to discuss; exactly one of them is set."""

    choice: Choice | None = None
    reason: Reason | None = None


def propose(tally: Tally) -> Proposal:
    """What the team could agree on without discussion, or why it should discuss.

    A rating is proposed when at least three quarters of the ratings agree on it, no red stands against a
    green, there are at least three ratings, and they are at least half of all answers. *Not applicable* is
    proposed when at least three quarters of all answers, and at least three, say so.
    """
    if tally.not_applicable >= FEWEST_RATINGS and tally.not_applicable >= AGREEMENT * tally.answers:
        return Proposal(choice=Choice.NOT_APPLICABLE)
    if tally.dont_know * 2 > tally.answers:
        return Proposal(reason=Reason.DO_NOT_KNOW)
    if tally.ratings < FEWEST_RATINGS or tally.ratings * 2 < tally.answers:
        return Proposal(reason=Reason.TOO_FEW)
    if tally.red and tally.green:
        return Proposal(reason=Reason.SPLIT)
    top = max(RATINGS, key=tally.count)
    if tally.count(top) >= AGREEMENT * tally.ratings:
        return Proposal(choice=top)
    return Proposal(reason=Reason.SPREAD)


@dataclass(frozen=True)
class Agreement:
    """A collective answer on the record; the one with the highest ``sequence`` is in force.

    ``choice`` is None where an agreement was taken back.
    """

    question_id: str
    sequence: int
    round: int
    choice: Choice | None
    reason: str | None
    agreed_by: str
    agreed_at: datetime


def needs_reason(proposal: Proposal, choice: Choice) -> bool:
    """Deciding against what the answers propose has to be explained."""
    return proposal.choice is not None and proposal.choice is not choice


def leaning(tally: Tally) -> Choice | None:
    """The median rating (the lower one of two), or None where nobody rated."""
    middle = (tally.ratings + 1) // 2
    seen = 0
    for rating in RATINGS:
        seen += tally.count(rating)
        if middle and seen >= middle:
            return rating
    return None


def discussion_rank(tally: Tally) -> int:
    """Where a question stands in *Discuss in order*; lower comes first.

    Splits, then questions most do not know, then reds, ambers and greens. Where a distribution is hidden the
    rank tells nothing of it: such questions stand together after the don't-knows.
    """
    proposal = propose(tally)
    if proposal.reason is Reason.DO_NOT_KNOW:
        return 1
    if not tally.is_shown:
        return 2
    if tally.red and tally.green:
        return 0
    lean = leaning(tally)
    return 3 + RATINGS.index(lean) if lean else 2
