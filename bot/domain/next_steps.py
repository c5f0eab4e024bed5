"""A next step: what somebody does, by when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

LONGEST_TEXT = 500
LONGEST_REASON = 500

DUE_SOON = timedelta(days=7)
"""What is due within this time is counted as due soon."""


class StepState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WONT_DO = "wont_do"

    @property
    def is_unfinished(self) -> bool:
        return self in UNFINISHED


UNFINISHED = (StepState.OPEN, StepState.IN_PROGRESS)


class StepChange(StrEnum):
    """What happened to a next step, one entry of its history each."""

    ADDED = "added"
    EDITED = "edited"
    DUE_DATE = "due_date"
    OWNER = "owner"
    STARTED = "started"
    DONE = "done"
    WONT_DO = "wont_do"
    REOPENED = "reopened"
    SNOOZED = "snoozed"
    UNDONE = "undone"
    TAKEN_ALONG = "taken_along"


CHANGES_OF_STATE = (
    StepChange.STARTED,
    StepChange.DONE,
    StepChange.WONT_DO,
    StepChange.REOPENED,
    StepChange.UNDONE,
)


@dataclass(frozen=True)
class StepSubject:
    """What a next step is about: a question, an area, a follow-up question, or the review as a whole."""

    review_id: int
    area_id: str | None = None
    question_id: str | None = None
    follow_up_id: str | None = None


@dataclass(frozen=True)
class NewStep:
    """What a next step is added with. ``origin`` is unique to the form it came from."""

    origin: str
    subject: StepSubject
    text: str
    owner_id: str
    due_on: date
    evidence_url: str | None = None


@dataclass(frozen=True)
class NextStep:
    """``due_on`` is a calendar date, in the owner's own time zone. ``sequence`` counts its changes."""

    id: int
    subject: StepSubject
    text: str
    owner_id: str
    due_on: date
    state: StepState
    sequence: int
    created_by: str
    created_at: datetime
    changed_at: datetime
    assigned_by: str
    reason: str | None = None
    evidence_url: str | None = None
    finished_at: datetime | None = None
    owner_told_at: datetime | None = None
    snoozed_until: date | None = None

    def days_overdue(self, today: date) -> int:
        """0 on the due date and before it, and for what is finished."""
        return max(0, (today - self.due_on).days) if self.state.is_unfinished else 0

    def is_due_soon(self, today: date) -> bool:
        return self.state.is_unfinished and today <= self.due_on <= today + DUE_SOON


@dataclass(frozen=True)
class Changed:
    """One entry of a next step's history: what was so before it, and after it."""

    sequence: int
    change: StepChange
    changed_by: str
    changed_at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True)
class StepCounts:
    """Of the unfinished next steps: how many, how many overdue, how many due soon."""

    unfinished: int = 0
    overdue: int = 0
    due_soon: int = 0

    @classmethod
    def of(cls, steps: Iterable[NextStep], today: date) -> StepCounts:
        unfinished = [step for step in steps if step.state.is_unfinished]
        return cls(
            len(unfinished),
            sum(1 for step in unfinished if step.days_overdue(today)),
            sum(1 for step in unfinished if step.is_due_soon(today)),
        )


class StepFilter(StrEnum):
    """Which next steps a list holds."""

    MINE = "mine"
    OVERDUE = "overdue"
    ALL = "all"


class PlanOrder(StrEnum):
    """What a project plan is sorted and grouped by first."""

    DUE_DATE = "due_date"
    OWNER = "owner"


def shown_in_review(steps: Iterable[NextStep]) -> list[NextStep]:
    """Those that stand for something: what is unfinished by due date, then what is done; not what nobody
    will do."""
    standing = [step for step in steps if step.state is not StepState.WONT_DO]
    return sorted(standing, key=lambda step: (not step.state.is_unfinished, step.due_on, step.id))
