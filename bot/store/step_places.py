"""What a next step can be added to: the review that is meant, and a question or an area of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.calendar import local_date
from bot.domain.errors import NoOpenReview, NoSuchArea, NoSuchQuestion
from bot.domain.step_errors import NoReviewForStep
from bot.domain.step_place import StepDraft, StepPlace
from bot.domain.step_rules import proposed_due
from bot.store import access, next_steps, reviews

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.next_steps import NewStep, NextStep, StepSubject
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


def draft(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    subject: StepSubject,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> StepDraft:
    """What the form begins with. Raises ReviewNotFound, NoSuchArea, NoSuchQuestion, UnknownPerson."""
    review = access.visible(connection, workspace_id, subject.review_id, user_id)
    today = local_date(now, calendars.tz_of(connection, workspace_id, user_id))
    place = _place(connection, checklists, review, subject)
    return StepDraft(place, today, proposed_due(today, calendars.of(connection, workspace_id)))


def meant(
    connection: Connection, workspace_id: str, channel_id: str | None, user_id: str, anywhere: bool
) -> Review:
    """The review that something typed or chosen in a channel means: the open one there, else the one that
    was closed last.

    ``anywhere``: it was in direct messages, where it means the only open review that this person is in.
    Raises NoReviewForStep, SeveralReviews, NoOpenReview (in direct messages).
    """
    try:
        return access.meant(connection, workspace_id, channel_id, user_id, anywhere=anywhere)
    except NoOpenReview:
        if anywhere or channel_id is None:
            raise
    closed = reviews.closed_in_channel(connection, workspace_id, channel_id, most=1)
    if not closed:
        raise NoReviewForStep
    return closed[0]


def add(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    new: NewStep,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> NextStep:
    """Like ``next_steps.add``, for a subject that came from outside.

    Raises NoSuchArea, NoSuchQuestion too.
    """
    review = access.visible(connection, workspace_id, new.subject.review_id, by)
    _place(connection, checklists, review, new.subject)
    return next_steps.add(connection, workspace_id, new, by, now, calendars)


def _place(connection: Connection, checklists: Checklists, review: Review, subject: StepSubject) -> StepPlace:
    try:
        return StepPlace.of(review, checklists.get(connection, review.checklist_hash), subject)
    except NoSuchQuestion:
        raise
    except KeyError as error:
        raise NoSuchArea from error
