"""The lane: presses that wait together are written together, and each hears what became of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import ProgrammingError

from bot.domain.answers import Choice
from bot.domain.errors import AreaNotPosted, TooBusy
from bot.store import answers
from bot.store.lane import Lane
from tests.store.reviewing import AREA, QUESTIONS, TEAM, Team, team

if TYPE_CHECKING:
    from bot.store.engine import Database


class Watched:
    """A database that notes each batch, and fails where a test says so."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.batches: list[int] = []
        self.busy = 0
        self.fails_over: str | None = None

    async def write(self, workspace_id, fn, presses):
        self.batches.append(len(presses))
        if self.busy:
            self.busy -= 1
            raise TooBusy
        if any(press.user_id == self.fails_over for press in presses):
            raise ProgrammingError("INSERT", {}, Exception("a fault of ours"))
        return await self._database.write(workspace_id, fn, presses)


async def lane_of(database: Database) -> tuple[Team, Watched, Lane, list[None]]:
    playing = await team(database)
    watched, woken = Watched(database), []
    lane = Lane(watched, lambda: woken.append(None))  # type: ignore[arg-type]
    lane.start()
    return playing, watched, lane, woken


async def saved(playing: Team) -> int:
    tallies = await playing.read(answers.tallies, playing.review.id, AREA, 1)
    return sum(tally.answers for tally in tallies.values())


async def test_presses_that_wait_together_share_a_transaction(database: Database) -> None:
    playing, watched, lane, woken = await lane_of(database)
    presses = [playing.press(user, Choice.RED, question) for user in TEAM for question in QUESTIONS]
    await asyncio.gather(*map(lane.save, presses))
    assert sum(watched.batches) == 15
    assert len(watched.batches) <= 3
    assert len(woken) == len(watched.batches)
    assert await saved(playing) == 15
    await lane.stop()


async def test_a_refusal_reaches_whom_it_concerns(database: Database) -> None:
    playing, _, lane, _ = await lane_of(database)
    refused = lane.save(playing.press(TEAM[0], Choice.RED, area_id="data"))
    outcomes = await asyncio.gather(
        lane.save(playing.press(TEAM[1], Choice.RED)), refused, return_exceptions=True
    )
    assert outcomes[0] is None
    assert isinstance(outcomes[1], AreaNotPosted)
    await lane.stop()


async def test_a_database_that_is_away_for_a_while_loses_nothing(database: Database) -> None:
    playing, watched, lane, _ = await lane_of(database)
    watched.busy = 3
    await asyncio.gather(*(lane.save(playing.press(user, Choice.RED)) for user in TEAM))
    assert await saved(playing) == 5
    await lane.stop()


async def test_one_press_that_cannot_be_written_takes_no_other_with_it(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    playing, watched, lane, _ = await lane_of(database)
    watched.fails_over = TEAM[0]
    outcomes = await asyncio.gather(
        *(lane.save(playing.press(user, Choice.RED)) for user in TEAM), return_exceptions=True
    )
    assert [outcome is None for outcome in outcomes] == [False, True, True, True, True]
    assert await saved(playing) == 4
    assert "could not be written" in caplog.text
    await lane.stop()


async def test_stopping_writes_what_waits(database: Database) -> None:
    playing, _, lane, _ = await lane_of(database)
    waiting = [asyncio.ensure_future(lane.save(playing.press(user, Choice.RED))) for user in TEAM]
    await asyncio.sleep(0)
    await lane.stop()
    assert await saved(playing) == 5
    await asyncio.gather(*waiting)


async def test_a_caller_that_goes_away_does_not_take_its_press_along(database: Database) -> None:
    playing, _, lane, _ = await lane_of(database)
    caller = asyncio.ensure_future(lane.save(playing.press(TEAM[0], Choice.RED)))
    await asyncio.sleep(0)
    caller.cancel()
    await lane.stop()
    assert await saved(playing) == 1
