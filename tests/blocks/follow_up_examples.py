"""Follow-up questions to render: as they usually are, and with the longest texts there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import Choice
from bot.domain.checklist import Checklist, FollowUp
from bot.domain.follow_ups import FollowUpAnswer, FollowUpBoard, FollowUpDraft
from bot.domain.next_steps import LONGEST_TEXT, NextStep, StepState, StepSubject
from bot.domain.reviews import AreaState
from bot.domain.status import ReviewStatus
from bot.domain.suggestions import Suggestion, SuggestionKind
from tests.blocks import block_examples as examples
from tests.blocks.block_examples import CHECKLIST, NOW, TODAY, longest, longest_checklist
from tests.blocks.step_examples import ADDER, DUE, step

QUICK_WINS, PEOPLE, DECIDERS = "quick-wins", "people-to-speak-with", "decision-makers"


def agreed_status(checklist: Checklist = CHECKLIST, **changes: object) -> ReviewStatus:
    """Everything is agreed: Red, Amber and Green in turn."""
    questions = [question.id for area in checklist.areas for question in area.questions]
    turns = (Choice.RED, Choice.AMBER, Choice.GREEN)
    agreed = {question_id: turns[number % 3] for number, question_id in enumerate(questions)}
    states = {area.id: AreaState.REVEALED for area in checklist.areas}
    return examples.status(states, agreed, checklist=checklist, **changes)


def answer(
    follow_up_id: str = DECIDERS, area_id: str | None = None, *, number: int = 1, **changes: object
) -> FollowUpAnswer:
    one = step(
        id=number,
        sequence=4,
        subject=StepSubject(12, area_id, follow_up_id=follow_up_id),
        **{"text": "The chief of staff", **changes},
    )
    return FollowUpAnswer(follow_up_id, area_id, one, 2, ADDER, NOW)


def win(number: int = 1, *, name: str = "Hashtags signposted", unanimous: bool = True) -> Suggestion:
    return Suggestion(
        SuggestionKind.QUICK_WIN, name, 12, "network", 1, f"question-{number}", is_unanimous=unanimous
    )


def board(
    *answers: FollowUpAnswer,
    wins: tuple[Suggestion, ...] = (),
    steps: tuple[NextStep, ...] = (),
    may_answer: bool = True,
    status: ReviewStatus | None = None,
) -> FollowUpBoard:
    status = status or agreed_status()
    all_steps = (*steps, *(one.step for one in answers))
    by_place = {(one.follow_up_id, one.area_id): one for one in answers}
    return FollowUpBoard(replace(status, steps=all_steps), by_place, wins, may_answer, TODAY, "UTC")


def longest_follow_ups(checklist: Checklist) -> Checklist:
    long = longest(500)
    return replace(
        checklist,
        follow_ups=(
            FollowUp("rag-counts", long, computed="rag-counts"),
            FollowUp(QUICK_WINS, long),
            FollowUp(PEOPLE.ljust(40, "x"), long, per="area"),
            FollowUp("second-per-area".ljust(40, "x"), long, per="area"),
            *(FollowUp(f"once-{number}".ljust(40, "x"), long) for number in range(12)),
        ),
    )


def longest_board(
    state: StepState = StepState.IN_PROGRESS, checklist: Checklist | None = None
) -> FollowUpBoard:
    """By default with more and longer questions than a checklist is likely to have."""
    checklist = checklist or longest_follow_ups(longest_checklist())
    status = agreed_status(checklist, title=longest(75), id=999_999_999)
    long = {"text": longest(LONGEST_TEXT), "owner_id": "U" + "W" * 20, "state": state, "finished_at": NOW}
    places = [
        (one.id, area.id if one.per else None)
        for one in checklist.follow_ups
        if not one.computed
        for area in (checklist.areas if one.per else checklist.areas[:1])
    ]
    answers = [answer(*place, number=number, **long) for number, place in enumerate(places, 1)]
    area = checklist.areas[0]
    wins = tuple(
        replace(
            win(number, name=longest(45)),
            review_id=999_999_999,
            area_id=area.id,
            question_id=question.id,
        )
        for number, question in enumerate(area.questions)
    )
    others = tuple(
        step(id=5000 + number, subject=StepSubject(999_999_999, follow_up_id=QUICK_WINS), **long)
        for number in range(30)
    )
    return board(*answers, wins=wins, steps=others, status=status)


def draft(one: FollowUpAnswer | None = None, *, per_area: bool = False, waiting: int = 0) -> FollowUpDraft:
    follow_up = CHECKLIST.follow_up(PEOPLE if per_area else DECIDERS)
    area = CHECKLIST.areas[1] if per_area else None
    return FollowUpDraft(agreed_status(), follow_up, area, one, DUE, waiting)


def longest_draft() -> FollowUpDraft:
    found = longest_board()
    checklist = found.status.checklist
    follow_up = checklist.follow_ups[2]
    one = found.answers[follow_up.id, checklist.areas[0].id]
    long = replace(one, sequence=999_999_999, step=replace(one.step, sequence=999_999_999))
    return FollowUpDraft(found.status, follow_up, checklist.areas[0], long, DUE + timedelta(1), 39)
