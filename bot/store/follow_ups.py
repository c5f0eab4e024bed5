"""Follow-up questions: what was answered to them, read and written.

An answer is a next step. The row says which one, and counts how often the answer was given or changed: that
is what two people who answer at the same moment are told apart by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.calendar import local_date
from bot.domain.errors import ReviewNotFound
from bot.domain.follow_up_errors import AnsweredMeanwhile
from bot.domain.follow_ups import (
    FollowUpBoard,
    FollowUpDraft,
    check_have_come,
    check_may_answer,
    may_answer,
    next_place,
    place_meant,
    places,
)
from bot.domain.next_steps import NewStep
from bot.domain.reviews import ReviewState
from bot.domain.step_rules import check_may_change, proposed_due
from bot.store import (
    access,
    agreements,
    audit,
    boards,
    follow_up_rows,
    next_steps,
    progress,
    quick_wins,
    reviews,
)
from bot.store.schema import follow_up_answers
from bot.store.schema.follow_ups import ONCE
from bot.store.upsert import insert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.follow_ups import FollowUpAnswer, GivenAnswer
    from bot.domain.next_steps import StepSubject
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


of_review = follow_up_rows.of_review


def board(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> FollowUpBoard:
    """For a member of the review's channel. Raises ReviewNotFound, UnknownPerson, FollowUpsNotYet."""
    review, status, answers = _come(connection, workspace_id, checklists, review_id, user_id)
    in_force = agreements.in_force(connection, workspace_id, review_id)
    wins = quick_wins.of_review(connection, workspace_id, review_id, status.checklist, in_force, status.steps)
    asked = progress.taking_part(connection, workspace_id, review)
    tz = calendars.tz_of(connection, workspace_id, user_id)
    return FollowUpBoard(
        status,
        {(answer.follow_up_id, answer.area_id): answer for answer in answers},
        tuple(wins),
        may_answer(review, asked, user_id),
        local_date(now, tz),
        tz,
    )


def draft(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    subject: StepSubject,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> FollowUpDraft:
    """What the form of an answer begins with, for somebody who may answer.

    A subject without an area, where the question is asked for each, means the first one that has no answer.
    Raises what ``answer`` does, NotYourStep already here.
    """
    review, status, answers = _come(connection, workspace_id, checklists, subject.review_id, user_id)
    check_may_answer(review, progress.taking_part(connection, workspace_id, review), user_id)
    known = {answer.area_id: answer for answer in answers if answer.follow_up_id == subject.follow_up_id}
    follow_up, area_id = place_meant(status, subject, known)
    found = known.get(area_id)
    if found is not None and found.step.state.is_unfinished:
        plan_of = reviews.get(connection, workspace_id, found.step.subject.review_id)
        check_may_change(found.step, plan_of, user_id)
    today = local_date(now, calendars.tz_of(connection, workspace_id, user_id))
    waiting = [one for one in places(follow_up, status) if one not in known and one != area_id]
    return FollowUpDraft(
        status,
        follow_up,
        status.checklist.area(area_id) if area_id else None,
        found,
        proposed_due(today, calendars.of(connection, workspace_id)),
        len(waiting),
    )


def answer(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    given: GivenAnswer,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> tuple[FollowUpAnswer, StepSubject | None]:
    """Answers a follow-up question, or changes the answer; the same answer again changes nothing. Returns
    the answer, and where the question is asked for several areas the next one that has none.

    An answer whose next step is finished is given anew: the finished step stays what it is.

    Raises ReviewNotFound, UnknownPerson, FollowUpsNotYet, NotAnsweringFollowUps, NoSuchQuestion, NoSuchArea,
    AnsweredMeanwhile, and what is wrong with text, owner or due date. To change a next step that stands is
    for those who may change any other one: NotYourStep, StepChanged.
    """
    subject = given.subject
    review, status, answers = _come(connection, workspace_id, checklists, subject.review_id, by)
    check_may_answer(review, progress.taking_part(connection, workspace_id, review), by)
    known = {one.area_id: one for one in answers if one.follow_up_id == subject.follow_up_id}
    _, area_id = place_meant(status, subject, known)
    subject = replace(subject, area_id=area_id)
    given = replace(given, subject=subject)
    current = known.get(area_id)
    if current is None:
        current = _first(connection, workspace_id, given, by, now, calendars)
    elif not _says_the_same(current, given):
        current = _changed(connection, workspace_id, current, given, by, now, calendars)
    answered = {*known, area_id}
    return current, next_place(status, subject, answered) if area_id else None


def _come(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int, user_id: str
) -> tuple[Review, ReviewStatus, list[FollowUpAnswer]]:
    review = access.visible(connection, workspace_id, review_id, user_id)
    if review.state is ReviewState.DISCARDED:
        raise ReviewNotFound
    status = boards.status(connection, workspace_id, checklists, review_id)
    answers = of_review(connection, workspace_id, review_id)
    check_have_come(review, status.counts, bool(answers))
    return review, status, answers


def _first(
    connection: Connection,
    workspace_id: str,
    given: GivenAnswer,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> FollowUpAnswer:
    step = next_steps.add(connection, workspace_id, _new_step(given), by, now, calendars)
    written = connection.execute(
        insert(connection, follow_up_answers)
        .values(
            **follow_up_rows.key(workspace_id, given.subject),
            step_id=step.id,
            sequence=1,
            answered_by=by,
            answered_at=now,
        )
        .on_conflict_do_nothing()
        .returning(follow_up_answers.c.sequence)
    ).first()
    now_kept = follow_up_rows.get(connection, workspace_id, given.subject)
    if written is None:
        if now_kept.step.id != step.id:
            raise AnsweredMeanwhile(now_kept.answered_by)
        return now_kept
    _record(connection, workspace_id, "follow-up answered", given.subject, now_kept)
    return now_kept


def _changed(
    connection: Connection,
    workspace_id: str,
    current: FollowUpAnswer,
    given: GivenAnswer,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> FollowUpAnswer:
    seen = given.seen
    if seen is None or seen.answer != current.sequence:
        raise AnsweredMeanwhile(current.answered_by)
    step = current.step
    if step.state.is_unfinished:
        of_step = (by, now, calendars, seen.step)
        next_steps.edit(connection, workspace_id, step.id, given.text, given.evidence_url, by, now, seen.step)
        next_steps.set_due(connection, workspace_id, step.id, given.due_on, *of_step)
        next_steps.assign(connection, workspace_id, step.id, given.owner_id, *of_step)
    else:
        step = next_steps.add(connection, workspace_id, _new_step(given), by, now, calendars)
    written = connection.execute(
        update(follow_up_answers)
        .where(
            *follow_up_rows.matches(workspace_id, given.subject),
            follow_up_answers.c.sequence == current.sequence,
        )
        .values(step_id=step.id, sequence=current.sequence + 1, answered_by=by, answered_at=now)
    )
    now_kept = follow_up_rows.get(connection, workspace_id, given.subject)
    if written.rowcount != 1:
        if _says_the_same(now_kept, given):
            return now_kept
        raise AnsweredMeanwhile(now_kept.answered_by)
    _record(connection, workspace_id, "follow-up answer changed", given.subject, now_kept)
    return now_kept


def _says_the_same(current: FollowUpAnswer, given: GivenAnswer) -> bool:
    step = current.step
    return (step.text, step.owner_id, step.due_on, step.evidence_url) == (
        given.text.strip(),
        given.owner_id,
        given.due_on,
        given.evidence_url,
    )


def _new_step(given: GivenAnswer) -> NewStep:
    return NewStep(given.origin, given.subject, given.text, given.owner_id, given.due_on, given.evidence_url)


def _record(
    connection: Connection, workspace_id: str, action: str, subject: StepSubject, kept: FollowUpAnswer
) -> None:
    audit.record(
        connection,
        workspace_id,
        kept.answered_by,
        action,
        kept.answered_at,
        review_id=subject.review_id,
        subject=f"{subject.review_id}|{kept.follow_up_id}|{kept.area_id or ONCE}",
        sequence=kept.sequence,
        step_id=kept.step.id,
    )
