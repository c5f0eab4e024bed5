"""Files of a review: who may have one, what stands in it, and that each is asked for once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from bot.domain import export
from bot.domain.errors import NoOpenReview, ReviewNotFound
from bot.domain.export import Known
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.reviews import AreaState, ReviewState
from bot.store import access, agreements, answers, audit, follow_up_rows, members, reviews, step_rows
from bot.store.schema import export_requests
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.answers import Comment
    from bot.domain.checklist import Checklist
    from bot.domain.export import Export, ExportFormat, FollowUpKey
    from bot.domain.follow_ups import FollowUpAnswer
    from bot.domain.next_steps import NextStep
    from bot.domain.reviews import Review, ReviewArea
    from bot.store.checklists import Checklists

REMEMBERED_FOR = timedelta(days=1)
"""Slack repeats what it is unsure of for some minutes."""


@dataclass(frozen=True)
class Request:
    """``origin`` is unique to the command or the form. ``in_channel``: for everybody in the review's channel;
    else for whoever asked."""

    origin: str
    review_id: int
    format: ExportFormat
    with_comments: bool = False
    in_channel: bool = False


def meant(
    connection: Connection, workspace_id: str, channel_id: str | None, user_id: str, anywhere: bool
) -> Review:
    """The open review that a command means; where a channel has none, the one that was closed last in it.

    Raises NoOpenReview, SeveralReviews, UnknownPerson.
    """
    try:
        review = access.meant(connection, workspace_id, channel_id, user_id, anywhere=anywhere)
    except NoOpenReview:
        closed = reviews.closed_in_channel(connection, workspace_id, channel_id or "")
        if anywhere or not closed:
            raise
        review = closed[0]
    return visible(connection, workspace_id, review.id, user_id)


def visible(connection: Connection, workspace_id: str, review_id: int, user_id: str) -> Review:
    """Of a review that was discarded there is no file. Raises ReviewNotFound, UnknownPerson."""
    review = access.visible(connection, workspace_id, review_id, user_id)
    if review.state is ReviewState.DISCARDED:
        raise ReviewNotFound
    return review


def ask(connection: Connection, workspace_id: str, request: Request, by: str, now: datetime) -> bool:
    """Puts on record that somebody asked for a file. Returns False where this was asked already.

    Raises ReviewNotFound, UnknownPerson; for comments NotAFacilitator, NobodyFacilitates.
    """
    _check(connection, workspace_id, request.review_id, by, with_comments=request.with_comments)
    if not first_time(connection, workspace_id, request.origin, now):
        return False
    audit.record(
        connection,
        workspace_id,
        by,
        "exported",
        now,
        review_id=request.review_id,
        subject=request.format.value,
        with_comments=request.with_comments,
        in_channel=request.in_channel,
    )
    return True


def first_time(connection: Connection, workspace_id: str, origin: str, now: datetime) -> bool:
    """Whether a file is asked for by this press or command for the first time; what is old is forgotten."""
    connection.execute(
        delete(export_requests).where(
            export_requests.c.workspace_id == workspace_id,
            export_requests.c.asked_at < now - REMEMBERED_FOR,
        )
    )
    asked = connection.execute(
        insert(connection, export_requests)
        .values(workspace_id=workspace_id, origin=origin, asked_at=now)
        .on_conflict_do_nothing()
        .returning(export_requests.c.origin)
    ).first()
    return asked is not None


def withdraw(connection: Connection, workspace_id: str, origin: str) -> None:
    """No file came of it: the same form may ask again."""
    connection.execute(
        delete(export_requests).where(
            export_requests.c.workspace_id == workspace_id, export_requests.c.origin == origin
        )
    )


def load(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    user_id: str,
    with_comments: bool,
) -> Export:
    """What stands in the file, for somebody who may have it. Raises what :func:`ask` does."""
    review = _check(connection, workspace_id, review_id, user_id, with_comments=with_comments)
    checklist = checklists.get(connection, review.checklist_hash)
    areas = tuple(reviews.all_areas(connection, workspace_id, review_id))
    in_force = agreements.in_force(connection, workspace_id, review_id)
    steps = tuple(step_rows.of_review(connection, workspace_id, review_id))
    given = _answers(follow_up_rows.of_review(connection, workspace_id, review_id), steps)
    owner_ids = {step.owner_id for some in (steps, *given.values()) for step in some}
    owners = members.by_id(connection, workspace_id, owner_ids)
    return export.of_review(
        Known(
            review=review,
            checklist=checklist,
            areas=areas,
            agreed={one: agreed.choice for one, agreed in in_force.items() if agreed.choice},
            steps=steps,
            follow_ups=given,
            names={owner_id: member.name for owner_id, member in owners.items()},
            comments=_comments(connection, workspace_id, checklist, areas) if with_comments else None,
        )
    )


def _check(
    connection: Connection, workspace_id: str, review_id: int, user_id: str, *, with_comments: bool
) -> Review:
    review = visible(connection, workspace_id, review_id, user_id)
    if with_comments:
        access.facilitated(connection, workspace_id, review_id, user_id, FacilitatorsOnly.EXPORT_COMMENTS)
    return review


def _answers(
    given: Iterable[FollowUpAnswer], steps: Iterable[NextStep]
) -> dict[FollowUpKey, tuple[NextStep, ...]]:
    """The next steps that answer follow-up questions, a later review may have taken one along, and those
    that were added to one.
    """
    found: dict[FollowUpKey, dict[int, NextStep]] = defaultdict(dict)
    for answer in given:
        found[answer.follow_up_id, answer.area_id][answer.step.id] = answer.step
    for step in steps:
        if step.subject.follow_up_id is not None:
            found[step.subject.follow_up_id, step.subject.area_id][step.id] = step
    return {key: tuple(answers.values()) for key, answers in found.items()}


def _comments(
    connection: Connection, workspace_id: str, checklist: Checklist, areas: tuple[ReviewArea, ...]
) -> dict[str, tuple[Comment, ...]]:
    """Those that may be read: of revealed areas, none that a facilitator has hidden."""
    return {
        question.id: tuple(
            comment
            for comment in answers.comments(
                connection, workspace_id, area.review_id, area.area_id, area.round, question.id
            )
            if comment.hidden_reason is None
        )
        for area in areas
        if area.state is AreaState.REVEALED
        for question in checklist.area(area.area_id).questions
    }
