"""The end of the time to answer: what is revealed, who is told, once."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.pace_errors import DeadlineNeeded, DeadlineOver, DeadlineTooFar, DeadlineTooSoon, PaceChanged
from bot.domain.reviews import Pace, RevealRule
from bot.store import deadlines, following, lifecycle, pace
from bot.store.schema import area_marks
from tests.store.keeping_pace import MONDAY, at, paced
from tests.store.reviewing import CHANNEL, LEAD, TEAM
from tests.store.rows import rows

if TYPE_CHECKING:
    from bot.store.engine import Database

DAY = timedelta(days=1)
FRIDAY = MONDAY + 4 * DAY
BY_FRIDAY = {"deadline_on": FRIDAY}
AT_DEADLINE = {**BY_FRIDAY, "reveal_rule": RevealRule.AT_DEADLINE}
ANSWERED, BEGUN, EMPTY = "understanding", "normalise", "data"


async def test_all_open_areas_with_answers_are_revealed_in_their_order(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(BEGUN, ANSWERED, EMPTY)
    await playing.answer(TEAM[0], ANSWERED)
    await playing.answer(TEAM[1], BEGUN, 1)
    await playing.tick(at(FRIDAY, "16:59"))
    assert "revealed" not in (await playing.states()).values()
    await playing.tick(at(FRIDAY, "17:00"))
    states = await playing.states()
    assert (states[ANSWERED], states[BEGUN], states[EMPTY]) == ("revealed", "revealed", "open")
    assert [row.subject.split("|")[1] for row in await playing.record("area revealed")] == [ANSWERED, BEGUN]
    assert len(await playing.planned("reveal")) == 2
    (passed,) = await playing.record("deadline passed")
    assert passed.detail == {"deadline_on": "2026-12-11", "revealed": 2}


@pytest.mark.parametrize("rule", [RevealRule.ON_PRESS, RevealRule.WHEN_COMPLETE])
async def test_with_another_rule_nothing_is_revealed_and_facilitators_are_told(
    database: Database, rule: RevealRule
) -> None:
    playing = await paced(database, **BY_FRIDAY, reveal_rule=rule, facilitator_ids=(LEAD, TEAM[0]))
    await playing.post(ANSWERED)
    await playing.answer(TEAM[1], ANSWERED)
    for minutes in (0, 1, 60):
        await playing.tick(at(FRIDAY, "17:00") + timedelta(minutes=minutes))
    assert (await playing.states())[ANSWERED] == "open"
    assert [told[:2] for told in await playing.planned("deadline")] == [
        (LEAD, "2026-12-11"),
        (TEAM[0], "2026-12-11"),
    ]
    assert (await playing.review()).time_is_over


async def test_several_workers_end_it_once(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.answer(TEAM[0], ANSWERED)
    due = at(FRIDAY, "17:00")
    await asyncio.gather(
        *(playing.write(deadlines.end_if_due, playing.checklists, playing.review_id, due) for _ in range(4))
    )
    assert len(await playing.record("deadline passed")) == 1
    assert len(await playing.planned("deadline")) == 1
    assert len(await playing.planned("reveal")) == 1


async def test_a_machine_that_was_off_ends_it_late_and_once(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.answer(TEAM[0], ANSWERED)
    await playing.tick(at(MONDAY + 8 * DAY, "03:00"))
    await playing.tick(at(MONDAY + 8 * DAY, "03:01"))
    assert (await playing.states())[ANSWERED] == "revealed"
    assert len(await playing.planned("deadline")) == 1


@pytest.mark.parametrize(
    ("on", "tz", "hour"),
    [
        (date(2027, 3, 28), "Europe/London", 16),
        (date(2026, 10, 25), "Europe/London", 17),
        (date(2028, 2, 29), "Europe/London", 17),
        (MONDAY, "Pacific/Kiritimati", 3),
    ],
)
async def test_it_is_17_by_the_starters_clock(database: Database, on: date, tz: str, hour: int) -> None:
    """On the days that clocks change, and on 29 February."""
    playing = await paced(database, at(on - 3 * DAY, "09:00", tz), tz=tz, deadline_on=on)
    assert (await playing.review()).deadline_at.hour == hour


async def test_who_answers_late_is_heard_until_the_reveal(database: Database) -> None:
    playing = await paced(database, **BY_FRIDAY)
    await playing.post(ANSWERED)
    await playing.tick(at(FRIDAY, "17:00"))
    await playing.answer(TEAM[0], ANSWERED)


async def test_where_everything_is_revealed_nobody_is_told(database: Database) -> None:
    playing = await paced(database, **BY_FRIDAY, area_ids=(ANSWERED,))
    await playing.post(ANSWERED)
    await playing.agree_something()
    await playing.tick(at(FRIDAY, "17:00"))
    assert await playing.planned("deadline") == []


async def test_with_the_last_facilitator_gone_it_is_revealed_all_the_same(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.answer(TEAM[0], ANSWERED)
    await playing.write(following.left, CHANNEL, LEAD, playing.now, playing.calendars)
    await playing.tick(at(FRIDAY, "17:00"))
    assert (await playing.states())[ANSWERED] == "revealed"
    assert await playing.planned("deadline") == []
    assert len(await playing.planned("no_facilitator")) == 1


@pytest.mark.parametrize("end", [lifecycle.close, lifecycle.discard])
async def test_a_review_that_has_ended_has_no_deadline(database: Database, end) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.agree_something()
    await playing.write(end, playing.review_id, LEAD, playing.now)
    await playing.tick(at(FRIDAY, "17:00"))
    assert await playing.planned("deadline") == []


async def test_opened_again_after_its_deadline_nothing_happens_until_there_is_a_new_one(
    database: Database,
) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED, BEGUN)
    await playing.answer(TEAM[0], BEGUN)
    await playing.agree_something()
    await playing.write(lifecycle.close, playing.review_id, LEAD, playing.now)
    saturday = at(FRIDAY + DAY, "10:00")
    await playing.write(lifecycle.resume, playing.review_id, LEAD, saturday)
    await playing.tick(saturday)
    assert (await playing.states())[BEGUN] == "open"
    assert (await playing.review()).time_is_over
    await playing.change(Pace.BY_HAND, FRIDAY + 3 * DAY)
    await playing.tick(at(FRIDAY + 3 * DAY, "17:00"))
    assert (await playing.states())[BEGUN] == "revealed"


async def test_opened_again_before_its_deadline_it_still_holds(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.agree_something()
    await playing.write(lifecycle.close, playing.review_id, LEAD, playing.now)
    await playing.write(lifecycle.resume, playing.review_id, LEAD, playing.now)
    assert (await playing.review()).deadline_at == at(FRIDAY, "17:00")


async def test_extended_it_passes_later_and_is_told_again(database: Database) -> None:
    playing = await paced(database, **BY_FRIDAY)
    await playing.post(ANSWERED)
    await playing.tick(at(FRIDAY, "17:00"))
    await playing.change(Pace.BY_HAND, FRIDAY + 7 * DAY)
    assert not (await playing.review()).time_is_over
    await playing.tick(at(FRIDAY + 7 * DAY, "17:00"))
    assert [told[1] for told in await playing.planned("deadline")] == ["2026-12-11", "2026-12-18"]
    (changed,) = await playing.record("deadline changed")
    assert changed.detail == {"from": "2026-12-11", "to": "2026-12-18"}
    assert changed.person_key != "-"


async def test_shortened_to_a_day_whose_hour_has_passed_it_is_over_at_once(database: Database) -> None:
    playing = await paced(database, **AT_DEADLINE)
    await playing.post(ANSWERED)
    await playing.answer(TEAM[0], ANSWERED)
    playing.now = at(MONDAY, "18:00")
    review = await playing.change(Pace.BY_HAND, MONDAY)
    assert review.time_is_over
    assert (await playing.states())[ANSWERED] == "revealed"
    assert len(await playing.planned("deadline")) == 1


async def test_a_change_marks_the_areas_that_take_answers(database: Database) -> None:
    playing = await paced(database, **BY_FRIDAY)
    await playing.post(ANSWERED)
    await playing.change(Pace.BY_HAND, FRIDAY + DAY)
    assert [row.area_id for row in await rows(database, area_marks.select())] == [ANSWERED]


@pytest.mark.parametrize(
    ("chosen", "on", "error"),
    [
        (Pace.BY_HAND, MONDAY - DAY, DeadlineOver),
        (Pace.BY_HAND, MONDAY + 400 * DAY, DeadlineTooFar),
        (Pace.ONE_A_DAY, MONDAY + 2 * DAY, DeadlineTooSoon),
        (Pace.BY_HAND, None, DeadlineNeeded),
    ],
)
async def test_what_cannot_be_is_refused(database: Database, chosen, on, error) -> None:
    playing = await paced(database, **AT_DEADLINE)
    with pytest.raises(error):
        await playing.change(chosen, on)
    assert await playing.record("deadline changed") == []


async def test_nobody_changes_what_they_did_not_see(database: Database) -> None:
    """Two facilitators have the form open; the second one hears of the first."""
    playing = await paced(database, **BY_FRIDAY)
    before = (Pace.BY_HAND, FRIDAY)
    await playing.change(Pace.BY_HAND, FRIDAY + DAY)
    late = pace.change, playing.checklists, playing.calendars, playing.review_id
    new = pace.pace.NewPace(Pace.BY_HAND, FRIDAY + 7 * DAY, tells_channel=False)
    with pytest.raises(PaceChanged):
        await playing.write(*late, new, before, LEAD, playing.now)
    same = pace.pace.NewPace(Pace.BY_HAND, FRIDAY + DAY, tells_channel=True)
    await playing.write(*late, same, before, LEAD, playing.now)
    assert len(await playing.record("deadline changed")) == 1
    assert await playing.planned("deadline") == [], "what changes nothing is not told"
