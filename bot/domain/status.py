"""Where a review stands: counts over the agreed answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain import looking_back
from bot.domain.answers import Choice
from bot.domain.next_steps import shown_in_review
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.answers import Agreement
    from bot.domain.checklist import Area, Checklist, Essential
    from bot.domain.digest import Move
    from bot.domain.looking_back import Earlier
    from bot.domain.next_steps import NextStep
    from bot.domain.reviews import Progress, Review, ReviewArea


@dataclass(frozen=True)
class Counts:
    """How many questions are agreed as what. ``total`` leaves agreed *Not applicable* out."""

    red: int = 0
    amber: int = 0
    green: int = 0
    not_applicable: int = 0
    questions: int = 0

    @classmethod
    def of(cls, agreed: Iterable[Choice | None]) -> Counts:
        choices = list(agreed)
        return cls(
            red=choices.count(Choice.RED),
            amber=choices.count(Choice.AMBER),
            green=choices.count(Choice.GREEN),
            not_applicable=choices.count(Choice.NOT_APPLICABLE),
            questions=len(choices),
        )

    def count(self, choice: Choice) -> int:
        count: int = getattr(self, choice.value)
        return count

    @property
    def agreed(self) -> int:
        """Agreed ratings: what stands as Red, Amber or Green."""
        return self.red + self.amber + self.green

    @property
    def total(self) -> int:
        return self.questions - self.not_applicable

    @property
    def to_agree(self) -> int:
        return self.total - self.agreed


@dataclass(frozen=True)
class AreaStatus:
    area: Area
    review_area: ReviewArea
    counts: Counts
    progress: Progress | None
    """Who has answered so far; None where the area is not open."""


class EssentialState(StrEnum):
    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_AGREED = "not_agreed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class ReviewStatus:
    review: Review
    checklist: Checklist
    areas: tuple[AreaStatus, ...]
    essentials: Mapping[str, EssentialState] = field(default_factory=dict)
    steps: tuple[NextStep, ...] = ()
    gaps: tuple[Essential, ...] = ()
    """Essentials that are missing while nothing is planned for them."""
    agreed: Mapping[str, Choice] = field(default_factory=dict)
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
    """What is agreed, and what was agreed before this review, by question id."""

    @property
    def moves(self) -> tuple[Move, ...]:
        """What moved since the last review of the channel, the worst first."""
        return looking_back.moves(self.checklist, self.earlier, self.agreed)

    @property
    def is_compared(self) -> bool:
        """Whether there is an earlier rating of anything that is agreed now."""
        return looking_back.is_compared(self.earlier, self.agreed)

    @property
    def counts(self) -> Counts:
        parts = [area.counts for area in self.areas]
        return Counts(
            *(
                sum(getattr(part, name) for part in parts)
                for name in ("red", "amber", "green", "not_applicable", "questions")
            )
        )

    @property
    def next_to_post(self) -> Area | None:
        """The first area that is not posted yet."""
        for status in self.areas:
            if status.review_area.state is AreaState.PENDING:
                return status.area
        return None


@dataclass(frozen=True)
class PastReview:
    """A closed review, for the channel's history."""

    review: Review
    counts: Counts


def in_force(agreements: Iterable[Agreement]) -> dict[str, Agreement]:
    """The agreement in force for each question: the latest one, unless it was taken back."""
    latest: dict[str, Agreement] = {}
    for agreement in agreements:
        known = latest.get(agreement.question_id)
        if known is None or agreement.sequence > known.sequence:
            latest[agreement.question_id] = agreement
    return {question_id: a for question_id, a in latest.items() if a.choice is not None}


def essential_state(agreed: Iterable[Choice | None]) -> EssentialState:
    """Met when all its questions are agreed Green, missing when one is agreed Red, else partly met; not
    agreed while nothing is agreed on any of them.

    A question agreed as not applicable is left out; where all are, so is the essential.
    """
    choices = [choice for choice in agreed if choice is not Choice.NOT_APPLICABLE]
    if not choices:
        return EssentialState.NOT_APPLICABLE
    if all(choice is None for choice in choices):
        return EssentialState.NOT_AGREED
    if Choice.RED in choices:
        return EssentialState.MISSING
    if all(choice is Choice.GREEN for choice in choices):
        return EssentialState.MET
    return EssentialState.PARTLY


def essential_states(checklist: Checklist, agreed: Mapping[str, Choice]) -> dict[str, EssentialState]:
    """By essential id. ``agreed``: the choice in force by question id."""
    return {
        essential.id: essential_state(agreed.get(question_id) for question_id in essential.questions)
        for essential in checklist.essentials
    }


def gaps(
    checklist: Checklist, agreed: Mapping[str, Choice], steps: Iterable[NextStep]
) -> tuple[Essential, ...]:
    """Essentials that are missing without a next step on one of their questions.

    What nobody will do does not count as a next step.
    """
    planned = {step.subject.question_id for step in shown_in_review(steps)}
    states = essential_states(checklist, agreed)
    return tuple(
        essential
        for essential in checklist.essentials
        if states[essential.id] is EssentialState.MISSING and planned.isdisjoint(essential.questions)
    )


def review_status(
    review: Review,
    checklist: Checklist,
    review_areas: Iterable[ReviewArea],
    agreed: Mapping[str, Choice],
    progress: Mapping[str, Progress],
    steps: Iterable[NextStep] = (),
    earlier: Mapping[str, Earlier] | None = None,
) -> ReviewStatus:
    """``agreed``: the choice in force by question id; ``progress``: by area id, for open areas; ``earlier``:
    what the channel had agreed before, by question id.
    """
    steps = tuple(steps)
    by_id = {review_area.area_id: review_area for review_area in review_areas}
    areas = tuple(
        AreaStatus(
            area=area,
            review_area=by_id[area.id],
            counts=Counts.of(agreed.get(question.id) for question in area.questions),
            progress=progress.get(area.id),
        )
        for area in checklist.areas
        if area.id in by_id
    )
    return ReviewStatus(
        review,
        checklist,
        areas,
        essential_states(checklist, agreed),
        steps,
        gaps(checklist, agreed, steps),
        agreed,
        earlier or {},
    )
