"""A next step together with the review and the question or area that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.language import marked, t

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.checklist import Area, Checklist, FollowUp, Question
    from bot.domain.next_steps import Changed, NextStep, PlanOrder, StepFilter, StepSubject
    from bot.domain.reviews import Review

PLAIN_LABEL = marked("Next step")
"""For what belongs to no section of the checklist."""


@dataclass(frozen=True)
class StepPlace:
    """Where a next step belongs: ``area`` and ``question`` are None where it is about more than one."""

    review: Review
    checklist: Checklist
    area: Area | None = None
    question: Question | None = None
    follow_up: FollowUp | None = None

    @classmethod
    def of(cls, review: Review, checklist: Checklist, subject: StepSubject) -> StepPlace:
        """Raises KeyError, NoSuchQuestion."""
        if subject.follow_up_id is not None:
            area = checklist.area(subject.area_id) if subject.area_id else None
            return cls(review, checklist, area, follow_up=checklist.follow_up(subject.follow_up_id))
        if subject.area_id is None:
            return cls(review, checklist)
        area = checklist.area(subject.area_id)
        question = area.question(subject.question_id) if subject.question_id else None
        return cls(review, checklist, area, question)

    @property
    def label(self) -> str:
        """What the checklist calls a next step there: ``Next step``, or ``Action`` outside."""
        if self.area is None or self.follow_up is not None:
            return t(PLAIN_LABEL)
        return self.checklist.section_of(self.area.id).step_label


@dataclass(frozen=True)
class StepDraft:
    """What the form of a new next step begins with. ``today`` is the day that it is where the person is."""

    place: StepPlace
    today: date
    due_on: date


@dataclass(frozen=True)
class PlacedStep:
    step: NextStep
    place: StepPlace


@dataclass(frozen=True)
class StepOutcome:
    """A next step after somebody changed it, or found that it was changed: ``last`` says by whom.

    ``today`` is the day that it is where they are, in the time zone ``tz``.
    """

    placed: PlacedStep
    last: Changed
    today: date
    tz: str


@dataclass(frozen=True)
class StepPlan:
    """One page of a project plan: unfinished next steps, from number ``start`` of ``total`` on, as in
    ``StepList``.
    """

    order: PlanOrder
    here: bool
    shown: tuple[PlacedStep, ...]
    start: int
    total: int
    today: date
    tz: str


@dataclass(frozen=True)
class StepList:
    """One page of next steps, from number ``start`` of ``total`` on, counted from 0.

    ``here``: those of one channel; else those of everything that the person may see. ``today`` is the day
    that it is where they are, in the time zone ``tz``.
    """

    which: StepFilter
    here: bool
    shown: tuple[PlacedStep, ...]
    start: int
    total: int
    today: date
    tz: str
