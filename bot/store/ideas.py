"""What a digest may suggest: only of reviews whose channel the reader is in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.domain import status
from bot.domain.answers import RATINGS, Choice
from bot.domain.next_steps import shown_in_review
from bot.domain.reviews import AreaState
from bot.domain.suggestions import Suggestion, SuggestionKind, has_wide_agreement
from bot.store import agreements, reviews, step_rows
from bot.store.schema import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.answers import Agreement
    from bot.domain.checklist import Checklist
    from bot.domain.next_steps import NextStep
    from bot.store.checklists import Checklists
    from bot.store.digest_scope import SeenReview

MOST_REVIEWS = 5
"""So many reviews of a reader, the latest ones, are looked through for an idea."""


def candidates(
    connection: Connection, workspace_id: str, checklists: Checklists, seen: Iterable[SeenReview]
) -> dict[SuggestionKind, list[Suggestion]]:
    """By kind, in the order of reviews and of the checklist. ``seen``: the oldest review first; the latest
    of each channel counts.
    """
    latest = {one.channel_id: one for one in seen if one.is_inside}
    found: dict[SuggestionKind, list[Suggestion]] = defaultdict(list)
    for one in sorted(latest.values(), key=lambda one: one.id)[-MOST_REVIEWS:]:
        checklist = checklists.get(connection, one.checklist_hash)
        in_force = agreements.in_force(connection, workspace_id, one.id)
        steps = step_rows.of_review(connection, workspace_id, one.id)
        found[SuggestionKind.QUICK_WIN] += _quick_wins(
            connection, workspace_id, one.id, checklist, in_force, steps
        )
        found[SuggestionKind.MISSING_ESSENTIAL] += _essentials(one.id, checklist, in_force, steps)
        if one.is_open:
            found[SuggestionKind.NOT_DISCUSSED] += _not_discussed(
                connection, workspace_id, one.id, checklist, in_force
            )
    return found


def _quick_wins(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    checklist: Checklist,
    in_force: Mapping[str, Agreement],
    steps: Sequence[NextStep],
) -> Iterator[Suggestion]:
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
    rows = connection.execute(
        select(
            answers.c.question_id,
            answers.c.round,
            func.sum(case((answers.c.choice == Choice.AMBER, 1), else_=0)).label("amber"),
            func.count().label("ratings"),
        )
        .where(
            answers.c.workspace_id == workspace_id,
            answers.c.review_id == review_id,
            answers.c.question_id.in_(question_ids),
            answers.c.choice.in_(RATINGS),
        )
        .group_by(answers.c.question_id, answers.c.round)
    )
    return {(row.question_id, row.round): (row.amber, row.ratings) for row in rows}


def _essentials(
    review_id: int, checklist: Checklist, in_force: Mapping[str, Agreement], steps: Sequence[NextStep]
) -> Iterator[Suggestion]:
    agreed = {question_id: one.choice for question_id, one in in_force.items() if one.choice}
    for essential in status.gaps(checklist, agreed, steps):
        red = next(
            question_id for question_id in essential.questions if agreed.get(question_id) is Choice.RED
        )
        yield Suggestion(
            SuggestionKind.MISSING_ESSENTIAL,
            essential.title,
            review_id,
            checklist.area_of(red).id,
            in_force[red].round,
            red,
        )


def _not_discussed(
    connection: Connection,
    workspace_id: str,
    review_id: int,
    checklist: Checklist,
    in_force: Mapping[str, Agreement],
) -> Iterator[Suggestion]:
    """Areas that are revealed while nothing in them is agreed."""
    for one in reviews.all_areas(connection, workspace_id, review_id):
        area = checklist.area(one.area_id)
        if one.state is AreaState.REVEALED and not any(q.id in in_force for q in area.questions):
            yield Suggestion(
                SuggestionKind.NOT_DISCUSSED, checklist.name_of(area.id), review_id, area.id, one.round
            )
