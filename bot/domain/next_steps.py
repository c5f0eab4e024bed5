"""A next step: what somebody does, by when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


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


@dataclass(frozen=True)
class StepSubject:
    """What a next step is about: a question, an area, a follow-up question, or the review as a whole."""

    review_id: int
    area_id: str | None = None
    question_id: str | None = None
    follow_up_id: str | None = None


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
