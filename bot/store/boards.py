"""What messages and forms show, read in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.board import AreaBoard
from bot.domain.reviews import AreaState, Progress
from bot.domain.status import Counts, PastReview, ReviewStatus, gaps, review_status
from bot.store import agreements, answers, looking_back, progress, reviews, step_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement, Answer, Choice
    from bot.domain.checklist import Area
    from bot.domain.reviews import Review, ReviewArea
    from bot.store.checklists import Checklists


def area_board(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    round_: int | None = None,
) -> AreaBoard:
    """One area as its message of ``round_`` (by default the present one) shows it.

    Raises ReviewNotFound, NoSuchArea.
    """
    review = reviews.get(connection, workspace_id, review_id)
    area = reviews.area(connection, workspace_id, review_id, area_id)
    return _board(connection, workspace_id, checklists, review, area, round_)


def _board(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review: Review,
    review_area: ReviewArea,
    round_: int | None,
) -> AreaBoard:
    checklist = checklists.get(connection, review.checklist_hash)
    area = checklist.area(review_area.area_id)
    shown = review_area.round if round_ is None else round_
    question_ids = {question.id for question in area.questions}
    in_force = agreements.in_force(connection, workspace_id, review.id)
    steps = step_rows.of_review(connection, workspace_id, review.id)
    board = AreaBoard(
        review=review,
        checklist=checklist,
        area=area,
        review_area=review_area,
        round=shown,
        progress=_progress(connection, workspace_id, review, review_area, area),
        agreements={
            question_id: agreement
            for question_id, agreement in in_force.items()
            if question_id in question_ids
        },
        steps=tuple(step for step in steps if step.subject.area_id == area.id),
        gaps=tuple(
            essential
            for essential in gaps(checklist, _choices(in_force), steps)
            if not question_ids.isdisjoint(essential.questions)
        ),
        earlier=looking_back.earlier(connection, workspace_id, review, in_force),
    )
    if not board.shows_tallies:
        return board
    where = (workspace_id, review.id, area.id, shown)
    return replace(
        board,
        tallies=answers.tallies(connection, *where),
        comments=answers.comment_counts(connection, *where) if board.was_revealed else {},
    )


def _progress(
    connection: Connection, workspace_id: str, review: Review, review_area: ReviewArea, area: Area
) -> Progress:
    """Counted while answers come in; fixed at the reveal."""
    if review_area.state is AreaState.REVEALED:
        return Progress(
            review_area.answered or 0, review_area.taking_part or 0, True, review_area.in_part or 0
        )
    return progress.of_area(connection, workspace_id, review, area, review_area.round)


def status(connection: Connection, workspace_id: str, checklists: Checklists, review_id: int) -> ReviewStatus:
    """Where a whole review stands. Raises ReviewNotFound."""
    review = reviews.get(connection, workspace_id, review_id)
    checklist = checklists.get(connection, review.checklist_hash)
    areas = reviews.all_areas(connection, workspace_id, review_id)
    in_force = agreements.in_force(connection, workspace_id, review_id)
    return review_status(
        review,
        checklist,
        areas,
        _choices(in_force),
        progress.of_open_areas(connection, workspace_id, review, checklist, areas),
        step_rows.of_review(connection, workspace_id, review_id),
        looking_back.earlier(connection, workspace_id, review, in_force),
    )


def _choices(in_force: Mapping[str, Agreement]) -> dict[str, Choice]:
    return {question_id: agreement.choice for question_id, agreement in in_force.items() if agreement.choice}


def past_reviews(
    connection: Connection, workspace_id: str, checklists: Checklists, channel_id: str
) -> list[PastReview]:
    """The channel's closed reviews with what was agreed in them, the latest first."""
    past = []
    for review in reviews.closed_in_channel(connection, workspace_id, channel_id):
        checklist = checklists.get(connection, review.checklist_hash)
        in_force = agreements.in_force(connection, workspace_id, review.id)
        agreed = [
            in_force[question.id].choice if question.id in in_force else None
            for area in checklist.areas
            for question in area.questions
        ]
        past.append(PastReview(review, Counts.of(agreed)))
    return past


@dataclass(frozen=True)
class MyArea:
    """An area as one person answers it: their answers now, those of the round before, and what follows."""

    board: AreaBoard
    mine: Mapping[str, Answer]
    earlier: Mapping[str, Answer]
    next_area: Area | None

    @property
    def answered(self) -> int:
        """How many of its questions this person has answered."""
        return sum(1 for answer in self.mine.values() if answer.choice is not None)


def my_area(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    user_id: str,
) -> MyArea:
    """Raises ReviewNotFound, NoSuchArea."""
    board = area_board(connection, workspace_id, checklists, review_id, area_id)
    round_ = board.review_area.round
    mine = answers.of_person(connection, workspace_id, review_id, area_id, round_, user_id)
    earlier = (
        answers.of_person(connection, workspace_id, review_id, area_id, round_ - 1, user_id)
        if round_ > 1
        else {}
    )
    return MyArea(
        board,
        mine,
        earlier,
        next_to_answer(connection, workspace_id, checklists, board.review, user_id, area_id),
    )


def waiting_for(
    connection: Connection, workspace_id: str, checklists: Checklists, review: Review, user_id: str
) -> list[Area]:
    """The open areas that this person has not answered whole, in the checklist's order."""
    checklist = checklists.get(connection, review.checklist_hash)
    answered = answers.answered_by_area(connection, workspace_id, review.id, user_id)
    return [
        checklist.area(area.area_id)
        for area in reviews.all_areas(connection, workspace_id, review.id)
        if area.state is AreaState.OPEN
        and not {question.id for question in checklist.area(area.area_id).questions}
        <= answered.get((area.area_id, area.round), set())
    ]


def next_to_answer(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review: Review,
    user_id: str,
    after: str,
) -> Area | None:
    """The next open area that waits for this person: the first one after ``after``, else from the start."""
    checklist = checklists.get(connection, review.checklist_hash)
    waiting = [
        area
        for area in waiting_for(connection, workspace_id, checklists, review, user_id)
        if area.id != after
    ]
    here = checklist.area_number(after)
    later = [area for area in waiting if checklist.area_number(area.id) > here]
    return next(iter(later or waiting), None)


def revealed(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int
) -> list[AreaBoard]:
    """The boards of all revealed areas, in the checklist's order."""
    review = reviews.get(connection, workspace_id, review_id)
    return [
        _board(connection, workspace_id, checklists, review, area, None)
        for area in reviews.all_areas(connection, workspace_id, review_id)
        if area.state is AreaState.REVEALED
    ]
