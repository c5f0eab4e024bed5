"""Boards and statuses that messages are tried with, beside those of the forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.answers import Agreement, Choice, Tally
from bot.domain.board import AreaBoard
from bot.domain.checklist import Checklist
from bot.domain.reviews import AreaState, Progress, ReviewState
from bot.domain.status import Counts, PastReview, ReviewStatus
from tests.blocks import block_examples as examples
from tests.blocks.block_examples import CHECKLIST, NOW, longest, longest_checklist

ENDED = datetime(2026, 12, 11, 16, tzinfo=UTC)
CLOSED = {"state": ReviewState.CLOSED, "closed_at": ENDED, "closed_by": "U0BEN"}
DISCARDED = {"state": ReviewState.DISCARDED, "closed_at": ENDED, "closed_by": "U0BEN"}

SPLIT = Tally(1, 5, 2)
WIDE = Tally(amber=6, green=1)
ALL_GREEN = Tally(green=7)
TALLIES = dict(
    zip((q.id for q in CHECKLIST.area("normalise").questions), (SPLIT, WIDE, ALL_GREEN), strict=True)
)


def open_board(**changes: object) -> AreaBoard:
    return examples.board(state=AreaState.OPEN, tallies={}, **changes)  # type: ignore[arg-type]


def revealed_board(
    tallies: dict[str, Tally] | None = None, agreed: dict[str, Agreement] | None = None, **changes: object
) -> AreaBoard:
    """Question 1 is split, 2 proposed; 3 is proposed too, unless ``agreed`` says otherwise."""
    board = examples.board(tallies=TALLIES if tallies is None else tallies, **changes)  # type: ignore[arg-type]
    return replace(
        board,
        review_area=replace(board.review_area, revealed_at=NOW, revealed_by="U0ANNA"),
        progress=Progress(8, 9, True),
        agreements=agreed or {},
    )


def ended(board: AreaBoard, how: dict[str, object]) -> AreaBoard:
    """The same board in a review that is closed or discarded."""
    return replace(board, review=replace(board.review, **how))  # type: ignore[arg-type]


def longest_board(state: AreaState, **changes: object) -> AreaBoard:
    board = examples.longest_board(state=state, **changes)
    area = replace(board.review_area, revealed_at=NOW)
    return replace(
        board,
        review_area=area,
        progress=Progress(200, 200, True),
        comments={question.id: 200 for question in board.area.questions},
    )


def agreed_at_length(board: AreaBoard, round_: int = 1) -> AreaBoard:
    return replace(
        board,
        agreements={
            question.id: examples.agreement(
                question, Choice.NOT_APPLICABLE, reason=longest(500), round=round_
            )
            for question in board.area.questions
        },
    )


def status(
    states: dict[str, AreaState],
    agreed: dict[str, Choice] | None = None,
    progress: dict[str, Progress] | None = None,
    checklist: Checklist = CHECKLIST,
    **changes: object,
) -> ReviewStatus:
    plain = examples.status(states, agreed or {}, checklist=checklist, **changes)
    known = progress or {}
    areas = tuple(replace(one, progress=known.get(one.area.id)) for one in plain.areas)
    return replace(plain, areas=areas)


def finished(**changes: object) -> ReviewStatus:
    """Everything revealed and agreed Amber."""
    agreed = {question.id: Choice.AMBER for area in CHECKLIST.areas for question in area.questions}
    return status({area.id: AreaState.REVEALED for area in CHECKLIST.areas}, agreed, **changes)


def longest_status(state: AreaState, /, **changes: object) -> ReviewStatus:
    """Forty areas of twelve questions with every kind of answer agreed in each, or in progress."""
    checklist = longest_checklist()
    kinds = (Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE, None)
    agreed = {
        question.id: kind
        for area in checklist.areas
        for question, kind in zip(area.questions, kinds * 3, strict=False)
        if kind is not None and state is AreaState.REVEALED
    }
    return status(
        {area.id: state for area in checklist.areas},
        agreed,
        {area.id: Progress(200, 200, True) for area in checklist.areas},
        checklist,
        title=longest(75),
        **changes,
    )


def past(number: int, **changes: object) -> PastReview:
    closed = examples.review(**{"id": number, "title": f"Review {number}", **CLOSED, **changes})
    return PastReview(closed, Counts(6, 14, 11, 2, 42))
