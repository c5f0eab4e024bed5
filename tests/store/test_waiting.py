"""What waits for whom, and which area comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import (
    NoAreaOpen,
    NothingToAnswer,
)
from bot.domain.reviews import Pace, TakesPart
from bot.store import (
    answering,
    boards,
    viewing,
)
from tests.store.reviewing import (
    AREA,
    CHANNEL,
    CHECKLIST,
    LEAD,
    NEW,
    QUESTIONS,
    TEAM,
    Team,
    team,
)

if TYPE_CHECKING:
    from bot.store.engine import Database

STRANGER = "USTRANGER"
FIRST, SECOND, THIRD = QUESTIONS


async def here(playing: Team, user_id: str, channel_id: str | None = CHANNEL, anywhere: bool = False):
    return await playing.read(viewing.here, playing.checklists, channel_id, user_id, anywhere)


async def test_what_waits_for_whom(database: Database) -> None:
    """Nothing waits for those who only read along."""
    playing = await team(database, takes_part=TakesPart.CHOSEN, participant_ids=(TEAM[0],))
    assert [(await here(playing, user_id)).waiting for user_id in (TEAM[0], LEAD, TEAM[1])] == [1, 1, 0]
    await playing.answer(TEAM[0], Choice.RED)
    assert (await here(playing, TEAM[0])).waiting == 0


async def first_to_answer(playing: Team, user_id: str) -> str:
    area = await playing.read(answering.first_to_answer, playing.checklists, playing.review.id, user_id)
    return area.id


async def test_the_first_area_to_answer(database: Database) -> None:
    playing = await team(database)
    assert await first_to_answer(playing, TEAM[0]) == AREA
    await playing.answer(TEAM[0], Choice.RED)
    with pytest.raises(NothingToAnswer):
        await first_to_answer(playing, TEAM[0])
    await playing.record(playing.press(TEAM[0], None))
    assert await first_to_answer(playing, TEAM[0]) == AREA
    await playing.reveal()
    with pytest.raises(NoAreaOpen):
        await first_to_answer(playing, TEAM[0])


async def test_the_next_area_comes_after_this_one_and_then_from_the_start(database: Database) -> None:
    playing = await team(database, pace=Pace.ALL_AT_ONCE)
    ids = list(NEW.area_ids)

    async def after(area_id: str) -> str | None:
        found = await playing.read(
            boards.next_to_answer, playing.checklists, playing.review, TEAM[0], area_id
        )
        return found and found.id

    assert [await after(area_id) for area_id in ids] == [*ids[1:], ids[0]]
    await playing.answer(TEAM[0], Choice.RED)
    assert await after(ids[0]) == ids[2]
    for area in CHECKLIST.areas:
        for question in area.questions:
            press = playing.press(TEAM[0], Choice.RED, question.id, area_id=area.id)
            assert await playing.record(press) == [None]
    assert {await after(area_id) for area_id in ids} == {None}


async def test_how_much_of_an_area_somebody_has_answered(database: Database) -> None:
    playing = await team(database)
    await playing.record(*(playing.press(TEAM[0], Choice.RED, question) for question in (FIRST, SECOND)))
    await playing.record(playing.press(TEAM[0], None, FIRST))

    class Place:
        review_id, area_id, round = playing.review.id, AREA, 1

    area, answered = await playing.read(answering.answered, playing.checklists, Place(), TEAM[0])
    assert (area.id, answered) == (AREA, 1)
