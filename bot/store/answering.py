"""A person and their own answers: what they may see of them, and what they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.answers import Press
from bot.domain.errors import NoAreaOpen, NothingToAnswer
from bot.domain.reviews import AreaState
from bot.store import access, answers, boards, marks, presses, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.checklist import Area
    from bot.store.boards import MyArea
    from bot.store.checklists import Checklists


class AreaPlace(Protocol):
    """Where in which review: what buttons carry."""

    @property
    def review_id(self) -> int: ...

    @property
    def area_id(self) -> str: ...


class RoundPlace(AreaPlace, Protocol):
    @property
    def round(self) -> int: ...


def mine(
    connection: Connection, workspace_id: str, checklists: Checklists, place: AreaPlace, user_id: str
) -> MyArea:
    """The area with this person's own answers in its present round.

    Raises the refusal for somebody who does not take part while it takes answers.
    """
    access.visible(connection, workspace_id, place.review_id, user_id)
    found = boards.my_area(connection, workspace_id, checklists, place.review_id, place.area_id, user_id)
    if found.board.takes_answers:
        presses.check(connection, workspace_id, _nothing(workspace_id, found, user_id), holds=False)
    return found


def answerable(connection: Connection, workspace_id: str, checklists: Checklists, press: Press) -> MyArea:
    """The area, where it takes this press: raises the refusal otherwise."""
    presses.check(connection, workspace_id, press, holds=False)
    return boards.my_area(connection, workspace_id, checklists, press.review_id, press.area_id, press.user_id)


def answered(
    connection: Connection, workspace_id: str, checklists: Checklists, place: RoundPlace, user_id: str
) -> tuple[Area, int]:
    """The area, and how many of its questions this person has answered in a round. Two short reads."""
    review = reviews.get(connection, workspace_id, place.review_id)
    area = checklists.get(connection, review.checklist_hash).area(place.area_id)
    given = answers.of_person(connection, workspace_id, place.review_id, place.area_id, place.round, user_id)
    return area, sum(1 for answer in given.values() if answer.choice is not None)


def save_comment(
    connection: Connection, workspace_id: str, press: Press, comment: str | None, evidence_url: str | None
) -> None:
    """Raises the refusal where the area takes no answers of this person now."""
    presses.check(connection, workspace_id, press, holds=True)
    answers.save_details(connection, workspace_id, press, comment, evidence_url)
    marks.mark(connection, workspace_id, [(press.review_id, press.area_id)])


def first_to_answer(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int, user_id: str
) -> Area:
    """The first area that waits for this person. Raises NothingToAnswer, NoAreaOpen."""
    review = access.visible(connection, workspace_id, review_id, user_id)
    waiting = boards.waiting_for(connection, workspace_id, checklists, review, user_id)
    if waiting:
        return waiting[0]
    if any(area.state is AreaState.OPEN for area in reviews.all_areas(connection, workspace_id, review_id)):
        raise NothingToAnswer
    raise NoAreaOpen


def _nothing(workspace_id: str, found: MyArea, user_id: str) -> Press:
    """A press of nothing, to ask whether a real one would be taken."""
    board = found.board
    return Press(
        workspace_id,
        board.review.id,
        board.area.id,
        board.round,
        board.area.questions[0].id,
        user_id,
        None,
        0,
    )
