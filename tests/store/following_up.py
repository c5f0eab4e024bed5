"""A review in which everything is agreed, and answers to its follow-up questions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.domain.answers import Choice
from bot.domain.follow_ups import GivenAnswer, Seen
from bot.domain.next_steps import StepSubject
from bot.store import follow_ups
from bot.store.schema import agreements
from tests.databases import WORKSPACE
from tests.store.reviewing import CHECKLIST, LEAD, NOW, TEAM
from tests.store.stepping import Steps, day, steps

if TYPE_CHECKING:
    from bot.domain.follow_ups import FollowUpAnswer, FollowUpBoard
    from bot.store.engine import Database

OWNER = TEAM[0]
DECISION_MAKERS, PEOPLE_TO_SPEAK_WITH = "decision-makers", "people-to-speak-with"

_origins = itertools.count(1)


@dataclass
class FollowingUp:
    steps: Steps

    @property
    def review_id(self) -> int:
        return self.steps.team.review.id

    def given(self, follow_up_id: str = DECISION_MAKERS, area_id: str | None = None, **changes: Any):
        new = GivenAnswer(
            f"form {next(_origins)}",
            StepSubject(self.review_id, area_id, follow_up_id=follow_up_id),
            "The chief of staff",
            OWNER,
            day(9),
        )
        return replace(new, **changes)

    async def answer(self, given: GivenAnswer, by: str = LEAD) -> FollowUpAnswer:
        answer, _ = await self.answered(given, by)
        return answer

    async def answered(self, given: GivenAnswer, by: str = LEAD) -> Any:
        team = self.steps
        return await team.write(follow_ups.answer, team.team.checklists, given, by, team.now, team.calendars)

    async def board(self, user_id: str = LEAD) -> FollowUpBoard:
        team = self.steps
        return await team.write(
            follow_ups.board, team.team.checklists, self.review_id, user_id, team.now, team.calendars
        )

    async def draft(self, follow_up_id: str, area_id: str | None = None, by: str = LEAD) -> Any:
        team = self.steps
        subject = StepSubject(self.review_id, area_id, follow_up_id=follow_up_id)
        return await team.write(follow_ups.draft, team.team.checklists, subject, by, team.now, team.calendars)

    async def kept(self) -> list[FollowUpAnswer]:
        return await self.steps.write(follow_ups.of_review, self.review_id)


def seen(answer: FollowUpAnswer) -> Seen:
    return Seen(answer.sequence, answer.step.sequence)


async def agree_all(
    database: Database, review_id: int, choice: Choice = Choice.AMBER, *, but: tuple[str, ...] = ()
) -> None:
    """Straight into the table: what an agreement needs and does is tested where it is made."""
    values = [
        {
            "workspace_id": WORKSPACE,
            "review_id": review_id,
            "area_id": area.id,
            "question_id": question.id,
            "sequence": 1,
            "round": 1,
            "choice": choice,
            "agreed_by": LEAD,
            "agreed_at": NOW,
        }
        for area in CHECKLIST.areas
        for question in area.questions
        if question.id not in but
    ]
    await database.write(
        WORKSPACE, lambda connection, _: connection.execute(agreements.insert(), values) and None
    )


async def following_up(database: Database, **changes: Any) -> FollowingUp:
    made = FollowingUp(await steps(database, **changes))
    await agree_all(database, made.review_id)
    return made
