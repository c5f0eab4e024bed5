"""Next steps that a channel's next review takes along from the ones that are closed.

They move: the same next step, with its owner, its due date, its reminders and its history, which says where
it came from. It is then a next step of the new review, and shows beside its questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import NoSuchQuestion, SocmobError
from bot.domain.language import marked
from bot.domain.next_steps import StepSubject

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from bot.domain.checklist import Checklist
    from bot.domain.reviews import Review
    from bot.domain.step_place import PlacedStep


class NothingToTakeAlong(SocmobError):
    template = marked("No next step of an earlier review in this channel is open, so there is none to take.")


@dataclass(frozen=True)
class TakingAlong:
    """What may be taken into a review: by due date, at most so many as one form shows, of ``total``."""

    review: Review
    steps: tuple[PlacedStep, ...]
    total: int
    today: date


def place_in(review_id: int, checklist: Checklist, subject: StepSubject) -> StepSubject:
    """Where a next step belongs in another review: the same question; where its checklist has that no
    longer, the same area; else the review as a whole.
    """
    try:
        area = checklist.area(subject.area_id) if subject.area_id else None
    except KeyError:
        area = None
    area_id = area.id if area else None
    if subject.follow_up_id is not None:
        try:
            return StepSubject(review_id, area_id, follow_up_id=checklist.follow_up(subject.follow_up_id).id)
        except NoSuchQuestion:
            return StepSubject(review_id, area_id)
    if area is None or subject.question_id is None:
        return StepSubject(review_id, area_id)
    known = any(question.id == subject.question_id for question in area.questions)
    return StepSubject(review_id, area_id, subject.question_id if known else None)


def kept(subject: StepSubject) -> dict[str, Any]:
    """As the history of a next step keeps where it belonged."""
    return {
        "review_id": subject.review_id,
        "area_id": subject.area_id,
        "question_id": subject.question_id,
        "follow_up_id": subject.follow_up_id,
    }


def read(kept: Mapping[str, Any]) -> StepSubject:
    """Undoes :func:`kept`."""
    return StepSubject(**kept)
