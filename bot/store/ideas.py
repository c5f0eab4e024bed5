"""What a digest may suggest: only of reviews whose channel the reader is in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.domain import status
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState
from bot.domain.suggestions import Suggestion, SuggestionKind
from bot.store import agreements, quick_wins, reviews, step_rows

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
        found[SuggestionKind.QUICK_WIN] += quick_wins.of_review(
            connection, workspace_id, one.id, checklist, in_force, steps
        )
        found[SuggestionKind.MISSING_ESSENTIAL] += _essentials(one.id, checklist, in_force, steps)
        if one.is_open:
            found[SuggestionKind.NOT_DISCUSSED] += _not_discussed(
                connection, workspace_id, one.id, checklist, in_force
            )
    return found


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
