"""One area each working day: posted once, whatever the worker misses and whoever works beside it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.reviews import Pace
from bot.store import audit, facilitating, lifecycle, rhythm
from tests.store.keeping_pace import MONDAY, at, paced
from tests.store.reviewing import LEAD

if TYPE_CHECKING:
    from bot.store.engine import Database

DAY = timedelta(days=1)
ONE_A_DAY = {"pace": Pace.ONE_A_DAY}


async def test_the_first_comes_at_once_and_the_next_on_the_next_working_morning(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    assert await playing.posted() == 1
    assert (await playing.review()).next_post_at == at(MONDAY + DAY, "09:30")
    await playing.tick(at(MONDAY, "09:30"))
    await playing.tick(at(MONDAY + DAY, "09:29"))
    assert await playing.posted() == 1
    await playing.tick(at(MONDAY + DAY, "09:30"))
    assert await playing.posted() == 2


async def test_the_app_itself_posts_it_on_the_record(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    assert [row.person_key for row in await playing.record("area posted")] == [audit.THE_APP]
    assert len(await playing.planned("area")) == 1


@pytest.mark.parametrize(
    ("started", "first"),
    [
        (at(MONDAY, "16:00"), at(MONDAY + DAY, "09:30")),
        (at(MONDAY - 2 * DAY, "11:00"), at(MONDAY, "09:30")),
        (at(MONDAY + 4 * DAY, "17:00"), at(MONDAY + 7 * DAY, "09:30")),
    ],
)
async def test_started_late_or_on_a_day_off_it_begins_on_the_next_working_morning(
    database: Database, started, first
) -> None:
    playing = await paced(database, started, **ONE_A_DAY)
    await playing.tick()
    assert await playing.posted() == 0
    assert (await playing.review()).next_post_at == first
    await playing.tick(first)
    assert await playing.posted() == 1


async def test_mornings_that_were_missed_come_as_one(database: Database) -> None:
    """The machine is off from Monday evening to Friday noon; then the weekend follows."""
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    friday = MONDAY + 4 * DAY
    for clock in ("12:00", "12:01", "18:00"):
        await playing.tick(at(friday, clock))
    assert await playing.posted() == 2
    assert (await playing.review()).next_post_at == at(MONDAY + 7 * DAY, "09:30")


async def test_one_that_was_missed_waits_for_the_morning_and_for_a_working_day(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    await playing.tick(at(MONDAY + 5 * DAY, "12:00"))
    assert await playing.posted() == 1
    assert (await playing.review()).next_post_at == at(MONDAY + 7 * DAY, "09:30")


async def test_a_bank_holiday_has_none(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    playing.holidays.off[MONDAY + DAY] = "A holiday"
    await playing.tick()
    assert (await playing.review()).next_post_at == at(MONDAY + 2 * DAY, "09:30")


async def test_a_day_off_that_is_named_later_is_kept_too(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    playing.holidays.off[MONDAY + DAY] = "A holiday"
    await playing.write(rhythm.recompute, playing.now, playing.calendars)
    assert (await playing.review()).next_post_at == at(MONDAY + 2 * DAY, "09:30")
    del playing.holidays.off[MONDAY + DAY]
    await playing.write(rhythm.recompute, playing.now, playing.calendars)
    assert (await playing.review()).next_post_at == at(MONDAY + DAY, "09:30")


async def test_it_ends_with_the_last_area(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    days = 0
    while (await playing.review()).next_post_at is not None:
        await playing.tick(max(playing.now, (await playing.review()).next_post_at))
        days += 1
        assert days <= 10
    assert (days, await playing.posted()) == (10, 10)
    assert playing.now == at(MONDAY + 11 * DAY, "09:30"), "ten working days, from Monday to Friday"


async def test_several_workers_post_one(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    due = at(MONDAY, "10:00")
    await asyncio.gather(
        *(playing.write(rhythm.post_if_due, playing.calendars, playing.review_id, due) for _ in range(4))
    )
    assert await playing.posted() == 1
    assert len(await playing.planned("area")) == 1


async def test_one_that_is_posted_by_hand_is_that_days(database: Database) -> None:
    playing = await paced(database, at(MONDAY, "16:30"), **ONE_A_DAY)
    await playing.tick()
    friday = MONDAY + 4 * DAY
    await playing.write(facilitating.post, playing.review_id, None, LEAD, at(friday, "08:00"))
    await playing.write(rhythm.settle, playing.calendars, playing.review_id)
    assert (await playing.review()).next_post_at == at(MONDAY + 7 * DAY, "09:30")
    await playing.tick(at(friday, "09:30"))
    assert await playing.posted() == 1
    await playing.tick(at(MONDAY + 7 * DAY, "09:30"))
    assert await playing.posted() == 2


async def test_the_clocks_change_and_it_is_half_past_nine(database: Database) -> None:
    friday = date(2027, 3, 26)
    playing = await paced(database, at(friday, "10:00"), **ONE_A_DAY)
    await playing.tick()
    following = (await playing.review()).next_post_at
    assert following == at(date(2027, 3, 29), "09:30")
    assert following.hour == 8, "summer time began on the Sunday"


@pytest.mark.parametrize("end", [lifecycle.close, lifecycle.discard])
async def test_a_review_that_has_ended_posts_nothing(database: Database, end) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    await playing.agree_something()
    await playing.write(end, playing.review_id, LEAD, playing.now)
    review = await playing.review()
    assert (review.next_post_at, review.nudge_at, review.deadline_at) == (None, None, None)
    await playing.tick(at(MONDAY + 3 * DAY, "10:00"))
    assert await playing.posted() == 1


async def test_opened_again_it_goes_on_the_day_after(database: Database) -> None:
    playing = await paced(database, **ONE_A_DAY)
    await playing.tick()
    await playing.agree_something()
    await playing.write(lifecycle.close, playing.review_id, LEAD, playing.now)
    friday = MONDAY + 4 * DAY
    await playing.write(lifecycle.resume, playing.review_id, LEAD, at(friday, "12:00"))
    await playing.write(rhythm.settle, playing.calendars, playing.review_id)
    assert (await playing.review()).next_post_at == at(MONDAY + 7 * DAY, "09:30")
    await playing.tick(at(friday, "12:01"))
    assert await playing.posted() == 1
