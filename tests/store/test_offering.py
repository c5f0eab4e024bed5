"""The offer of the follow-up questions: planned with the last answer that is agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.store import areas, facilitating, offering
from bot.store.schema import deliveries
from tests.databases import WORKSPACE
from tests.store.following_up import agree_all
from tests.store.reviewing import AREA, CHANNEL, LEAD, QUESTIONS, TEAM, Team, team
from tests.store.rows import planned, rows

if TYPE_CHECKING:
    from bot.store.engine import Database

FOLLOW_UPS = DeliveryKind.FOLLOW_UPS


async def nearly(database: Database) -> Team:
    """Two questions are left to agree."""
    playing = await team(database)
    for user_id in TEAM:
        await playing.answer(user_id, Choice.AMBER)
    await playing.write(areas.message_posted, areas.subject(playing.review.id, AREA), 1, CHANNEL, "1.1")
    await playing.reveal()
    await agree_all(database, playing.review.id, but=tuple(QUESTIONS[1:]))
    return playing


async def agree(playing: Team, number: int, choice: Choice = Choice.AMBER, sequence: int | None = None):
    return await playing.write(
        facilitating.agree,
        playing.checklists,
        playing.review.id,
        AREA,
        QUESTIONS[number],
        choice,
        "We say so" if sequence is not None else None,
        sequence,
        LEAD,
        playing.now,
    )


async def set_state(playing: Team, state: DeliveryState) -> None:
    def write(connection, _workspace_id: str) -> None:
        connection.execute(update(deliveries).where(deliveries.c.kind == FOLLOW_UPS).values(state=state))

    await playing.database.write(WORKSPACE, write)


async def test_it_comes_with_the_last_answer_and_settles_first(database: Database) -> None:
    playing = await nearly(database)
    await agree(playing, 1)
    assert await planned(database, FOLLOW_UPS) == []
    await agree(playing, 2)
    assert await planned(database, FOLLOW_UPS) == [(str(playing.review.id), CHANNEL, "1")]
    (row,) = await rows(database, select(deliveries.c.next_at).where(deliveries.c.kind == FOLLOW_UPS))
    assert row.next_at == playing.now + timedelta(minutes=1)


async def test_once_is_enough(database: Database) -> None:
    playing = await nearly(database)
    await agree(playing, 1)
    await agree(playing, 2)
    await agree(playing, 2, Choice.RED, sequence=1)
    await set_state(playing, DeliveryState.SENT)
    await agree(playing, 1, Choice.RED, sequence=1)
    assert len(await planned(database, FOLLOW_UPS)) == 1


async def test_what_was_taken_back_before_it_was_posted_is_offered_anew(database: Database) -> None:
    playing = await nearly(database)
    await agree(playing, 1)
    await agree(playing, 2)
    await playing.write(facilitating.undo, playing.review.id, AREA, QUESTIONS[2], 1, LEAD, playing.now)
    await set_state(playing, DeliveryState.SKIPPED)
    await agree(playing, 2)
    assert [occurrence for _, _, occurrence in await planned(database, FOLLOW_UPS)] == ["1", "2"]


async def test_not_applicable_is_agreed_too(database: Database) -> None:
    playing = await nearly(database)
    await agree(playing, 1, Choice.NOT_APPLICABLE, sequence=0)
    await agree(playing, 2)
    assert await playing.read(offering.is_all_agreed, playing.checklists, playing.review)
    assert len(await planned(database, FOLLOW_UPS)) == 1
