"""Who has answered: counted when a message is refreshed or a status is asked for, never on a press."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.reviews import AreaState, Progress, progress, takes_part
from bot.store import members, reviews
from bot.store.schema import answers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.checklist import Area, Checklist
    from bot.domain.reviews import Review, ReviewArea


def taking_part(connection: Connection, workspace_id: str, review: Review) -> frozenset[str]:
    """Those who are asked to answer and are in the channel now."""
    chosen = reviews.participant_ids(connection, workspace_id, review.id) | set(review.facilitator_ids)
    return frozenset(
        member.user_id
        for member in members.in_channel(connection, workspace_id, review.channel_id)
        if takes_part(review.participation, member, member.user_id in chosen)
    )


def completed(
    connection: Connection, workspace_id: str, review_id: int, area: Area, round_: int
) -> frozenset[str]:
    """Those who have answered every question of an area in a round."""
    return frozenset(
        connection.execute(
            select(answers.c.user_id)
            .where(
                answers.c.workspace_id == workspace_id,
                answers.c.review_id == review_id,
                answers.c.area_id == area.id,
                answers.c.round == round_,
                answers.c.choice.is_not(None),
                answers.c.question_id.in_([question.id for question in area.questions]),
            )
            .group_by(answers.c.user_id)
            .having(func.count() == len(area.questions))
        ).scalars()
    )


def has_answers(connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int) -> bool:
    return (
        connection.execute(
            select(answers.c.user_id)
            .where(
                answers.c.workspace_id == workspace_id,
                answers.c.review_id == review_id,
                answers.c.area_id == area_id,
                answers.c.round == round_,
                answers.c.choice.is_not(None),
            )
            .limit(1)
        ).first()
        is not None
    )


def answerers(connection: Connection, workspace_id: str, review_id: int, area_id: str, round_: int) -> int:
    """How many people have answered at least one question of an area in a round."""
    number: int = connection.execute(
        select(func.count(answers.c.user_id.distinct())).where(
            answers.c.workspace_id == workspace_id,
            answers.c.review_id == review_id,
            answers.c.area_id == area_id,
            answers.c.round == round_,
            answers.c.choice.is_not(None),
        )
    ).scalar_one()
    return number


def of_area(connection: Connection, workspace_id: str, review: Review, area: Area, round_: int) -> Progress:
    counted = progress(
        taking_part(connection, workspace_id, review),
        completed(connection, workspace_id, review.id, area, round_),
        set(review.facilitator_ids),
    )
    begun = answerers(connection, workspace_id, review.id, area.id, round_)
    return replace(counted, in_part=max(0, begun - counted.answered))


def of_open_areas(
    connection: Connection,
    workspace_id: str,
    review: Review,
    checklist: Checklist,
    review_areas: list[ReviewArea],
) -> dict[str, Progress]:
    """By area id, for the areas that take answers now."""
    if not review.is_open:
        return {}
    asked = taking_part(connection, workspace_id, review)
    return {
        area.area_id: progress(
            asked,
            completed(connection, workspace_id, review.id, checklist.area(area.area_id), area.round),
            set(review.facilitator_ids),
        )
        for area in review_areas
        if area.state is AreaState.OPEN
    }
