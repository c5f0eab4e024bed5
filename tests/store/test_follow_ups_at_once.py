"""Several people at one follow-up question in the same moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.follow_up_errors import AnsweredMeanwhile
from bot.domain.step_errors import StepChanged
from tests.store.following_up import following_up, seen
from tests.store.reviewing import LEAD, TEAM
from tests.store.rows import count

if TYPE_CHECKING:
    from bot.store.engine import Database

AT_ONCE = 5
"""As many as have a connection each: none of them waits for anything but the others."""


async def test_one_of_many_answers_is_taken_and_the_others_are_told(database: Database) -> None:
    team = await following_up(database)
    came = await asyncio.gather(
        *(team.answer(team.given(text=f"Answer {number}"), by=LEAD) for number in range(AT_ONCE)),
        return_exceptions=True,
    )
    told = [one for one in came if isinstance(one, AnsweredMeanwhile)]
    taken = [one for one in came if not isinstance(one, BaseException)]
    assert (len(told), len(taken)) == (AT_ONCE - 1, 1)
    assert await team.kept() == taken
    assert await count(database, "next_steps") == await count(database, "next_step_changes") == 1


async def test_the_same_form_sent_at_once_is_one_answer(database: Database) -> None:
    team = await following_up(database)
    given = team.given()
    came = await asyncio.gather(*(team.answer(given) for _ in range(AT_ONCE)))
    assert {answer.step.id for answer in came} == {came[0].step.id}
    assert (await team.kept())[0].sequence == 1


async def test_one_of_many_changes_is_taken_and_the_others_are_told(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    saw = seen(first)
    came = await asyncio.gather(
        *(team.answer(team.given(text=f"Change {number}", seen=saw)) for number in range(3)),
        *(team.answer(team.given(owner_id=owner, seen=saw)) for owner in TEAM[1:3]),
        return_exceptions=True,
    )
    taken = [one for one in came if not isinstance(one, BaseException)]
    assert all(isinstance(one, AnsweredMeanwhile | StepChanged) for one in came if one not in taken)
    assert len(taken) == 1
    assert await team.kept() == taken
    assert taken[0].sequence == 2


async def test_the_same_change_at_once_is_one_change(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    change = replace(team.given(text="The board"), seen=seen(first))
    came = await asyncio.gather(*(team.answer(change) for _ in range(AT_ONCE)))
    assert {(answer.sequence, answer.text) for answer in came} == {(2, "The board")}
