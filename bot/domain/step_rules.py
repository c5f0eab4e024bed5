"""What holds for every next step: its text, its due date, its owner, and who may change it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.next_steps import LONGEST_REASON, LONGEST_TEXT, StepChange
from bot.domain.reviews import UNDO_WITHIN
from bot.domain.step_errors import (
    DueInPast,
    DueTooFar,
    NotYourStep,
    OwnerIsDeactivated,
    OwnerIsExternal,
    OwnerIsNoPerson,
    StepFinished,
    StepReasonNeeded,
    StepReasonTooLong,
    StepTextNeeded,
    StepTextTooLong,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.next_steps import Changed, NextStep
    from bot.domain.people import Member
    from bot.domain.reviews import Review

PROPOSED_AFTER = timedelta(weeks=4)
YEARS_AHEAD = 10


def proposed_due(today: date, calendar: Calendar) -> date:
    """Four weeks from today; where that is no working day, the next one after it."""
    return calendar.forward(today + PROPOSED_AFTER)


def latest_due(today: date) -> date:
    """The same day ten years on; from 29 February to 28 February."""
    try:
        return today.replace(year=today.year + YEARS_AHEAD)
    except ValueError:
        return today.replace(year=today.year + YEARS_AHEAD, day=28)


def check_due(due_on: date, today: date) -> None:
    """Raises DueInPast, DueTooFar."""
    if due_on < today:
        raise DueInPast
    if due_on > latest_due(today):
        raise DueTooFar


def check_text(text: str) -> str:
    """The text without spaces around it. Raises StepTextNeeded, StepTextTooLong."""
    text = text.strip()
    if not text:
        raise StepTextNeeded
    if len(text) > LONGEST_TEXT:
        raise StepTextTooLong
    return text


def check_reason(reason: str | None) -> str:
    """Raises StepReasonNeeded, StepReasonTooLong."""
    reason = (reason or "").strip()
    if not reason:
        raise StepReasonNeeded
    if len(reason) > LONGEST_REASON:
        raise StepReasonTooLong
    return reason


def check_owner(member: Member, *, allows_external: bool) -> None:
    """Raises OwnerIsNoPerson, OwnerIsDeactivated, OwnerIsExternal."""
    if member.is_deleted:
        raise OwnerIsDeactivated
    if not member.is_person:
        raise OwnerIsNoPerson
    if member.is_external and not allows_external:
        raise OwnerIsExternal


def can_change(step: NextStep, review: Review) -> tuple[str, ...]:
    """Its owner, whoever added it, and the facilitators of its review; each once."""
    return tuple(dict.fromkeys((step.owner_id, step.created_by, *review.facilitator_ids)))


def check_may_change(step: NextStep, review: Review, user_id: str) -> None:
    """Raises NotYourStep."""
    who = can_change(step, review)
    if user_id not in who:
        raise NotYourStep(who)


def check_unfinished(step: NextStep) -> None:
    """Raises StepFinished."""
    if not step.state.is_unfinished:
        raise StepFinished


def can_undo(last: Changed, sequence: int, by: str, now: datetime) -> bool:
    """Whether ``last``, the latest entry of the history, is what ``by`` finished and may take back."""
    return (
        last.sequence == sequence
        and last.change in (StepChange.DONE, StepChange.WONT_DO)
        and last.changed_by == by
        and now <= last.changed_at + UNDO_WITHIN
    )
