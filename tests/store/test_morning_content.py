from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.morning_errors import StepGivenAway
from bot.domain.next_steps import StepState
from bot.domain.people import Member
from bot.domain.step_errors import StepNotToUndo
from bot.store import members, morning_presses, mornings, next_steps, presence, profiles
from bot.store.schema import deliveries
from tests.databases import WORKSPACE
from tests.store.reviewing import LEAD, TEAM
from tests.store.rows import rows
from tests.store.stepping import Steps, steps

if TYPE_CHECKING:
    from bot.domain.mornings import Morning
    from bot.store.engine import Database

ANN = TEAM[0]
DUE = date(2026, 12, 18)
ON = date(2026, 12, 11)


@pytest.fixture
async def team(database: Database) -> Steps:
    return await steps(database)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def read(team: Steps, fn: Any, user_id: str = LEAD, on: date = ON) -> Morning:
    args = (user_id, on, team.now, team.calendars, team.team.checklists)
    return await team.database.read(WORKSPACE, fn, *args)


async def test_the_most_overdue_come_first_and_the_rest_is_counted(team: Steps) -> None:
    for number in reversed(range(12)):
        await team.add(LEAD, DUE + timedelta(days=number % 2), text=f"Number {number}")
    await team.until(at("2026-12-11T09:00"), sends=False)
    morning = await read(team, mornings.content)
    assert len(morning.steps) == 10
    assert [one.step.due_on for one in morning.steps] == sorted(one.step.due_on for one in morning.steps)
    assert morning.more == 2
    assert morning.more_new == 0


async def test_of_those_that_wait_beside_it_is_counted_how_many_are_new(team: Steps) -> None:
    for number in range(13):
        by = ANN if number % 2 else LEAD
        await team.add(LEAD, DUE, by=by, text=f"Number {number}")
    await team.until(at("2026-12-11T09:00"), sends=False)
    for fn in (mornings.content, mornings.shown):
        morning = await read(team, fn)
        assert (len(morning.steps), morning.more) == (10, 3)
        new = sum(one.is_new for one in morning.steps) + morning.more_new
        assert (new, morning.more_new) == (6, 1)
        await team.write(mornings.told, LEAD, ON, team.now)


async def test_once_sent_it_shows_the_same_steps_whatever_became_of_them(team: Steps) -> None:
    mine = [await team.add(LEAD, DUE, text=f"Number {number}") for number in range(3)]
    await team.until(at("2026-12-11T09:00"), sends=False)
    await team.write(mornings.told, LEAD, ON, team.now)
    await team.write(next_steps.finish, mine[0].id, StepState.DONE, None, LEAD, team.now)
    await team.snooze(mine[1], date(2026, 12, 16))
    await team.write(next_steps.assign, mine[2].id, ANN, LEAD, team.now, team.calendars)
    assert (await read(team, mornings.content)).steps == ()
    morning = await read(team, mornings.shown)
    assert [one.step.id for one in morning.steps] == [one.id for one in mine]
    assert [morning.is_open(one) for one in morning.steps] == [False] * 3


async def test_a_press_before_it_is_recorded_keeps_the_step_in_the_message(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"), sends=False)
    await team.write(mornings.pressed, LEAD, ON, step.id)
    await team.write(mornings.pressed, LEAD, ON, step.id)
    await team.write(mornings.pressed, LEAD, ON, 999)
    await team.write(mornings.pressed, LEAD, DUE, step.id)
    await team.write(morning_presses.finish, step.id, step.sequence, LEAD, team.now)
    await team.write(mornings.told, LEAD, ON, team.now)
    assert [one.step.id for one in (await read(team, mornings.shown)).steps] == [step.id]
    assert (await read(team, mornings.shown, on=DUE)).steps == ()


async def test_a_notice_is_given_once(team: Steps) -> None:
    step = await team.add(ANN, date(2027, 3, 1))
    await team.until(at("2026-12-08T09:00"), sends=False)
    on = date(2026, 12, 8)
    assert [one.is_new for one in (await read(team, mornings.content, ANN, on)).steps] == [True]
    await team.write(mornings.told, ANN, on, team.now)
    assert (await team.row(step)).owner_told_at == team.now
    await team.until(at("2027-02-22T09:00"), sends=False)
    again = await read(team, mornings.content, ANN, date(2027, 2, 22))
    assert [one.is_new for one in again.steps] == [False]


async def test_a_press_on_what_belongs_to_somebody_else_changes_nothing(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.write(next_steps.assign, step.id, ANN, LEAD, team.now, team.calendars)
    for press in (
        team.write(morning_presses.finish, step.id, step.sequence, LEAD, team.now),
        team.write(morning_presses.snooze, step.id, DUE, LEAD, team.now, team.calendars),
    ):
        with pytest.raises(StepGivenAway, match=ANN):
            await press
    assert (await team.row(step)).state is StepState.OPEN


async def test_a_snooze_is_taken_back_as_long_as_nothing_came_after(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    before = await team.row(step)
    snoozed = await team.snooze(step, date(2026, 12, 16))
    assert (await team.row(step)).remind_on == date(2026, 12, 16)
    with pytest.raises(StepNotToUndo):
        await _undo(team, snoozed.id, snoozed.sequence - 1)
    await _undo(team, snoozed.id, snoozed.sequence)
    after = await team.row(step)
    assert (after.snoozed_until, after.remind_on) == (None, before.remind_on)
    await _undo(team, snoozed.id, snoozed.sequence)
    assert await team.row(step) == after


async def _undo(team: Steps, step_id: int, sequence: int) -> Any:
    return await team.write(morning_presses.undo, step_id, sequence, LEAD, team.now, team.calendars)


async def test_a_day_that_was_offered_and_is_over_means_the_next_working_day(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    team.team.now = at("2026-12-11T12:00")
    done = (step.id, date(2026, 12, 8), LEAD, team.now, team.calendars)
    assert (await team.write(morning_presses.snooze, *done)).snoozed_until == date(2026, 12, 14)


async def test_a_new_zone_is_followed_when_it_is_learned(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    moved = [Member(LEAD, LEAD, "America/New_York"), Member("UNEW", "New", "Asia/Tokyo")]
    await team.write(presence.save, moved, team.now, team.calendars)
    assert (await team.row(step)).remind_at == at("2026-12-11T14:00")


async def test_only_whoever_is_written_to_is_looked_at_again_once_a_week(team: Steps) -> None:
    await team.add(ANN, DUE)
    await team.add(LEAD, DUE)
    week_ago = team.now - timedelta(days=7)
    assert await team.database.read(WORKSPACE, profiles.oldest, week_ago, 5) == []
    assert await team.database.read(WORKSPACE, profiles.oldest, team.now + timedelta(1), 5) == [LEAD, ANN]
    await team.write(members.save_members, [Member(LEAD, LEAD)], team.now + timedelta(days=2))
    assert await team.database.read(WORKSPACE, profiles.oldest, team.now + timedelta(1), 5) == [ANN]


async def test_messages_of_a_day_that_was_told_stay_apart(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"))
    assert await team.database.read(WORKSPACE, mornings.posted_as, LEAD, ON) == ("D1", "1.1")
    assert await team.database.read(WORKSPACE, mornings.posted_as, ANN, ON) is None
    assert len(await rows(team.database, select(deliveries.c.id).where(deliveries.c.kind == "morning"))) == 1
