"""Changing the pace of a review: between all three, paused, going on, and what its channel hears."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import NotAFacilitator, UnknownPerson
from bot.domain.pace_errors import NotPaused, PaceChanged, PausedAlready
from bot.domain.reviews import Pace, RevealRule
from bot.store import pace, pace_news, rhythm
from bot.store.workspaces import EVERY_WORKSPACE
from tests.store.keeping_pace import MONDAY, at, paced
from tests.store.reviewing import CHANNEL, LEAD, TEAM

if TYPE_CHECKING:
    from bot.store.engine import Database

DAY = timedelta(days=1)
FRIDAY = MONDAY + 4 * DAY
NEXT_FRIDAY = FRIDAY + 7 * DAY


async def test_paused_it_stands_still_and_goes_on_with_a_later_deadline(database: Database) -> None:
    playing = await paced(
        database, pace=Pace.ONE_A_DAY, deadline_on=NEXT_FRIDAY + 7 * DAY, reveal_rule=RevealRule.AT_DEADLINE
    )
    await playing.tick()
    await playing.pause(at(MONDAY + DAY, "08:00"))
    await playing.tick(at(FRIDAY, "12:00"))
    assert await playing.posted() == 1
    review = await playing.go_on(at(FRIDAY, "12:00"))
    assert review.deadline_on == MONDAY + 23 * DAY, "Friday 25 December and three working days"
    assert review.next_post_at == at(FRIDAY + 3 * DAY, "09:30")
    assert not review.is_paused
    await playing.tick(at(FRIDAY + 3 * DAY, "09:30"))
    assert await playing.posted() == 2
    (went_on,) = await playing.record("review goes on")
    assert went_on.detail == {"from": "2026-12-25", "to": "2026-12-30"}


async def test_a_worker_does_not_look_at_it_again_and_again(database: Database) -> None:
    """Else many paused reviews would keep it from those that go on."""
    playing = await paced(database, pace=Pace.ONE_A_DAY, deadline_on=NEXT_FRIDAY + 14 * DAY)
    await playing.pause(playing.now)
    later = NEXT_FRIDAY + 30 * DAY
    for due in (rhythm.due_to_post, rhythm.due_to_nudge, rhythm.due_to_end):
        assert await database.read(EVERY_WORKSPACE, due, at(later, "12:00")) == []
    await playing.go_on(playing.now)
    for due in (rhythm.due_to_post, rhythm.due_to_nudge, rhythm.due_to_end):
        assert len(await database.read(EVERY_WORKSPACE, due, at(later, "12:00"))) == 1


async def test_no_deadline_passes_while_it_is_paused(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY, reveal_rule=RevealRule.AT_DEADLINE)
    await playing.post("data")
    await playing.answer(TEAM[0], "data")
    await playing.pause(at(FRIDAY, "16:59"))
    await playing.tick(at(FRIDAY + 3 * DAY, "12:00"))
    assert (await playing.states())["data"] == "open"
    assert await playing.planned("deadline") == []
    review = await playing.go_on(at(FRIDAY + 3 * DAY, "12:00"))
    assert review.deadline_on == FRIDAY + 3 * DAY
    await playing.tick(at(FRIDAY + 3 * DAY, "17:00"))
    assert (await playing.states())["data"] == "revealed"


async def test_one_that_passed_on_the_day_of_the_pause_is_over_when_it_goes_on(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY, reveal_rule=RevealRule.AT_DEADLINE)
    await playing.post("data")
    await playing.answer(TEAM[0], "data")
    await playing.pause(at(FRIDAY, "16:00"))
    await playing.go_on(at(FRIDAY, "17:30"))
    assert (await playing.states())["data"] == "revealed"


async def test_a_deadline_that_was_over_before_is_not_moved(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    await playing.post("data")
    await playing.tick(at(FRIDAY, "17:00"))
    await playing.pause(at(FRIDAY, "18:00"))
    review = await playing.go_on(at(NEXT_FRIDAY, "18:00"))
    assert (review.deadline_on, review.time_is_over) == (FRIDAY, True)


async def test_a_deadline_set_during_a_pause_moves_only_from_then_on(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    await playing.pause(at(MONDAY, "12:00"))
    playing.now = at(FRIDAY, "12:00")
    await playing.change(Pace.BY_HAND, NEXT_FRIDAY)
    assert (await playing.review()).is_paused
    assert (await playing.go_on(at(FRIDAY + 3 * DAY, "12:00"))).deadline_on == NEXT_FRIDAY + 3 * DAY


async def test_what_the_facilitator_was_told_is_what_happens(database: Database) -> None:
    """The form was opened on Friday; on Monday the deadline would be another one."""
    playing = await paced(database, deadline_on=NEXT_FRIDAY)
    await playing.pause(at(FRIDAY, "12:00"))
    given = (playing.checklists, playing.calendars, playing.review_id, NEXT_FRIDAY, False, LEAD)
    with pytest.raises(PaceChanged):
        await playing.write(pace.go_on, *given, at(FRIDAY + 3 * DAY, "08:00"))
    assert (await playing.review()).is_paused


async def test_pausing_twice_and_going_on_twice_change_nothing(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    with pytest.raises(NotPaused):
        await playing.go_on(playing.now)
    await playing.pause(playing.now)
    with pytest.raises(PausedAlready):
        await playing.pause(playing.now)
    await playing.go_on(playing.now)
    with pytest.raises(NotPaused):
        await playing.go_on(playing.now)
    assert len(await playing.record("review paused")) == len(await playing.record("review goes on")) == 1


@pytest.mark.parametrize(("user_id", "error"), [(TEAM[0], NotAFacilitator), ("U0STRANGER", UnknownPerson)])
async def test_only_facilitators_do_any_of_it(database: Database, user_id: str, error) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    with pytest.raises(error):
        await playing.change(Pace.ALL_AT_ONCE, FRIDAY, by=user_id)
    with pytest.raises(error):
        await playing.write(pace.pause, playing.review_id, False, user_id, playing.now)
    given = (playing.checklists, playing.calendars, playing.review_id, None, False, user_id)
    with pytest.raises(error):
        await playing.write(pace.go_on, *given, playing.now)


async def test_from_by_hand_to_one_a_day_to_all_at_once(database: Database) -> None:
    playing = await paced(database, at(MONDAY, "12:00"))
    await playing.change(Pace.ONE_A_DAY, None)
    assert (await playing.review()).next_post_at == at(MONDAY + DAY, "09:30")
    await playing.tick(at(MONDAY + DAY, "09:30"))
    assert await playing.posted() == 1
    await playing.change(Pace.ALL_AT_ONCE, None)
    assert await playing.posted() == 10
    assert (await playing.review()).next_post_at is None
    await playing.tick(at(FRIDAY, "12:00"))
    assert len(await playing.planned("area")) == 10
    assert [row.detail for row in await playing.record("pace changed")] == [
        {"from": "by_hand", "to": "one_a_day"},
        {"from": "one_a_day", "to": "all_at_once"},
    ]


async def test_from_one_a_day_to_by_hand(database: Database) -> None:
    playing = await paced(database, pace=Pace.ONE_A_DAY)
    await playing.tick()
    await playing.change(Pace.BY_HAND, None)
    await playing.tick(at(FRIDAY, "12:00"))
    assert await playing.posted() == 1


async def test_the_channel_hears_the_last_of_several_changes_once(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    await playing.change(Pace.BY_HAND, FRIDAY + DAY, tells=True)
    playing.now += timedelta(seconds=5)
    await playing.change(Pace.BY_HAND, NEXT_FRIDAY, tells=True)
    assert await playing.planned("deadline", "planned") == [
        (CHANNEL, "changed.2", playing.now + pace_news.SECOND_THOUGHTS)
    ]
    assert await playing.planned("deadline", "skipped") != []


async def test_it_hears_nothing_where_the_facilitator_does_not_want_it(database: Database) -> None:
    playing = await paced(database, deadline_on=FRIDAY)
    await playing.change(Pace.BY_HAND, NEXT_FRIDAY)
    await playing.pause(playing.now)
    await playing.go_on(playing.now)
    assert await playing.planned("deadline") == []
