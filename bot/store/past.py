"""The past of a channel, for its members: its reviews, and how the answer to a question came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import NoOpenReview, NoSuchQuestion, ReviewNotFound
from bot.domain.looking_back import Chapter, QuestionHistory
from bot.domain.reviews import ReviewState
from bot.store import access, agreements, boards, reviews, viewing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.checklist import Checklist
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus
    from bot.store.checklists import Checklists


def review(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int, user_id: str
) -> ReviewStatus:
    """A closed review as it was closed. Raises ReviewNotFound, UnknownPerson."""
    if access.visible(connection, workspace_id, review_id, user_id).state is not ReviewState.CLOSED:
        raise ReviewNotFound
    return boards.status(connection, workspace_id, checklists, review_id)


def latest(
    connection: Connection, workspace_id: str, checklists: Checklists, channel_id: str, user_id: str
) -> tuple[Review, Checklist]:
    """The open review of a channel, else the one that was closed last. Raises NoOpenReview, UnknownPerson."""
    past, found = viewing.history(connection, workspace_id, checklists, channel_id, user_id)
    if found is None:
        if not past:
            raise NoOpenReview
        found = past[0].review
    return found, checklists.get(connection, found.checklist_hash)


def question(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    question_id: str,
    user_id: str,
) -> QuestionHistory:
    """Over the channel's reviews up to this one. Raises ReviewNotFound, UnknownPerson, NoSuchQuestion."""
    asked = access.visible(connection, workspace_id, review_id, user_id)
    checklist = checklists.get(connection, asked.checklist_hash)
    try:
        found = checklist.area_of(question_id).question(question_id)
    except KeyError as error:
        raise NoSuchQuestion from error
    chapters = []
    for one in reviews.up_to(connection, workspace_id, asked):
        record = agreements.history(connection, workspace_id, one.id, question_id)
        if record:
            chapters.append(Chapter(one, tuple(record)))
    return QuestionHistory(asked, checklist, found, tuple(chapters))
