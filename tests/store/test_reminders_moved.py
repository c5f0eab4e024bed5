from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.people import Member
from bot.store import members, reminders
from bot.store.schema import deliveries, person_settings
from bot.store.settings import new_person
from bot.store.upsert import insert
from tests.databases import WORKSPACE
from tests.store.reviewing import LEAD, TEAM
from tests.store.rows import rows
from tests.store.stepping import Steps, steps

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

ANN = TEAM[0]
DUE = date(2026, 12, 18)


@pytest.fixture
async def team(database: Database) -> Steps:
    return await steps(database)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def moves_to(team: Steps, tz: str, user_id: str = LEAD, **changes: bool) -> None:
    person = Member(user_id, user_id, tz, **changes)
    await team.write(members.save_members, [person], team.now)
    await team.write(reminders.recompute, user_id, team.now, team.calendars)


def _hour(connection: Connection, workspace_id: str, user_id: str, hour: time) -> None:
    values = {**new_person(workspace_id, user_id), "reminders_time": hour}
    connection.execute(insert(connection, person_settings).values(values))


async def test_a_new_zone_moves_what_is_to_come_and_keeps_its_day(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await moves_to(team, "America/New_York")
    row = await team.row(step)
    assert (row.remind_on, row.remind_at) == (date(2026, 12, 11), at("2026-12-11T14:00"))


async def test_it_comes_at_once_where_the_hour_is_over_in_the_new_zone(team: Steps) -> None:
    await team.add(LEAD, DUE)
    team.team.now = at("2026-12-11T08:00")
    await moves_to(team, "Asia/Tokyo")
    await team.tick()
    assert await team.planned() == [(LEAD, "2026-12-11", at("2026-12-11T00:00"), "planned")]


async def test_after_the_message_of_a_day_nothing_more_comes_that_day(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"))
    team.team.now = at("2026-12-11T10:00")
    await moves_to(team, "America/New_York")
    await team.until(at("2026-12-11T23:59"))
    assert await team.days() == ["2026-12-11"]


async def test_a_message_that_waits_moves_with_its_reader(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"), sends=False)
    await moves_to(team, "America/New_York")
    assert await team.planned() == [(LEAD, "2026-12-11", at("2026-12-11T14:00"), "planned")]


@pytest.mark.parametrize(
    ("there", "and_back"), [("Pacific/Apia", "Pacific/Pago_Pago"), ("Pacific/Kiritimati", "Pacific/Honolulu")]
)
async def test_whoever_crosses_the_date_line_gets_each_day_once(
    team: Steps, there: str, and_back: str
) -> None:
    step = await team.add(LEAD, DUE)
    for now, tz in (("2026-12-10T20:00", there), ("2026-12-11T03:00", and_back), ("2026-12-11T12:00", there)):
        await team.until(at(now))
        await moves_to(team, tz)
    await team.until(at("2026-12-14T12:00"))
    days = await team.days()
    assert len(days) == len(set(days))
    assert set(days) & {"2026-12-11", "2026-12-14"}
    assert (await team.row(step)).remind_on == date(2026, 12, 17)


async def test_another_hour_holds_from_then_on(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.write(_hour, LEAD, time(14, 30))
    await team.write(reminders.recompute, LEAD, team.now, team.calendars)
    assert (await team.row(step)).remind_at == at("2026-12-11T14:30")


async def test_another_hour_after_the_message_of_the_day_changes_nothing_that_day(team: Steps) -> None:
    await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"))
    await team.write(_hour, LEAD, time(14, 30))
    await team.write(reminders.recompute, LEAD, team.now, team.calendars)
    await team.until(at("2026-12-12T00:00"))
    assert await team.days() == ["2026-12-11"]


async def test_a_day_that_becomes_a_day_off_moves_its_stage_back(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    team.holidays.off = {date(2026, 12, 11): "Founders' day"}
    await team.write(reminders.recompute, None, team.now, team.calendars)
    assert (await team.row(step)).remind_on == date(2026, 12, 10)


async def test_a_stage_that_moves_back_to_today_comes_at_once(team: Steps) -> None:
    await team.add(LEAD, DUE)
    team.team.now = at("2026-12-10T15:00")
    team.holidays.off = {date(2026, 12, 11): "Founders' day"}
    await team.write(reminders.recompute, None, team.now, team.calendars)
    await team.tick()
    assert await team.days() == ["2026-12-10"]


async def test_a_message_that_waits_for_a_day_that_becomes_a_day_off_joins_the_next(team: Steps) -> None:
    step = await team.add(LEAD, DUE)
    await team.until(at("2026-12-11T09:00"), sends=False)
    team.holidays.off = {date(2026, 12, 11): "Founders' day"}
    await team.write(reminders.recompute, None, team.now, team.calendars)
    assert [(on, state) for _, on, _, state in await team.planned()] == [
        ("2026-12-11", "skipped"),
        ("2026-12-14", "planned"),
    ]
    assert (await team.row(step)).in_morning_of == date(2026, 12, 14)
    [skipped] = await rows(team.database, select(deliveries.c.reason).where(deliveries.c.state == "skipped"))
    assert skipped.reason.startswith("a day off (Founders' day): ")


async def test_to_recompute_without_a_change_changes_nothing(team: Steps) -> None:
    mine = [await team.add(owner, DUE) for owner in (LEAD, ANN)]
    for now in ("2026-12-08T12:00", "2026-12-11T09:00", "2026-12-18T12:00", "2027-01-21T12:00"):
        await team.until(at(now))
        before = [await team.row(step) for step in mine]
        await team.write(reminders.recompute, None, team.now, team.calendars)
        assert [await team.row(step) for step in mine] == before


async def test_of_an_owner_who_left_the_facilitators_are_asked_once(team: Steps) -> None:
    mine = [await team.add(ANN, DUE), await team.add(ANN, date(2027, 5, 3))]
    await moves_to(team, "Europe/London", ANN, is_deleted=True)
    await team.tick()
    assert [(who, when) for who, _, when, _ in await team.planned("owner_gone")] == [(LEAD, team.now)]
    assert {(await team.row(step)).remind_at for step in mine} == {None}
    await team.until(at("2027-06-01"))
    assert len(await team.planned("owner_gone")) == 1
    assert await team.days() == []


async def test_outside_their_hours_facilitators_are_asked_the_next_morning(team: Steps) -> None:
    await team.add(ANN, DUE)
    team.team.now = at("2026-12-12T03:00")
    await moves_to(team, "Europe/London", ANN, is_deleted=True)
    await team.tick()
    assert [when for _, _, when, _ in await team.planned("owner_gone")] == [at("2026-12-14T09:00")]


async def test_who_comes_back_hears_of_their_steps_again(team: Steps) -> None:
    step = await team.add(ANN, DUE)
    await moves_to(team, "Europe/London", ANN, is_deleted=True)
    await team.tick()
    await moves_to(team, "Europe/London", ANN)
    assert (await team.row(step)).remind_on is not None


async def test_without_a_facilitator_whoever_added_it_is_asked(team: Steps) -> None:
    await team.add(ANN, DUE, by=TEAM[2])
    await team.write(
        members.save_members, [Member(LEAD, is_deleted=True), Member(ANN, is_deleted=True)], team.now
    )
    await team.until(at("2026-12-12"))
    assert [who for who, *_ in await team.planned("owner_gone")] == [TEAM[2]]


async def test_other_workspaces_are_left_alone(team: Steps, database: Database) -> None:
    step = await team.add(LEAD, DUE)
    before = await team.row(step)
    await database.write("TOTHER", reminders.recompute, None, team.now, team.calendars)
    assert await team.row(step) == before
    assert before.workspace_id == WORKSPACE
