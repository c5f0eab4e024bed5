"""Several people at one next step in the same moment."""

from __future__ import annotations

import asyncio

from bot.domain.next_steps import NewStep, StepChange, StepState, StepSubject
from bot.domain.step_errors import StepChanged
from bot.store import next_steps
from tests.store.reviewing import AREA, LEAD, TEAM
from tests.store.rows import count
from tests.store.stepping import day, steps

OWNER = TEAM[0]
AT_ONCE = 8


async def test_the_same_form_sent_at_once_is_one_next_step(database):
    team = await steps(database)
    new = NewStep("V1", StepSubject(team.team.review.id, AREA), "Ask", OWNER, day(3))
    added = await asyncio.gather(
        *(team.write(next_steps.add, new, LEAD, team.now, team.calendars) for _ in range(AT_ONCE))
    )
    assert len({step.id for step in added}) == 1
    assert await count(database, "next_steps") == await count(database, "next_step_changes") == 1
    assert await count(database, "deliveries") == 3


async def test_done_and_wont_do_at_once_is_one_of_them(database):
    team = await steps(database)
    step = await team.add(OWNER, day(3))
    done = (next_steps.finish, step.id, StepState.DONE, None, OWNER, team.now, step.sequence)
    dropped = (next_steps.finish, step.id, StepState.WONT_DO, "No money", LEAD, team.now, step.sequence)
    came = await asyncio.gather(
        *(team.write(*done) for _ in range(AT_ONCE)),
        *(team.write(*dropped) for _ in range(AT_ONCE)),
        return_exceptions=True,
    )
    told = [one for one in came if isinstance(one, BaseException)]
    assert len(told) == AT_ONCE
    assert all(isinstance(one, StepChanged) for one in told)
    past = await team.write(next_steps.history, step.id)
    assert len(past) == 2
    assert past[0].change is StepChange.ADDED


async def test_changes_of_different_things_at_once_are_all_kept(database):
    team = await steps(database)
    step = await team.add(OWNER, day(3))
    now, calendars, seen = team.now, team.calendars, step.sequence
    await asyncio.gather(
        team.write(next_steps.edit, step.id, "Ask them", None, OWNER, now, seen),
        team.write(next_steps.set_due, step.id, day(9), LEAD, now, calendars, seen),
        team.write(next_steps.assign, step.id, TEAM[1], LEAD, now, calendars, seen),
        team.write(next_steps.start, step.id, LEAD, now, seen),
        team.team.board(),
    )
    after = await team.write(next_steps.get, step.id)
    assert (after.text, after.due_on, after.owner_id, after.state) == (
        "Ask them",
        day(9),
        TEAM[1],
        StepState.IN_PROGRESS,
    )
    past = await team.write(next_steps.history, step.id)
    assert [one.sequence for one in past] == [1, 2, 3, 4, 5]
