"""What an App Home shows to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.answers import Proposal, Tally
    from bot.domain.checklist import Area, Checklist, Question
    from bot.domain.network import OwnDay, PersonSettings, WorkspaceSettings
    from bot.domain.next_steps import StepCounts
    from bot.domain.people import Member
    from bot.domain.reviews import Review, ReviewArea
    from bot.domain.status import ReviewStatus
    from bot.domain.step_place import PlacedStep, StepOutcome

STEPS_TO_A_PAGE = 10
REVIEWS_TO_A_PAGE = 5
MOST_FACILITATED = 3
"""Reviews that somebody facilitates whose next moves are shown; the others are counted."""


@dataclass(frozen=True)
class Pages:
    """Where the two lists of a home stand, counted from 0, and what the last press there came to: a sentence,
    or the next step that was changed."""

    steps_from: int = 0
    reviews_from: int = 0
    said: str | None = None
    step_id: int | None = None


@dataclass(frozen=True)
class WaitingArea:
    """An open area that a person has not answered whole. ``given``: how many of its questions they have."""

    review: Review
    checklist: Checklist
    area: Area
    review_area: ReviewArea
    given: int


@dataclass(frozen=True)
class ToDiscuss:
    """A revealed question without a collective answer, as the answers to it stand."""

    area: Area
    question: Question
    tally: Tally
    proposal: Proposal


@dataclass(frozen=True)
class Facilitated:
    """An open review for one of its facilitators. ``to_discuss``: in the order to discuss them."""

    status: ReviewStatus
    to_discuss: tuple[ToDiscuss, ...]


@dataclass(frozen=True)
class ShownReview:
    """A review of a channel that the person is in."""

    status: ReviewStatus
    steps: StepCounts


@dataclass(frozen=True)
class OwnSteps:
    """A page of the person's own open next steps, most overdue first; ``counts`` are of all of them."""

    shown: tuple[PlacedStep, ...]
    start: int
    counts: StepCounts

    @property
    def total(self) -> int:
        return self.counts.unfinished


@dataclass(frozen=True)
class ReviewList:
    """A page of the reviews that the person may see, the open ones first."""

    shown: tuple[ShownReview, ...]
    start: int
    total: int


@dataclass(frozen=True)
class Coordinating:
    """The workspace's settings, for its coordinators. ``days``: own days off (and on) still to come."""

    coordinator_ids: tuple[str, ...]
    days: tuple[OwnDay, ...]


@dataclass(frozen=True)
class Home:
    """``person`` is None where our copy of the workspace lacks them. ``today`` is the day where they are.

    ``coordinating`` is None for whoever does not coordinate.
    """

    user_id: str
    person: Member | None
    tz: str
    now: datetime
    today: date
    said: str | None
    result: StepOutcome | None
    waiting: tuple[WaitingArea, ...]
    facilitated: tuple[Facilitated, ...]
    also_facilitates: int
    steps: OwnSteps
    reviews: ReviewList
    settings: PersonSettings
    common: WorkspaceSettings
    next_digest_at: datetime | None
    coordinating: Coordinating | None

    @property
    def is_newcomer(self) -> bool:
        """Whether there is nothing to show yet of any review."""
        return not (self.reviews.total or self.steps.total)

    @property
    def can_start(self) -> bool:
        """Somebody whom we do not know yet is told by the form where they cannot."""
        return self.person is None or self.person.is_full_member

    @property
    def can_join(self) -> bool:
        return self.person is None or (self.person.is_person and not self.person.is_external)
