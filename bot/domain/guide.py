"""How a review stands on each essential, as the guide tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.next_steps import UNFINISHED

if TYPE_CHECKING:
    from bot.domain.answers import Choice
    from bot.domain.checklist import Essential, Question
    from bot.domain.status import EssentialState, ReviewStatus


@dataclass(frozen=True)
class EssentialStanding:
    """``planned``: how many next steps on its questions are not finished."""

    essential: Essential
    state: EssentialState
    agreed: tuple[tuple[Question, Choice | None], ...]
    planned: int


def standing(status: ReviewStatus, essential: Essential) -> EssentialStanding:
    agreed = tuple(
        (
            status.checklist.area_of(question_id).question(question_id),
            status.agreed.get(question_id),
        )
        for question_id in essential.questions
    )
    planned = sum(
        1
        for step in status.steps
        if step.subject.question_id in essential.questions and step.state in UNFINISHED
    )
    return EssentialStanding(essential, status.essentials[essential.id], agreed, planned)
