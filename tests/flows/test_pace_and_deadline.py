"""The time that people have: areas day by day, a deadline that passes, moves, and stands still."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.bank_holidays import BankHolidays
from bot.blocks import ids
from bot.blocks.text import day
from bot.domain.calendar import Calendar, instant, local_date
from bot.store import due
from tests.faults.stage import CHANNEL
from tests.flows import playing

if TYPE_CHECKING:
    from datetime import date

    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What the database does is tried elsewhere, on both."""

LONDON = "Europe/London"
DAY = timedelta(days=1)


async def to(stage: Stage, on: date, clock: str) -> None:
    """Moves the clock, has a worker look at once, and waits until what is due by then is posted."""
    at = instant(on, time.fromisoformat(clock), LONDON)
    stage.clock.forward(at - stage.clock.now())
    await stage.program.jobs.tick()
    await quiet(stage)


async def quiet(stage: Stage) -> None:
    deadline = asyncio.get_running_loop().time() + 5
    while not await stage.database.read("", due.is_quiet, stage.clock.now()):
        assert asyncio.get_running_loop().time() < deadline, await stage.deliveries()
        await asyncio.sleep(0.02)


@pytest.fixture
async def monday(stage: Stage) -> date:
    """A Monday at 10:00, with three weeks without a bank holiday before it."""
    calendar = Calendar(BankHolidays().days_off("GB-ENG", {}, ()))
    on = local_date(stage.clock.now(), LONDON) + DAY
    while on.weekday() or calendar.plus(on, 15) != on + 21 * DAY:
        on += DAY
    await to(stage, on, "10:00")
    return on


def today(stage: Stage) -> date:
    return local_date(stage.clock.now(), LONDON)


def posted(stage: Stage) -> int:
    return len(stage.area_messages())


async def facilitate(stage: Stage, action_id: str) -> Person:
    """A button of the facilitators' menu, and the form that it opens."""
    amina = stage.person("amina")
    (opening,) = stage.posts("has started a review here")
    before = len(menus(amina))
    await amina.press(opening, ids.REVIEW_FACILITATE)
    await amina.until(lambda one: len(menus(one)) > before)
    await amina.press(menus(amina)[-1], action_id)
    await amina.until(lambda one: one.modal)
    return amina


def menus(person: Person) -> list[Message]:
    return [one for one in person.messages(CHANNEL) if one.ephemeral_for and "Also:" in one.text]


async def test_one_area_each_working_day(stage: Stage, monday: date) -> None:
    amina = await stage.open_form()
    await amina.pick("pace", "one_a_day")
    await amina.pick(ids.START_DEADLINE, (monday + 5 * DAY).isoformat())
    await amina.until(lambda one: "falls on a weekend; the next working day is Monday" in str(one.modal.view))
    await amina.submit()
    earliest = monday + 16 * DAY
    assert amina.modal.errors["deadline"] == (
        "With one area each working day people need three working days after the last one. "
        f"The earliest day is {day(earliest, today(stage))}."
    )
    await amina.pick(ids.START_DEADLINE, earliest.isoformat())
    assert (await amina.submit()).ok
    tuesday = day(monday + DAY, today(stage))
    await stage.told("amina", f"The next area is posted on {tuesday} at 09:30 (London); 9 areas are left.")
    await amina.until(lambda _: posted(stage) == 1)
    await to(stage, monday + DAY, "09:31")
    await amina.until(lambda _: posted(stage) == 2)
    await playing.said(stage, "amina", "/socmob post")
    await amina.until(lambda _: posted(stage) == 3)
    await to(stage, monday + DAY, "23:00")
    assert posted(stage) == 3
    await to(stage, monday + 4 * DAY, "12:00")
    await to(stage, monday + 6 * DAY, "12:00")
    assert posted(stage) == 4, "three mornings were missed, then comes the weekend"
    said = await playing.said(stage, "ben", "/socmob status")
    assert f"The next area is posted on {day(monday + 7 * DAY, today(stage))} at 09:30 (London)" in said


async def test_at_the_deadline_what_was_answered_is_revealed(stage: Stage, monday: date) -> None:
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.pick("reveal_rule", "at_deadline")
    await amina.submit()
    assert "so there has to be one" in amina.modal.errors["deadline"]
    friday = monday + 4 * DAY
    await amina.pick(ids.START_DEADLINE, friday.isoformat())
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("has started a review here"))
    answered, empty = await stage.post_area("2"), await stage.post_area("3")
    await stage.answer("ben", answered)
    until = f"{day(friday, today(stage))}, 17:00 (London)"
    assert f"answer by {until}" in (await stage.settled(empty)).words()
    await to(stage, friday, "17:00")
    await playing.until_says(stage, answered, "revealed on")
    await playing.until_says(stage, empty, f"time to answer ended on {until}")
    (note,) = [one for one in stage.direct("amina") if "The time to answer is over" in one.text]
    assert note.text.startswith(
        "The time to answer is over: 1 of 10 areas is revealed, nobody has answered 1, 8 were not posted."
    )
    await stage.answer("chloe", empty)
    await stage.told("chloe", "Saved: Amber for question 1.")
    await amina.press(note, ids.REVIEW_FACILITATE)
    await amina.until(lambda _: any("can be posted next" in one.text for one in stage.direct("amina")))


async def test_facilitators_move_the_deadline_and_the_channel_hears_of_it(stage: Stage, monday: date) -> None:
    await stage.start_review(**{ids.START_DEADLINE: (monday + 4 * DAY).isoformat()})
    area = await stage.post_area()
    amina = await facilitate(stage, ids.REVIEW_PACE)
    await amina.pick(ids.PACE_DEADLINE, (monday - DAY).isoformat())
    await amina.submit()
    assert amina.modal.errors["deadline"] == "That day is over. Choose today or a later day."
    await amina.pick(ids.PACE_DEADLINE, (monday + 11 * DAY).isoformat())
    assert (await amina.submit()).ok
    until = f"{day(monday + 11 * DAY, today(stage))}, 17:00 (London)"
    await stage.told("amina", f"The deadline is {until}. The channel is told in a moment.")
    await playing.until_says(stage, area, f"answer by {until}")
    await to(stage, monday, "10:05")
    (news,) = stage.posts("The deadline is now")
    assert news.text.startswith(f"The deadline is now {until}.")
    assert news.channel_id == CHANNEL


async def test_a_pause_and_its_end(stage: Stage, monday: date) -> None:
    friday = monday + 4 * DAY
    await stage.start_review(**{ids.START_DEADLINE: friday.isoformat()})
    area = await stage.post_area()
    amina = await facilitate(stage, ids.REVIEW_PAUSE)
    assert "no area is posted by itself" in str(amina.modal.view["blocks"])
    assert (await amina.submit()).ok
    await playing.until_says(stage, area, "the review is paused")
    await to(stage, monday + 7 * DAY, "10:00")
    assert stage.posts("This review is paused")
    assert not [one for one in stage.direct("amina") if "time to answer is over" in one.text]
    amina = await facilitate(stage, ids.REVIEW_GO_ON)
    moved = f"to {day(friday + 7 * DAY, today(stage))}, 17:00 (London)"
    assert moved in str(amina.modal.view["blocks"])
    assert (await amina.submit()).ok
    await playing.until_says(stage, area, f"answer by {moved[3:]}")
    await to(stage, monday + 7 * DAY, "10:05")
    (news,) = stage.posts("This review goes on")
    assert f"The deadline is now {moved[3:]}." in news.text


async def test_people_are_reminded_in_their_morning(stage: Stage, monday: date) -> None:
    friday = monday + 4 * DAY
    await stage.start_review(**{ids.START_DEADLINE: friday.isoformat()})
    area = await stage.post_area()
    await playing.answer_area(stage, "ben", area, ("red", "amber", "green"))
    await to(stage, monday + DAY, "12:00")
    await to(stage, monday + 2 * DAY, "09:01")
    chloe = stage.person("chloe")
    await chloe.until(lambda _: any("1 area to answer" in one.text for one in stage.direct("chloe")))
    (told,) = [one for one in stage.direct("chloe") if "1 area to answer" in one.text]
    assert f"until 17:00 (London) on {day(friday, today(stage))}" in told.text
