"""A question after the reveal, with all that people need to agree on it; and the order to discuss them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.answers import discussion_rank
from bot.domain.errors import AreaNotRevealed
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.store import access, agreements, answers, boards

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.answers import Agreement, Comment
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question
    from bot.store.checklists import Checklists

Place = tuple[str, int, str]
"""Area, round and question."""


@dataclass(frozen=True)
class Discussion:
    """``sequence``: how many agreements on the question are on the record; ``current``: the one in force."""

    board: AreaBoard
    question: Question
    comments: tuple[Comment, ...]
    sequence: int
    current: Agreement | None
    is_facilitator: bool


def question(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    question_id: str,
    user_id: str,
    anybody: bool,
    round_: int | None = None,
) -> Discussion:
    """``anybody``: members of the channel may look; otherwise only facilitators. ``round_``: by default the
    present one.

    Raises AreaNotRevealed while the answers, and so the comments, are hidden.
    """
    if anybody:
        access.visible(connection, workspace_id, review_id, user_id)
    else:
        access.facilitated(connection, workspace_id, review_id, user_id, FacilitatorsOnly.AGREE)
    board = boards.area_board(connection, workspace_id, checklists, review_id, area_id, round_)
    if not board.was_revealed or board.round > board.review_area.round:
        raise AreaNotRevealed
    past = agreements.history(connection, workspace_id, review_id, question_id)
    return Discussion(
        board=board,
        question=board.area.question(question_id),
        comments=tuple(
            answers.comments(connection, workspace_id, review_id, area_id, board.round, question_id)
        ),
        sequence=len(past),
        current=board.agreements.get(question_id),
        is_facilitator=user_id in board.review.facilitator_ids,
    )


def queue(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str | None,
    user_id: str,
    after: Place | None,
) -> list[Place]:
    """The revealed questions that wait for a collective answer, of one area or of the whole review, in the
    order to discuss them; only those behind ``after`` where that is given.
    """
    access.facilitated(connection, workspace_id, review_id, user_id, FacilitatorsOnly.AGREE)
    found = [
        board
        for board in boards.revealed(connection, workspace_id, checklists, review_id)
        if area_id is None or board.area.id == area_id
    ]
    order = {
        (board.area.id, board.round, q.id): _order(board, q) for board in found for q in board.area.questions
    }
    start = order.get(after, (-1, 0, 0)) if after is not None else (-1, 0, 0)
    waiting = [(board.area.id, board.round, question.id) for board in found for question in board.to_agree()]
    return sorted((place for place in waiting if order[place] > start), key=order.__getitem__)


def _order(board: AreaBoard, question: Question) -> tuple[int, int, int]:
    return (discussion_rank(board.tally(question.id)), board.number, board.area.number(question.id))
