"""The life of a next step. Each change is one entry of its history, and the same change twice is one.

``seen`` is the sequence of the next step that the person looked at, or None where they saw none: what was
changed since about the same matter is told to them instead of being written over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.calendar import local_date
from bot.domain.next_steps import StepChange, StepState
from bot.domain.step_errors import StepChanged, StepNotToUndo, UnknownOwner
from bot.domain.step_rules import (
    can_undo,
    check_due,
    check_may_change,
    check_owner,
    check_reason,
    check_text,
    check_unfinished,
)
from bot.store import access, members, reminders, reviews, step_changes, step_news, step_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.next_steps import NewStep, NextStep
    from bot.domain.reviews import Review
    from bot.store.settings import Calendars

get = step_rows.get
history = step_rows.history
of_review = step_rows.of_review

ENDINGS = (StepChange.DONE, StepChange.WONT_DO, StepChange.REOPENED, StepChange.UNDONE)
NO_REMINDER = {"remind_at": None, "remind_on": None, "in_morning_of": None}


def add(
    connection: Connection, workspace_id: str, new: NewStep, by: str, now: datetime, calendars: Calendars
) -> NextStep:
    """Adds a next step, once for each origin. Anyone in the review's channel may, and after its closing too.

    Raises ReviewNotFound, UnknownPerson, UnknownOwner, and what is wrong with text, owner or due date.
    """
    review = access.visible(connection, workspace_id, new.subject.review_id, by)
    check_text(new.text)
    check_due(new.due_on, _today(connection, workspace_id, by, now, calendars))
    _check_owner(connection, workspace_id, review, new.owner_id)
    told_at = now if new.owner_id == by else None
    step, is_new = step_rows.add(connection, workspace_id, new, by, now, told_at)
    if not is_new:
        return step
    after = {"text": step.text, "owner_id": step.owner_id, "due_on": step.due_on.isoformat()}
    step_changes.record(connection, workspace_id, step, StepChange.ADDED, by, now, {}, after)
    reminders.reschedule(connection, workspace_id, step.id, now, calendars)
    step_news.plan(connection, workspace_id, review, step, now)
    return step


def start(
    connection: Connection, workspace_id: str, step_id: int, by: str, now: datetime, seen: int | None = None
) -> NextStep:
    """Raises StepFinished, StepChanged, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    if step.state is StepState.IN_PROGRESS:
        return step
    step_changes.check_seen(connection, workspace_id, step, seen, ENDINGS)
    check_unfinished(step)
    return step_changes.set_state(
        connection, workspace_id, step, StepChange.STARTED, StepState.IN_PROGRESS, by, now
    )


def finish(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    state: StepState,
    reason: str | None,
    by: str,
    now: datetime,
    seen: int | None = None,
) -> NextStep:
    """Done, or won't do, which needs a reason. What is so already stays as it is, whoever did it.

    Raises StepReasonNeeded, StepReasonTooLong, StepChanged, NotYourStep.
    """
    step, review = _changeable(connection, workspace_id, step_id, by)
    if step.state is state:
        return step
    step_changes.check_seen(connection, workspace_id, step, seen, ENDINGS)
    if not step.state.is_unfinished:
        raise StepChanged(step)
    is_done = state is StepState.DONE
    reason = None if is_done else check_reason(reason)
    what = StepChange.DONE if is_done else StepChange.WONT_DO
    values = {"reason": reason, "finished_at": now, **NO_REMINDER}
    step = step_changes.set_state(connection, workspace_id, step, what, state, by, now, **values)
    if is_done:
        step_news.plan(connection, workspace_id, review, step, now)
    return step


def undo(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    sequence: int,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    """Takes back what ``by`` finished as change ``sequence``. Raises StepNotToUndo, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    last = history(connection, workspace_id, step_id)[-1]
    if (last.change, last.sequence, last.changed_by) == (StepChange.UNDONE, sequence + 1, by):
        return step
    if not can_undo(last, sequence, by, now):
        raise StepNotToUndo
    before = StepState(last.before["state"])
    return _revive(connection, workspace_id, step, StepChange.UNDONE, before, by, now, calendars)


def reopen(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    by: str,
    now: datetime,
    calendars: Calendars,
    seen: int | None = None,
) -> NextStep:
    """A finished next step is open again. Raises StepChanged, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    if step.state.is_unfinished:
        return step
    step_changes.check_seen(connection, workspace_id, step, seen, ENDINGS)
    return _revive(connection, workspace_id, step, StepChange.REOPENED, StepState.OPEN, by, now, calendars)


def edit(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    text: str,
    evidence_url: str | None,
    by: str,
    now: datetime,
    seen: int | None = None,
) -> NextStep:
    """Raises StepTextNeeded, StepTextTooLong, StepFinished, StepChanged, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    text = check_text(text)
    if (step.text, step.evidence_url) == (text, evidence_url):
        return step
    return step_changes.set_fields(
        connection,
        workspace_id,
        step,
        StepChange.EDITED,
        by,
        now,
        seen,
        text=text,
        evidence_url=evidence_url,
    )


def set_due(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    due_on: date,
    by: str,
    now: datetime,
    calendars: Calendars,
    seen: int | None = None,
) -> NextStep:
    """A new due date ends a snooze. Raises DueInPast, DueTooFar, StepFinished, StepChanged, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    if step.due_on == due_on:
        return step
    check_due(due_on, _today(connection, workspace_id, by, now, calendars))
    also = {"snoozed_until": None, "escalated_at": None}
    step = step_changes.set_fields(
        connection, workspace_id, step, StepChange.DUE_DATE, by, now, seen, also=also, due_on=due_on
    )
    reminders.reschedule(connection, workspace_id, step_id, now, calendars)
    return step


def assign(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    owner_id: str,
    by: str,
    now: datetime,
    calendars: Calendars,
    seen: int | None = None,
) -> NextStep:
    """The new owner is told with their next morning's message, unless they took it themselves.

    Raises UnknownOwner, what is wrong with the owner, StepFinished, StepChanged, NotYourStep.
    """
    step, review = _changeable(connection, workspace_id, step_id, by)
    if step.owner_id == owner_id:
        return step
    _check_owner(connection, workspace_id, review, owner_id)
    also = {
        "assigned_by": by,
        "owner_told_at": now if owner_id == by else None,
        "snoozed_until": None,
        "escalated_at": None,
    }
    step = step_changes.set_fields(
        connection, workspace_id, step, StepChange.OWNER, by, now, seen, also=also, owner_id=owner_id
    )
    reminders.reschedule(connection, workspace_id, step_id, now, calendars)
    return step


def snooze(
    connection: Connection,
    workspace_id: str,
    step_id: int,
    until: date,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    """Moves the reminder, never the due date. Raises DueInPast, DueTooFar, StepFinished, NotYourStep."""
    step, _ = _changeable(connection, workspace_id, step_id, by)
    if step.snoozed_until == until:
        return step
    check_due(until, _today(connection, workspace_id, by, now, calendars))
    step = step_changes.set_fields(
        connection, workspace_id, step, StepChange.SNOOZED, by, now, None, snoozed_until=until
    )
    reminders.reschedule(connection, workspace_id, step_id, now, calendars)
    return step


def _changeable(connection: Connection, workspace_id: str, step_id: int, by: str) -> tuple[NextStep, Review]:
    """The next step, locked, and its review, for somebody who may change it. Raises NotYourStep."""
    step = get(connection, workspace_id, step_id, locked=True)
    review = reviews.get(connection, workspace_id, step.subject.review_id)
    check_may_change(step, review, by)
    return step, review


def _check_owner(connection: Connection, workspace_id: str, review: Review, owner_id: str) -> None:
    owner = members.member(connection, workspace_id, owner_id)
    if owner is None:
        raise UnknownOwner(owner_id)
    check_owner(owner, allows_external=review.allows_external)


def _revive(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    what: StepChange,
    state: StepState,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    values = {"finished_at": None, "reason": None}
    step = step_changes.set_state(connection, workspace_id, step, what, state, by, now, **values)
    reminders.reschedule(connection, workspace_id, step.id, now, calendars)
    return step


def _today(
    connection: Connection, workspace_id: str, user_id: str, now: datetime, calendars: Calendars
) -> date:
    """The day that it is where this person is."""
    return local_date(now, calendars.tz_of(connection, workspace_id, user_id))
