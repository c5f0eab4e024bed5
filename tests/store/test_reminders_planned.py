from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.next_steps import StepState
from bot.domain.people import Member
from bot.store import lifecycle, members, next_steps, reminders
from bot.store.schema import next_steps as next_steps_table
from tests.store.reviewing import LEAD, TEAM
from tests.store.stepping import Steps, day, steps

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

ANN, BEN = TEAM[0], TEAM[1]
DUE = date(2026, 12, 18)
"""A Friday, eleven days after today."""


@pytest.fixture
async def team(database: Database) -> Steps:
    return await steps(database)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def people(team: Steps, **zones: str) -> None:
    """Gives Ann or Ben another time zone."""
    known = {"ann": ANN, "ben": BEN}
    found = [Member(known[name], name, tz) for name, tz in zones.items()]
    await team.write(members.save_members, found, team.now)


async def test_the_owner_hears_of_it_at_each_stage_and_the_facilitators_at_the_end(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.until(at("2027-03-01"))
    assert await team.days() == [
        "2026-12-11", "2026-12-17", "2026-12-18",
        "2026-12-21", "2026-12-25", "2027-01-01", "2027-01-08", "2027-01-15",
    ]  # fmt: skip
    assert {when.hour for _, _, when, _ in await team.planned()} == {9}
    assert await team.planned("overdue") == [(LEAD, DUE.isoformat(), at("2027-01-22T09:00"), "sent")]
    assert (await team.row(step)).remind_at is None


async def test_somebody_elses_step_is_announced_the_next_morning(team: Steps) -> None:
    step = await team.add(ANN, date(2027, 3, 1))
    assert (await team.row(step)).remind_on == day(1)
    await team.until(at("2026-12-10"))
    assert await team.days() == ["2026-12-08"]
    assert (await team.row(step)).remind_on == date(2027, 2, 22)


async def test_nothing_is_announced_to_whoever_took_it_themselves(team: Steps) -> None:
    await team.add(LEAD, date(2027, 3, 1), by=LEAD)
    await team.until(at("2026-12-20"))
    assert await team.days() == []


async def test_to_plan_twice_plans_once(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.add(LEAD, DUE)
    await team.add(ANN, DUE)
    team.team.now = at("2026-12-11T09:00")
    assert await team.tick() == 3
    before = await team.planned()
    assert await team.tick() == 0
    assert await team.planned() == before
    assert await team.days() == ["2026-12-11", "2026-12-11"]


async def test_a_batch_takes_all_that_an_owner_has(team: Steps) -> None:
    mine = [await team.add(LEAD, DUE) for _ in range(7)]
    team.team.now = at("2026-12-11T09:00")
    assert await team.tick(limit=2) == 7
    assert {(await team.row(step)).in_morning_of for step in mine} == {date(2026, 12, 11)}


async def test_weekends_and_days_off_have_no_message(team: Steps) -> None:
    team.holidays.off = {date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year's Day"}
    await team.add(LEAD, date(2026, 12, 27))
    await team.until(at("2027-01-06"))
    # The last working day before it is Thursday 24th; +3 is Wednesday, +7 a Sunday.
    assert await team.days() == ["2026-12-18", "2026-12-24", "2026-12-30", "2027-01-04"]


async def test_each_owner_hears_of_it_at_nine_where_they_are(team: Steps) -> None:
    await people(team, ann="Asia/Tokyo", ben="America/New_York")
    for owner in (ANN, BEN):
        await team.add(owner, DUE, by=owner)
    await team.until(at("2026-12-12T12:00"))
    assert [(who, on, when) for who, on, when, _ in await team.planned()] == [
        (ANN, "2026-12-11", at("2026-12-11T00:00")),
        (BEN, "2026-12-11", at("2026-12-11T14:00")),
    ]


async def test_the_day_of_a_message_is_the_day_where_its_owner_is(team: Steps) -> None:
    """Nine o'clock in Auckland is the evening before in London."""
    await people(team, ann="Pacific/Auckland")
    await team.add(ANN, DUE, by=ANN)
    await team.until(at("2026-12-12T12:00"))
    assert [(who, on, when) for who, on, when, _ in await team.planned()] == [
        (ANN, "2026-12-11", at("2026-12-10T20:00")),
    ]


async def test_a_day_is_over_when_it_is_over_where_the_owner_is(team: Steps) -> None:
    """It is still Friday in London, and Saturday in Auckland: what is late joins Monday's message."""
    await people(team, ann="Pacific/Auckland")
    await team.add(ANN, DUE, by=ANN)
    team.team.now = at("2026-12-11T13:00")
    await team.tick()
    assert [on for _, on, _, _ in await team.planned()] == ["2026-12-14"]


async def test_clocks_that_change_leave_nine_in_the_morning(team: Steps) -> None:
    await team.add(LEAD, date(2027, 3, 29))
    await team.until(at("2027-03-30"))
    assert [(on, when.hour) for _, on, when, _ in await team.planned()] == [
        ("2027-03-22", 9),
        ("2027-03-26", 9),
        ("2027-03-29", 8),
    ]


async def test_a_worker_that_was_off_for_two_weeks_plans_one_message(team: Steps) -> None:
    early, late = await team.add(LEAD, DUE), await team.add(LEAD, date(2027, 1, 7))
    gone = await team.add(LEAD, DUE)
    team.team.now = at("2027-01-04T11:00")
    await team.write(next_steps.finish, gone.id, StepState.DONE, None, LEAD, team.now)
    await team.tick()
    assert await team.planned() == [(LEAD, "2027-01-04", at("2027-01-04T09:00"), "planned")]
    assert (await team.row(early)).remind_on == date(2027, 1, 8)
    assert (await team.row(late)).remind_on == date(2027, 1, 6)
    assert (await team.row(gone)).in_morning_of is None


async def test_what_is_late_on_a_day_off_joins_the_next_working_morning(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    team.team.now = at("2026-12-19T15:00")
    await team.tick()
    assert await team.planned() == [(LEAD, "2026-12-21", at("2026-12-21T09:00"), "planned")]
    assert (await team.row(step)).in_morning_of == date(2026, 12, 21)
    assert (await team.row(step)).remind_on == date(2026, 12, 25)


async def test_a_message_of_a_day_that_is_over_is_skipped_and_joins_the_next(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"), sends=False)
    team.team.now = at("2026-12-11T23:30")
    await team.tick()
    assert [state for _, _, _, state in await team.planned()] == ["planned"]
    team.team.now = at("2026-12-12T00:10")
    await team.tick()
    await team.tick()
    assert [(on, state) for _, on, _, state in await team.planned()] == [
        ("2026-12-11", "skipped"),
        ("2026-12-14", "planned"),
    ]
    assert (await team.row(step)).in_morning_of == date(2026, 12, 14)


async def test_a_message_on_its_way_takes_nothing_more(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"), sends=True)
    later = await team.add(LEAD, DUE)
    await people(team, ann="Europe/London")
    await team.write(_remind_now, later.id, team.now)
    await team.tick()
    assert await team.days() == ["2026-12-11", "2026-12-14"]
    assert (await team.row(later)).in_morning_of == date(2026, 12, 14)


async def test_what_is_done_moved_snoozed_or_discarded_is_not_spoken_of(team: Steps) -> None:
    done, moved, snoozed = [await team.add(LEAD, DUE) for _ in range(3)]
    await team.write(next_steps.finish, done.id, StepState.DONE, None, LEAD, team.now)
    await team.set_due(moved, date(2027, 3, 1))
    await team.snooze(snoozed, date(2026, 12, 28))
    await team.until(at("2026-12-27"))
    assert await team.days() == []
    await team.until(at("2026-12-28T09:00"))
    assert await team.days() == ["2026-12-28"]
    await team.write(lifecycle.discard, team.team.review.id, LEAD, team.now)
    await team.until(at("2027-03-30"))
    assert await team.days() == ["2026-12-28"]


async def test_a_change_takes_a_step_out_of_the_message_that_waits(team: Steps) -> None:
    kept, snoozed = [await team.add(LEAD, DUE) for _ in range(2)]
    await team.until(at("2026-12-11T09:00"), sends=False)
    await team.snooze(snoozed, date(2026, 12, 15))
    await team.write(reminders.reschedule, kept.id, team.now, team.calendars)
    assert (await team.row(snoozed)).in_morning_of is None
    assert (await team.row(kept)).in_morning_of == date(2026, 12, 11)


async def test_undone_counts_from_now_on(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    team.team.now = at("2026-12-18T08:00")
    done = await team.write(next_steps.finish, step.id, StepState.DONE, None, LEAD, team.now)
    assert (await team.row(step)).remind_at is None
    await team.write(next_steps.undo, step.id, done.sequence, LEAD, team.now, team.calendars)
    assert (await team.row(step)).remind_on == DUE


def _remind_now(connection: Connection, workspace_id: str, step_id: int, now: datetime) -> None:
    connection.execute(
        next_steps_table.update()
        .where(next_steps_table.c.id == step_id)
        .values(remind_at=now, remind_on=now.date())
    )
