"""What facilitators do: each checks in one transaction that this person may, and does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import NothingToPost
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.reviews import AreaState
from bot.store import access, agreements, answers, areas, lifecycle, marks, offering, reviews, rhythm

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement, Choice
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists


def post(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str | None,
    by: str,
    now: datetime,
) -> str:
    """Posts an area, by default the first one that waits; returns its id. Raises NothingToPost too."""
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.POST)
    if area_id is None:
        pending = (
            area.area_id
            for area in reviews.all_areas(connection, workspace_id, review_id)
            if area.state is AreaState.PENDING
        )
        area_id = next(pending, None)
        if area_id is None:
            raise NothingToPost
    areas.post(connection, workspace_id, review, area_id, by, now)
    rhythm.posted_by_hand(connection, workspace_id, review_id, now)
    return area_id


def post_again(
    connection: Connection, workspace_id: str, review_id: int, area_id: str, by: str, now: datetime
) -> None:
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.POST)
    areas.post_again(connection, workspace_id, review, area_id, by, now)


def reveal(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    round_: int | None,
    by: str,
    now: datetime,
) -> bool:
    """Returns False where the area is revealed already."""
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.REVEAL)
    checklist = checklists.get(connection, review.checklist_hash)
    return areas.reveal(connection, workspace_id, review, checklist, area_id, round_, by, now)


def reopen(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    round_: int,
    reason: str | None,
    by: str,
    now: datetime,
) -> None:
    """Opens the round after ``round_``, once."""
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.REOPEN)
    if reviews.area(connection, workspace_id, review_id, area_id, locked=True).round == round_:
        areas.reopen(connection, workspace_id, review, area_id, by, reason, now)


def agree(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    question_id: str,
    choice: Choice,
    reason: str | None,
    sequence: int | None,
    by: str,
    now: datetime,
) -> Agreement:
    """With the last answer of a review the follow-up questions come."""
    review = access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.AGREE)
    agreement = agreements.agree(
        connection, workspace_id, review_id, area_id, question_id, choice, reason, sequence, by, now
    )
    offering.offer_follow_ups(connection, workspace_id, checklists, review, now)
    return agreement


def undo(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    question_id: str,
    sequence: int,
    by: str,
    now: datetime,
) -> None:
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.UNDO)
    agreements.undo(connection, workspace_id, review_id, area_id, question_id, sequence, by, now)


def hide_comment(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    area_id: str,
    comment_id: str,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.HIDE_COMMENTS)
    reviews.area(connection, workspace_id, review_id, area_id, locked=True)
    answers.hide_comment(connection, workspace_id, review_id, area_id, comment_id, reason, by, now)
    marks.mark(connection, workspace_id, [(review_id, area_id)])


def close(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.CLOSE)
    return lifecycle.close(connection, workspace_id, review_id, by, now)


def discard(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.DISCARD)
    return lifecycle.discard(connection, workspace_id, review_id, by, now)


def resume(connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime) -> Review:
    access.facilitated(connection, workspace_id, review_id, by, FacilitatorsOnly.RESUME)
    return lifecycle.resume(connection, workspace_id, review_id, by, now)


def take_over(
    connection: Connection, workspace_id: str, review_id: int, by: str, now: datetime
) -> tuple[Review, bool]:
    access.visible(connection, workspace_id, review_id, by)
    return lifecycle.take_over(connection, workspace_id, review_id, by, now)
