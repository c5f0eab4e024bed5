"""From a mark to a refreshed message: no answer goes unshown, and one process does the work."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import Choice
from bot.domain.reviews import Pace
from bot.jobs.refresh import take
from bot.store import facilitating, marks
from bot.store.presses import record_many
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.another_process import another_process, waits
from tests.store.refreshing import ENGLISH, SOON, TIMES, done, message, posted, refreshed
from tests.store.reviewing import AREA, LEAD, NOW, QUESTIONS, TEAM, Team, team
from tests.store.rows import marked

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.engine import Database


async def stale(playing: Team, at: datetime = NOW) -> str | None:
    """The area whose turn it is."""
    found = await playing.database.read(
        EVERY_WORKSPACE, lambda connection, _: marks.next_stale(connection, at)
    )
    return None if found is None else found[2]


async def test_an_area_waits_for_its_message(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    assert await marked(database) == [AREA]
    assert await stale(playing) is None
    await message(playing)
    assert await stale(playing) == AREA


async def test_a_refresh_shows_what_is_stored_and_clears_the_mark(database: Database) -> None:
    playing = await posted(database)
    assert await stale(playing) is None
    await playing.answer(TEAM[0], Choice.AMBER)
    assert await stale(playing) == AREA
    taken = await refreshed(playing, NOW + TIMES.update_gap)
    assert taken is not None
    assert [(one.ts, board.progress.answered) for one, board in taken.messages] == [("1.1", 1)]
    await done(playing)
    assert await stale(playing, NOW + timedelta(days=1)) is None


async def test_a_press_during_a_refresh_leaves_the_mark_set(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    assert await refreshed(playing, NOW + TIMES.update_gap) is not None
    await playing.answer(TEAM[1], Choice.AMBER)
    assert await stale(playing, NOW + TIMES.update_gap) is None
    await done(playing)
    assert await stale(playing, NOW + TIMES.update_gap) == AREA


async def test_a_press_in_flight_is_shown_by_the_refresh_that_waits_for_it(
    database: Database, database_url: str
) -> None:
    """The mark is set already, so the press sets none: the refresh must not clear it too early."""
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    presses = [playing.press(TEAM[1], Choice.RED, question_id) for question_id in QUESTIONS]
    with another_process(database_url) as connection:
        assert record_many(connection, WORKSPACE, presses) == [None] * 3
        taking = await waits(refreshed(playing, NOW + TIMES.update_gap))
    assert (await taking).board.progress.answered == 2


async def test_a_press_that_waits_for_a_refresh_sets_the_mark_again(
    database: Database, database_url: str
) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    later = NOW + TIMES.update_gap
    with another_process(database_url) as connection:
        arguments = (playing.checklists, playing.review.id, AREA, NOW, later, TIMES, ENGLISH)
        assert take(connection, WORKSPACE, *arguments) is not None
        pressing = await waits(playing.record(playing.press(TEAM[1], Choice.RED)))
    assert await pressing == [None]
    assert await marked(database) == [AREA]
    await done(playing)
    assert await stale(playing, later) == AREA


async def test_one_of_two_refreshers_has_the_area(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    at = NOW + TIMES.update_gap
    assert await refreshed(playing, at) is not None
    assert await refreshed(playing, at + TIMES.update_gap) is None


async def test_a_workspace_is_updated_once_in_a_while(database: Database) -> None:
    playing = await posted(database, pace=Pace.ALL_AT_ONCE)
    await message(playing, "data", ts="2.2")
    assert await refreshed(playing, NOW + TIMES.update_gap - SOON, "data") is None
    assert await stale(playing) == "data"
    assert await refreshed(playing, NOW + TIMES.update_gap, "data") is not None


async def test_what_a_killed_process_left_is_taken_up_when_its_time_is_over(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    at = NOW + TIMES.update_gap
    assert await refreshed(playing, at) is not None
    end = at + TIMES.lease
    assert await marked(database) == []
    assert await stale(playing, end) is None
    assert await playing.read(lambda connection, _: marks.next_lease_end(connection, at)) == end
    assert await stale(playing, end + SOON) == AREA
    assert await refreshed(playing, end + SOON) is not None


async def test_what_did_not_reach_slack_is_due_again_at_its_time(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    at = NOW + TIMES.update_gap
    assert await refreshed(playing, at) is not None
    await playing.write(marks.again, playing.review.id, AREA, at + timedelta(seconds=5))
    assert await stale(playing, at + timedelta(seconds=5)) is None
    assert await stale(playing, at + timedelta(seconds=5) + SOON) == AREA


async def test_another_workspace_does_not_hold_up_the_others(database: Database) -> None:
    playing = await team(database)
    await message(playing)

    def excluding(connection, _workspace_id: str):
        return marks.next_stale(connection, NOW, [WORKSPACE])

    assert await stale(playing) == AREA
    assert await playing.read(excluding) is None


async def test_both_rounds_messages_are_refreshed_each_with_its_own(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    await playing.reveal()
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, None, LEAD, NOW)
    await message(playing, round_=2, ts="9.9")
    taken = await refreshed(playing, NOW + TIMES.update_gap)
    assert taken is not None
    assert [(one.ts, board.round, board.is_current_round) for one, board in taken.messages] == [
        ("9.9", 2, True),
        ("1.1", 1, False),
    ]
    new, old = (board for _, board in taken.messages)
    assert new.tallies == {}, "nothing of the new round is shown yet"
    assert old.tallies[QUESTIONS[0]].count(Choice.AMBER) == 1, "what was revealed stays to be read"
