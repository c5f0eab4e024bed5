"""What the lane does while the database is locked, and with presses that it cannot save."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import ReviewNotFound, TooBusy, Unexpected
from bot.store import areas, lane, reviews
from bot.store.lane import MOST_AT_ONCE, Lane
from tests.databases import WORKSPACE
from tests.store.another_process import another_process
from tests.store.reviewing import AREA, LEAD, PEOPLE, QUESTIONS, TEAM, team
from tests.store.rows import count

if TYPE_CHECKING:
    from bot.domain.answers import Press
    from bot.store.engine import Database

LOCKED_SECONDS = 1.8
"""Longer than either database waits for a lock by itself."""


class Noting:
    """A database that notes what became of each transaction, and refuses what a test says."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.batches: list[tuple[str, int]] = []
        self.busy = 0
        self.refused: Exception | None = None

    async def write(self, workspace_id: str, fn: Any, presses: list[Press]) -> Any:
        self.batches.append((workspace_id, len(presses)))
        if self.refused is not None:
            raise self.refused
        try:
            return await self._database.write(workspace_id, fn, presses)
        except TooBusy:
            self.busy += 1
            raise


def lane_over(database: Noting) -> Lane:
    opened = Lane(database, lambda: None)  # type: ignore[arg-type]
    opened.start()
    return opened


async def test_a_database_that_is_locked_for_seconds_loses_no_press(
    database: Database, database_url: str
) -> None:
    playing = await team(database)
    noting = Noting(database)
    opened = lane_over(noting)
    with another_process(database_url) as connection:
        reviews.area(connection, WORKSPACE, playing.review.id, AREA, locked=True)
        areas.message_posted(connection, WORKSPACE, areas.subject(playing.review.id, AREA), 1, "C1", "1.1")
        saving = [
            asyncio.ensure_future(opened.save(playing.press(user_id, Choice.RED))) for user_id in PEOPLE
        ]
        await asyncio.sleep(LOCKED_SECONDS)
        assert noting.busy
        assert not any(one.done() for one in saving)
    await asyncio.gather(*saving)
    await opened.stop()
    assert await count(database, "answers") == len(PEOPLE)


async def test_a_press_is_given_up_after_its_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "KEPT_SECONDS", 0.3)
    monkeypatch.setattr(lane, "PAUSE_SECONDS", 0.05)
    playing = await team(database)
    noting = Noting(database)
    noting.refused = TooBusy()
    opened = lane_over(noting)
    with pytest.raises(TooBusy):
        await asyncio.wait_for(opened.save(playing.press(TEAM[0], Choice.RED)), 2)
    assert len(noting.batches) > 2
    noting.refused = None
    await opened.save(playing.press(TEAM[1], Choice.RED))
    await opened.stop()
    assert await count(database, "answers") == 1


@pytest.mark.parametrize("fault", [KeyError("a slip"), ZeroDivisionError()])
async def test_a_mistake_of_ours_has_a_reference_that_stands_in_the_log(
    database: Database, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    playing = await team(database)
    noting = Noting(database)
    noting.refused = fault
    opened = lane_over(noting)
    given = [opened.save(playing.press(user_id, Choice.RED)) for user_id in TEAM[:2]]
    told = await asyncio.gather(*given, return_exceptions=True)
    assert all(isinstance(one, Unexpected) for one in told)
    references = {found for one in told for found in re.findall(r"reference (\w+)", str(one))}
    assert len(references) == 2
    assert all(f"reference {reference}" in caplog.text for reference in references)
    noting.refused = None
    await opened.save(playing.press(TEAM[0], Choice.RED))
    await opened.stop()
    assert await count(database, "answers") == 1


async def test_each_workspace_has_its_own_transaction(database: Database) -> None:
    playing = await team(database)
    noting = Noting(database)
    opened = lane_over(noting)
    foreign = [playing.press(user_id, Choice.RED) for user_id in TEAM]
    foreign = [type(press)("TOTHER0001", *list(vars(press).values())[1:]) for press in foreign]
    own = [playing.press(user_id, Choice.RED) for user_id in TEAM]
    told = await asyncio.gather(*map(opened.save, [*foreign, *own]), return_exceptions=True)
    await opened.stop()
    assert [type(one) for one in told[: len(TEAM)]] == [ReviewNotFound] * len(TEAM)
    assert told[len(TEAM) :] == [None] * len(TEAM)
    assert {workspace_id for workspace_id, _ in noting.batches} == {WORKSPACE, "TOTHER0001"}
    assert await count(database, "answers") == len(TEAM)


async def test_a_crowd_is_written_in_batches_of_bounded_size(database: Database) -> None:
    playing = await team(database)
    noting = Noting(database)
    opened = lane_over(noting)
    presses = [
        playing.press(user_id, choice, question_id)
        for choice in Choice
        for user_id in PEOPLE
        for question_id in QUESTIONS
    ]
    await asyncio.gather(*map(opened.save, presses))
    await opened.stop()
    sizes = [size for _, size in noting.batches]
    assert sum(sizes) == len(presses)
    assert len(presses) > MOST_AT_ONCE == max(sizes)
    assert await count(database, "answers") == len(PEOPLE) * len(QUESTIONS)


async def test_somebody_who_went_away_leaves_nothing_behind(database: Database) -> None:
    """Neither their press, nor a refusal that nobody looked at, which would be logged by the loop."""
    playing = await team(database)
    await playing.answer(LEAD, Choice.AMBER)
    opened = lane_over(Noting(database))
    unheard: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: unheard.append(context))
    gone = [
        asyncio.ensure_future(opened.save(press))
        for press in (playing.press(TEAM[0], Choice.RED), playing.press(TEAM[1], Choice.RED, area_id="data"))
    ]
    await asyncio.sleep(0)
    for caller in gone:
        caller.cancel()
    await opened.stop()
    await asyncio.gather(*gone, return_exceptions=True)
    assert unheard == []
    assert await count(database, "answers") == len(QUESTIONS) + 1
