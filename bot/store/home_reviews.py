"""The reviews that somebody may see, for their App Home: what waits for them, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.answers import discussion_rank
from bot.domain.board import AreaBoard
from bot.domain.home import (
    MOST_FACILITATED,
    REVIEWS_TO_A_PAGE,
    Facilitated,
    ReviewList,
    ShownReview,
    ToDiscuss,
    WaitingArea,
)
from bot.domain.next_steps import StepCounts
from bot.domain.reviews import AreaState, Progress, progress, takes_part
from bot.domain.status import review_status
from bot.store import agreements, home_answers, home_steps, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement, Tally
    from bot.domain.checklist import Checklist
    from bot.domain.people import Member
    from bot.domain.reviews import Review, ReviewArea
    from bot.domain.status import ReviewStatus
    from bot.store.checklists import Checklists

AreaPlace = tuple[int, str]
"""A review and one of its areas."""


@dataclass(frozen=True)
class Seen:
    waiting: tuple[WaitingArea, ...]
    facilitated: tuple[Facilitated, ...]
    also_facilitates: int
    reviews: ReviewList


@dataclass(frozen=True)
class _Rows:
    """What is known of some reviews, by review and area."""

    checklists: Mapping[int, Checklist]
    areas: Mapping[int, Sequence[ReviewArea]]
    agreed: Mapping[int, Mapping[str, Agreement]]
    present: Mapping[str, Sequence[Member]]
    chosen: Mapping[int, frozenset[str]]
    given: Mapping[AreaPlace, Mapping[str, int]]

    def status(self, review: Review) -> ReviewStatus:
        agreed = {
            question_id: agreement.choice
            for question_id, agreement in self.agreed.get(review.id, {}).items()
            if agreement.choice is not None
        }
        areas = self.areas[review.id]
        return review_status(
            review, self.checklists[review.id], areas, agreed, dict(self._progress(review, areas))
        )

    def _progress(self, review: Review, areas: Sequence[ReviewArea]) -> Iterator[tuple[str, Progress]]:
        if not review.is_open:
            return
        facilitators = set(review.facilitator_ids)
        chosen = self.chosen.get(review.id, frozenset()) | facilitators
        asked = {
            member.user_id
            for member in self.present.get(review.channel_id, ())
            if takes_part(review.participation, member, member.user_id in chosen)
        }
        for area in areas:
            if area.state is AreaState.OPEN:
                questions = len(self.checklists[review.id].area(area.area_id).questions)
                given = self.given.get((review.id, area.area_id), {})
                completed = {user_id for user_id, number in given.items() if number == questions}
                yield area.area_id, progress(asked, completed, facilitators)


def read(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    person: Member | None,
    user_id: str,
    start: int,
    today: date,
) -> Seen:
    seen = reviews.seen_by(connection, workspace_id, user_id)
    if start >= len(seen):
        start = max(0, (len(seen) - 1) // REVIEWS_TO_A_PAGE * REVIEWS_TO_A_PAGE)
    page = seen[start : start + REVIEWS_TO_A_PAGE]
    runs = [review for review in seen if review.is_open and user_id in review.facilitator_ids]
    told = {review.id: review for review in (*runs[:MOST_FACILITATED], *page)}
    known = {**told, **{review.id: review for review in seen if review.is_open}}
    of = {id_: checklists.get(connection, review.checklist_hash) for id_, review in known.items()}
    areas = reviews.areas_of(connection, workspace_id, known)
    still_open = [review for review in told.values() if review.is_open]
    rows = _Rows(
        checklists=of,
        areas=areas,
        agreed=agreements.in_force_by_review(connection, workspace_id, list(told)),
        present=home_answers.present(connection, workspace_id, [one.channel_id for one in still_open]),
        chosen=home_answers.chosen(connection, workspace_id, [one.id for one in still_open]),
        given=home_answers.given(connection, workspace_id, [one.id for one in still_open]),
    )
    tallies = home_answers.tallies(connection, workspace_id, [one.id for one in runs[:MOST_FACILITATED]])
    steps = home_steps.of_reviews(connection, workspace_id, [one.id for one in page], today)
    return Seen(
        waiting=_waiting(connection, workspace_id, known, of, areas, person),
        facilitated=tuple(_facilitated(rows, review, tallies) for review in runs[:MOST_FACILITATED]),
        also_facilitates=len(runs[MOST_FACILITATED:]),
        reviews=ReviewList(
            tuple(ShownReview(rows.status(one), steps.get(one.id, StepCounts())) for one in page),
            start,
            len(seen),
        ),
    )


def _waiting(
    connection: Connection,
    workspace_id: str,
    known: Mapping[int, Review],
    checklists: Mapping[int, Checklist],
    areas: Mapping[int, Sequence[ReviewArea]],
    person: Member | None,
) -> tuple[WaitingArea, ...]:
    """The open areas that they have not answered whole, of the review with the nearest deadline first."""
    if person is None:
        return ()
    open_ids = [review.id for review in known.values() if review.is_open]
    chosen = home_answers.chosen_for(connection, workspace_id, open_ids, person.user_id)
    given = home_answers.given_by(connection, workspace_id, open_ids, person.user_id)
    found = []
    for review_id in open_ids:
        review = known[review_id]
        is_chosen = review_id in chosen or person.user_id in review.facilitator_ids
        if not takes_part(review.participation, person, is_chosen):
            continue
        for review_area in areas[review_id]:
            area = checklists[review_id].area(review_area.area_id)
            number = given.get((review_id, review_area.area_id), 0)
            if review_area.state is AreaState.OPEN and number < len(area.questions):
                found.append(WaitingArea(review, checklists[review_id], area, review_area, number))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.review.deadline_on is None,
                one.review.deadline_on or one.review.started_at.date(),
                one.review.id,
                one.review_area.position,
            ),
        )
    )


def _facilitated(
    rows: _Rows, review: Review, tallies: Mapping[AreaPlace, Mapping[str, Tally]]
) -> Facilitated:
    checklist = rows.checklists[review.id]
    waiting = []
    for review_area in rows.areas[review.id]:
        if review_area.state is not AreaState.REVEALED:
            continue
        board = AreaBoard(
            review=review,
            checklist=checklist,
            area=checklist.area(review_area.area_id),
            review_area=review_area,
            round=review_area.round,
            progress=Progress(review_area.answered or 0, review_area.taking_part or 0, True),
            tallies=tallies.get((review.id, review_area.area_id), {}),
            agreements=rows.agreed.get(review.id, {}),
        )
        waiting += [
            ToDiscuss(board.area, question, board.tally(question.id), board.proposal(question.id))
            for question in board.to_agree()
        ]
    # What is sorted alike stays in the checklist's order.
    return Facilitated(
        rows.status(review), tuple(sorted(waiting, key=lambda one: discussion_rank(one.tally)))
    )
