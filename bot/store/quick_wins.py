"""Quick wins of a review: agreed ambers with wide agreement, for which nothing is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.domain.answers import RATINGS, Choice
from bot.domain.next_steps import shown_in_review
from bot.domain.suggestions import Suggestion, SuggestionKind, has_wide_agreement
from bot.store import totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement
    from bot.domain.checklist import Checklist
    from bot.domain.next_steps import NextStep


def of_review(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    checklist: Checklist,
    in_force: Mapping[str, Agreement],
    steps: Sequence[NextStep],
) -> Iterator[Suggestion]:
    """In the checklist's order. ``steps``: all next steps of the review."""
    planned = {step.subject.question_id for step in shown_in_review(steps)}
    ambers = {
        question_id: agreement.round
        for question_id, agreement in in_force.items()
        if agreement.choice is Choice.AMBER and question_id not in planned
    }
    if not ambers:
        return
    rated = _rated(connection, workspace_id, review_id, list(ambers))
    for area in checklist.areas:
        for question in area.questions:
            round_ = ambers.get(question.id)
            if round_ is None:
                continue
            amber, ratings = rated.get((question.id, round_), (0, 0))
            if has_wide_agreement(amber, ratings):
                yield Suggestion(
                    SuggestionKind.QUICK_WIN,
                    question.short,
                    review_id,
                    area.id,
                    round_,
                    question.id,
                    is_unanimous=amber == ratings,
                )


def _rated(
    connection: Connection, workspace_id: str, review_id: int, question_ids: list[str]
) -> dict[tuple[str, int], tuple[int, int]]:
    """How many rated a question Amber, and how many rated it, by question and round."""
    given = totals.given(
        lambda table: (
            table.c.workspace_id == workspace_id,
            table.c.review_id == review_id,
            table.c.question_id.in_(question_ids),
            table.c.choice.in_(RATINGS),
        )
    )
    rows = connection.execute(
        select(
            given.c.question_id,
            given.c.round,
            func.sum(case((given.c.choice == Choice.AMBER, given.c.number), else_=0)).label("amber"),
            func.sum(given.c.number).label("ratings"),
        ).group_by(given.c.question_id, given.c.round)
    )
    return {(row.question_id, row.round): (int(row.amber), int(row.ratings)) for row in rows}
