"""What was answered in several reviews at once, each in one statement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.answers import Choice, Tally
from bot.domain.reviews import AreaState
from bot.store import members, totals
from bot.store.schema import answers, channel_members, review_areas, review_participants
from bot.store.schema import members as people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from bot.domain.people import Member

AreaPlace = tuple[int, str]
"""A review and one of its areas."""


def present(connection: Connection, workspace_id: str, channel_ids: Sequence[str]) -> dict[str, list[Member]]:
    """Who is in each of some channels, as far as we know them."""
    rows = connection.execute(
        select(channel_members.c.channel_id, *members.COLUMNS)
        .join(
            people,
            (people.c.workspace_id == channel_members.c.workspace_id)
            & (people.c.user_id == channel_members.c.user_id),
        )
        .where(channel_members.c.workspace_id == workspace_id, channel_members.c.channel_id.in_(channel_ids))
    )
    found: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        found[row.channel_id].append(members.read_member(row))
    return found


def chosen(connection: Connection, workspace_id: str, review_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Those who were chosen by name, by review."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(_chosen(workspace_id, review_ids)):
        found[row.review_id].add(row.user_id)
    return {review_id: frozenset(user_ids) for review_id, user_ids in found.items()}


def chosen_for(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], user_id: str
) -> frozenset[int]:
    """The reviews for which this person was chosen by name."""
    query = _chosen(workspace_id, review_ids).where(review_participants.c.user_id == user_id)
    return frozenset(row.review_id for row in connection.execute(query))


def given(
    connection: Connection, workspace_id: str, review_ids: Sequence[int]
) -> dict[AreaPlace, dict[str, int]]:
    """How many questions each person has answered, by area that is open."""
    found: dict[AreaPlace, dict[str, int]] = defaultdict(dict)
    query = (
        _answered(workspace_id, review_ids, AreaState.OPEN)
        .add_columns(answers.c.user_id, func.count().label("number"))
        .group_by(answers.c.review_id, answers.c.area_id, answers.c.user_id)
    )
    for row in connection.execute(query):
        found[row.review_id, row.area_id][row.user_id] = row.number
    return found


def given_by(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], user_id: str
) -> dict[AreaPlace, int]:
    """How many questions one person has answered, by area that is open."""
    query = (
        _answered(workspace_id, review_ids, AreaState.OPEN)
        .add_columns(func.count().label("number"))
        .where(answers.c.user_id == user_id)
        .group_by(answers.c.review_id, answers.c.area_id)
    )
    return {(row.review_id, row.area_id): row.number for row in connection.execute(query)}


def tallies(
    connection: Connection, workspace_id: str, review_ids: Sequence[int]
) -> dict[AreaPlace, dict[str, Tally]]:
    """How many gave each answer, by question, in the areas that are revealed."""
    counted: dict[AreaPlace, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    of = totals.given(lambda table: (table.c.workspace_id == workspace_id, table.c.review_id.in_(review_ids)))
    query = (
        select(
            of.c.review_id, of.c.area_id, of.c.question_id, of.c.choice, func.sum(of.c.number).label("number")
        )
        .join(
            review_areas,
            (review_areas.c.review_id == of.c.review_id)
            & (review_areas.c.area_id == of.c.area_id)
            & (review_areas.c.round == of.c.round),
        )
        .where(review_areas.c.workspace_id == workspace_id, review_areas.c.state == AreaState.REVEALED)
        .group_by(of.c.review_id, of.c.area_id, of.c.question_id, of.c.choice)
    )
    for row in connection.execute(query):
        counted[row.review_id, row.area_id][row.question_id][Choice(row.choice).value] = int(row.number)
    return {
        place: {question_id: Tally(**counts) for question_id, counts in by_question.items()}
        for place, by_question in counted.items()
    }


def _answered(workspace_id: str, review_ids: Sequence[int], state: AreaState) -> Select:
    """Answers to the present round of the areas in a state."""
    return (
        select(answers.c.review_id, answers.c.area_id)
        .join(review_areas, _same_round())
        .where(
            review_areas.c.workspace_id == workspace_id,
            review_areas.c.review_id.in_(review_ids),
            review_areas.c.state == state,
            answers.c.workspace_id == workspace_id,
            answers.c.choice.is_not(None),
        )
    )


def _same_round() -> ColumnElement[bool]:
    return (
        (answers.c.workspace_id == review_areas.c.workspace_id)
        & (answers.c.review_id == review_areas.c.review_id)
        & (answers.c.area_id == review_areas.c.area_id)
        & (answers.c.round == review_areas.c.round)
    )


def _chosen(workspace_id: str, review_ids: Sequence[int]) -> Select:
    return select(review_participants.c.review_id, review_participants.c.user_id).where(
        review_participants.c.workspace_id == workspace_id, review_participants.c.review_id.in_(review_ids)
    )
