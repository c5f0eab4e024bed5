"""Next steps to render: as they usually are, and with the longest texts there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.board import AreaBoard
from bot.domain.checklist import Checklist
from bot.domain.next_steps import (
    LONGEST_TEXT,
    Changed,
    NextStep,
    StepChange,
    StepFilter,
    StepState,
    StepSubject,
)
from bot.domain.step_place import PlacedStep, StepDraft, StepList, StepOutcome, StepPlace
from tests.blocks import block_examples as examples
from tests.blocks.block_examples import CHECKLIST, NOW, TODAY, longest, longest_checklist

OWNER, ADDER = "U0CARA", "U0ANNA"
AREA = "normalise"
QUESTION = "managers-supported"
SUBJECT = StepSubject(12, AREA, QUESTION)
DUE = date(2027, 1, 29)


def step(**changes: object) -> NextStep:
    plain = NextStep(
        id=7,
        subject=SUBJECT,
        text="Publish the guide",
        owner_id=OWNER,
        due_on=DUE,
        state=StepState.OPEN,
        sequence=3,
        created_by=ADDER,
        created_at=NOW,
        changed_at=NOW,
        assigned_by=ADDER,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def placed(checklist: Checklist = CHECKLIST, **changes: object) -> PlacedStep:
    one = step(**changes)
    review = examples.review()
    return PlacedStep(one, StepPlace.of(review, checklist, one.subject))


def longest_placed(number: int = 1, **changes: object) -> PlacedStep:
    """In a checklist whose every text is as long as it may be."""
    checklist = longest_checklist()
    area = checklist.areas[-1]
    one = step(
        id=999_999_900 + number,
        sequence=999_999_999,
        subject=StepSubject(999_999_999, area.id, area.questions[-1].id),
        text=longest(LONGEST_TEXT),
        owner_id="U" + "W" * 20,
        evidence_url="https://example.org/" + "a" * 2900,
        **changes,
    )
    review = examples.review(title=longest(75), id=999_999_999, channel_id="C" + "W" * 20)
    return PlacedStep(one, StepPlace.of(review, checklist, one.subject))


def draft(place: StepPlace | None = None) -> StepDraft:
    return StepDraft(place or placed().place, TODAY, DUE)


def page(*shown: PlacedStep, **changes: object) -> StepList:
    plain = StepList(StepFilter.ALL, True, shown, 0, len(shown), TODAY, "UTC")
    return replace(plain, **changes)  # type: ignore[arg-type]


def changed(change: StepChange, by: str = OWNER, **changes: object) -> Changed:
    return replace(Changed(4, change, by, NOW, {}, {}), **changes)  # type: ignore[arg-type]


def outcome(change: StepChange, by: str = OWNER, one: PlacedStep | None = None) -> StepOutcome:
    return StepOutcome(one or placed(), changed(change, by), TODAY, "UTC")


def with_steps(board: AreaBoard, to_each: int, *, of_area: int = 0, **changes: object) -> AreaBoard:
    """The board with so many next steps for each of its questions, and for the area as a whole."""
    steps = []
    for question_id in [*(q.id for q in board.area.questions for _ in range(to_each)), *[None] * of_area]:
        subject = StepSubject(board.review.id, board.area.id, question_id)
        due_on = DUE + timedelta(days=len(steps))
        steps.append(step(id=len(steps) + 1, subject=subject, **{"due_on": due_on, **changes}))
    return replace(board, steps=tuple(steps))
