"""Who is reminded of a deadline, on which of their mornings, and who is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Member
from bot.domain.reviews import Pace, TakesPart
from bot.store import lifecycle, members, nudges, rhythm
from tests.store.keeping_pace import MONDAY, Paced, at, paced
from tests.store.reviewing import GUEST, LEAD, NOW, TEAM

if TYPE_CHECKING:
    from bot.store.engine import Database

DAY = timedelta(days=1)
FRIDAY, NEXT_FRIDAY = MONDAY + 4 * DAY, MONDAY + 11 * DAY
FIRST = NEXT_FRIDAY - 2 * DAY
"""Two working days before that Friday."""

KIRITIMATI, HONOLULU = TEAM[0], TEAM[1]


async def nudged(playing: Paced, until: date = NEXT_FRIDAY + 3 * DAY) -> list[tuple[str, str]]:
    """Goes from due instant to due instant; who is planned a morning message on which of their days."""
    end = at(until, "12:00")
    await playing.tick()
    while True:
        review = await playing.review()
        due = min(filter(None, (review.nudge_at, review.deadline_at)), default=end)
        if due >= end or not review.is_open or review.is_paused:
            break
        await playing.tick(due)
    playing.now = end
    return [told[:2] for told in await playing.planned("morning")]


async def names(playing: Paced, user_id: str, on: date) -> list[list[str]]:
    """The areas that each nudge of a day names."""
    found = await playing.read(nudges.nudges_for, user_id, on, playing.calendars, playing.checklists)
    return [[area.id for area in nudge.areas] for nudge in found]


async def posted(database: Database, **changes: object) -> Paced:
    playing = await paced(database, **{"deadline_on": NEXT_FRIDAY, **changes})
    await playing.post("data", "normalise")
    return playing


async def test_twice_in_their_own_morning_east_and_west(database: Database) -> None:
    playing = await posted(database)
    zones = {KIRITIMATI: "Pacific/Kiritimati", HONOLULU: "Pacific/Honolulu"}
    people = [Member(user_id, user_id, tz) for user_id, tz in zones.items()]
    await playing.write(members.save_members, people, NOW)
    await nudged(playing)
    found = {told[:2]: told[2] for told in await playing.planned("morning")}
    assert sorted(found) == [
        (user_id, on.isoformat()) for user_id in sorted(TEAM) for on in (FIRST, NEXT_FRIDAY)
    ]
    for on in (FIRST, NEXT_FRIDAY):
        for user_id, tz in zones.items():
            assert found[user_id, on.isoformat()] == at(on, "09:00", tz)
        assert found[TEAM[2], on.isoformat()] == at(on, "09:00")


async def test_a_facilitator_is_reminded_once_they_answer(database: Database) -> None:
    playing = await posted(database)
    assert await names(playing, LEAD, FIRST) == []
    await playing.answer(LEAD, "data", 1)
    assert await names(playing, LEAD, FIRST) == [["normalise", "data"]]
    assert (LEAD, FIRST.isoformat()) in await nudged(playing)


async def test_who_was_chosen_is_reminded_and_who_reads_along_is_not(database: Database) -> None:
    playing = await posted(
        database, takes_part=TakesPart.CHOSEN, participant_ids=(LEAD, TEAM[0]), tz="Europe/London"
    )
    assert {who for who, _ in await nudged(playing)} == {LEAD, TEAM[0]}
    assert await names(playing, TEAM[1], FIRST) == []
    assert await names(playing, GUEST, FIRST) == []


async def test_who_has_answered_everything_is_left_alone(database: Database) -> None:
    playing = await paced(database, deadline_on=NEXT_FRIDAY, area_ids=("data", "normalise"))
    await playing.post("data", "normalise")
    for area_id in ("data", "normalise"):
        await playing.answer(TEAM[0], area_id)
    await playing.answer(TEAM[1], "data")
    assert await names(playing, TEAM[0], FIRST) == []
    assert await names(playing, TEAM[1], FIRST) == [["normalise"]]
    assert {who for who, _ in await nudged(playing)} == set(TEAM) - {TEAM[0]}


async def test_who_answers_meanwhile_is_not_spoken_to(database: Database) -> None:
    """The message was planned; what it says is read when it is sent."""
    playing = await posted(database)
    await nudged(playing, FIRST)
    for area_id in ("data", "normalise"):
        await playing.answer(TEAM[0], area_id)
    assert await names(playing, TEAM[0], FIRST) == []


async def test_only_on_the_two_days(database: Database) -> None:
    playing = await posted(database)
    days = [MONDAY + number * DAY for number in range(20)]
    assert [on for on in days if await names(playing, TEAM[0], on)] == [FIRST, NEXT_FRIDAY]


async def test_an_extended_deadline_has_two_new_days(database: Database) -> None:
    playing = await posted(database)
    await nudged(playing, FIRST)
    later = NEXT_FRIDAY + 7 * DAY
    await playing.change(Pace.BY_HAND, later)
    await nudged(playing, later)
    mine = [on for who, on, _ in await playing.planned("morning") if who == TEAM[0]]
    assert mine == [one.isoformat() for one in (FIRST, later - 2 * DAY, later)]
    assert await names(playing, TEAM[0], NEXT_FRIDAY) == []


async def test_mornings_that_lay_behind_when_it_was_set_are_left_out(database: Database) -> None:
    """Set on Wednesday at noon for Friday: Wednesday's morning is over in London, not in Honolulu."""
    playing = await paced(database, at(MONDAY + 2 * DAY, "12:00"), deadline_on=FRIDAY)
    await playing.write(members.save_members, [Member(HONOLULU, "H", "Pacific/Honolulu")], NOW)
    await playing.post("data")
    await nudged(playing, FRIDAY)
    wednesday = (MONDAY + 2 * DAY).isoformat()
    assert [who for who, on, _ in await playing.planned("morning") if on == wednesday] == [HONOLULU]


async def test_a_deadline_for_today_reminds_nobody(database: Database) -> None:
    playing = await paced(database, at(MONDAY, "12:00"), deadline_on=MONDAY)
    await playing.post("data")
    await playing.tick(at(MONDAY, "12:01"))
    assert await playing.planned("morning") == []
    assert (await playing.review()).nudge_at is None


async def test_a_machine_that_was_off_reminds_late_on_the_same_day_only(database: Database) -> None:
    playing = await posted(database)
    await playing.tick()
    await playing.tick(at(FIRST, "15:00"))
    assert {on for _, on, _ in await playing.planned("morning")} == {FIRST.isoformat()}
    other = await playing.review()
    assert other.nudge_at is not None
    await playing.tick(at(NEXT_FRIDAY, "16:00"))
    assert {on for _, on, _ in await playing.planned("morning")} == {
        FIRST.isoformat(),
        NEXT_FRIDAY.isoformat(),
    }


async def test_a_day_that_was_missed_is_not_made_up_for(database: Database) -> None:
    playing = await posted(database)
    await playing.tick()
    await playing.tick(at(FIRST + DAY, "08:00"))
    assert await playing.planned("morning") == []
    assert {on for _, on in await nudged(playing)} == {NEXT_FRIDAY.isoformat()}


async def test_one_whose_days_were_all_missed_reminds_nobody(database: Database) -> None:
    playing = await posted(database)
    await playing.tick()
    await playing.tick(at(NEXT_FRIDAY + DAY, "12:00"))
    assert await playing.planned("morning") == []


async def test_nobody_is_reminded_once_the_time_is_over(database: Database) -> None:
    """In Honolulu the morning of that day comes after 17:00 in London."""
    playing = await posted(database)
    await playing.tick(at(NEXT_FRIDAY, "17:00"))
    assert await names(playing, HONOLULU, NEXT_FRIDAY) == []


async def test_paused_it_reminds_nobody(database: Database) -> None:
    playing = await posted(database)
    await playing.pause(playing.now)
    assert await nudged(playing) == []
    assert await names(playing, TEAM[0], FIRST) == []


async def test_one_that_has_ended_reminds_nobody(database: Database) -> None:
    playing = await posted(database)
    await playing.write(lifecycle.discard, playing.review_id, LEAD, playing.now)
    assert await nudged(playing) == []
    assert await names(playing, TEAM[0], FIRST) == []


async def test_a_day_off_that_is_named_later_moves_the_first_day(database: Database) -> None:
    playing = await posted(database)
    await playing.tick()
    playing.holidays.off[NEXT_FRIDAY - DAY] = "A holiday"
    await playing.write(rhythm.recompute, playing.now, playing.calendars)
    moved = {on for _, on in await nudged(playing)}
    assert moved == {(FIRST - DAY).isoformat(), NEXT_FRIDAY.isoformat()}


@pytest.mark.parametrize("on", [NEXT_FRIDAY + DAY, NEXT_FRIDAY + 2 * DAY])
async def test_a_deadline_on_a_weekend_is_spoken_of_on_the_friday(database: Database, on: date) -> None:
    playing = await posted(database, deadline_on=on)
    assert {day for _, day in await nudged(playing)} == {FIRST.isoformat(), NEXT_FRIDAY.isoformat()}


async def test_in_a_workspace_of_its_own(database: Database) -> None:
    """Nothing of a review is read by another workspace."""
    playing = await posted(database)
    elsewhere = await database.read(
        "TOTHER", nudges.nudges_for, TEAM[0], FIRST, playing.calendars, playing.checklists
    )
    assert elsewhere == []
