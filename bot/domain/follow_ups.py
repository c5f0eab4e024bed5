"""The follow-up questions: when they come, what they ask for, and what was answered.

An answer *is* a next step that belongs to the follow-up question: it has an owner, a due date and reminders
from the moment it is given, and is moved, reassigned and finished as any other one is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.errors import NoSuchArea, NoSuchQuestion
from bot.domain.follow_up_errors import FollowUpsNotYet, NotAnsweringFollowUps
from bot.domain.next_steps import StepSubject, shown_in_review
from bot.domain.reviews import ReviewState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from bot.domain.checklist import Area, FollowUp
    from bot.domain.next_steps import NextStep
    from bot.domain.reviews import Review
    from bot.domain.status import Counts, ReviewStatus
    from bot.domain.suggestions import Suggestion

PER_AREA = "area"
QUICK_WINS = "quick-wins"
"""The question beside which quick wins are proposed."""


@dataclass(frozen=True)
class FollowUpAnswer:
    """The answer that holds now; ``area_id`` is None where the question is asked once. ``sequence`` counts
    how often it was answered or changed here; what became of its next step since is in ``step``.
    """

    follow_up_id: str
    area_id: str | None
    step: NextStep
    sequence: int
    answered_by: str
    answered_at: datetime

    @property
    def text(self) -> str:
        return self.step.text

    @property
    def owner_id(self) -> str:
        return self.step.owner_id

    @property
    def due_on(self) -> date:
        return self.step.due_on


@dataclass(frozen=True)
class Seen:
    """What somebody had before them when they began to change an answer: its sequence, and its step's."""

    answer: int
    step: int


@dataclass(frozen=True)
class GivenAnswer:
    """What an answer is given with. ``origin`` is unique to the form; ``seen`` is None where there was none.

    The subject names the follow-up question, and an area where it is asked for each.
    """

    origin: str
    subject: StepSubject
    text: str
    owner_id: str
    due_on: date
    evidence_url: str | None = None
    seen: Seen | None = None


@dataclass(frozen=True)
class FollowUpBoard:
    """The follow-up questions of a review for one person. ``today`` is the day that it is where they are, in
    the time zone ``tz``.
    """

    status: ReviewStatus
    answers: Mapping[tuple[str, str | None], FollowUpAnswer]
    quick_wins: tuple[Suggestion, ...]
    may_answer: bool
    today: date
    tz: str

    def other_steps(self, follow_up_id: str) -> list[NextStep]:
        """Next steps that belong to a follow-up question beside its answers: what is unfinished first."""
        answers = {answer.step.id for answer in self.answers.values()}
        return [
            step
            for step in shown_in_review(self.status.steps)
            if step.subject.follow_up_id == follow_up_id and step.id not in answers
        ]


@dataclass(frozen=True)
class FollowUpDraft:
    """What the form of an answer begins with: the one that holds, if any, and a due date where none does.

    ``waiting``: how many other areas have no answer yet, where the question is asked for each.
    """

    status: ReviewStatus
    follow_up: FollowUp
    area: Area | None
    answer: FollowUpAnswer | None
    due_on: date
    waiting: int = 0

    @property
    def subject(self) -> StepSubject:
        area_id = self.area.id if self.area else None
        return StepSubject(self.status.review.id, area_id, follow_up_id=self.follow_up.id)


def have_come(review: Review, counts: Counts, is_answered: bool) -> bool:
    """They come when all areas are agreed or the review is closed, and once one is answered they stay."""
    if review.state is not ReviewState.OPEN:
        return review.state is ReviewState.CLOSED
    return is_answered or is_all_agreed(counts)


def is_all_agreed(counts: Counts) -> bool:
    return counts.questions > 0 and counts.to_agree == 0


def check_have_come(review: Review, counts: Counts, is_answered: bool) -> None:
    """Raises FollowUpsNotYet."""
    if not have_come(review, counts, is_answered):
        raise FollowUpsNotYet(counts.agreed, counts.total)


def may_answer(review: Review, taking_part: Collection[str], user_id: str) -> bool:
    return user_id in taking_part or user_id in review.facilitator_ids


def check_may_answer(review: Review, taking_part: Collection[str], user_id: str) -> None:
    """Raises NotAnsweringFollowUps."""
    if not may_answer(review, taking_part, user_id):
        raise NotAnsweringFollowUps(review.facilitator_ids)


def places(follow_up: FollowUp, status: ReviewStatus) -> tuple[str | None, ...]:
    """What a follow-up question is asked for: each area that applies, or once (None); nothing where the
    answer is computed."""
    if follow_up.computed:
        return ()
    if follow_up.per != PER_AREA:
        return (None,)
    return tuple(one.area.id for one in status.areas if one.counts.total)


def place_meant(
    status: ReviewStatus, subject: StepSubject, answered: Collection[str | None]
) -> tuple[FollowUp, str | None]:
    """The question that a subject names, and the area of it: where the subject has none and one is needed,
    the first that is not in ``answered``. Raises NoSuchQuestion, NoSuchArea.
    """
    follow_up = status.checklist.follow_up(subject.follow_up_id or "")
    if follow_up.computed:
        raise NoSuchQuestion
    asked_for = places(follow_up, status)
    if subject.area_id is None and asked_for:
        return follow_up, next((one for one in asked_for if one not in answered), asked_for[0])
    if subject.area_id not in asked_for:
        raise NoSuchArea
    return follow_up, subject.area_id


def next_place(
    status: ReviewStatus, subject: StepSubject, answered: Collection[str | None]
) -> StepSubject | None:
    """Where somebody goes on who has answered for one area: the next one without an answer, if any."""
    follow_up, area_id = place_meant(status, subject, answered)
    asked_for = places(follow_up, status)
    here = asked_for.index(area_id)
    waiting = [one for one in (*asked_for[here + 1 :], *asked_for[:here]) if one not in answered]
    return replace(subject, area_id=waiting[0]) if waiting else None
