"""When everybody has answered: who hears of it, and when an area reveals itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind
from bot.domain.reviews import REVEAL_AFTER, AreaState, Pace, RevealRule
from bot.jobs.plan import reveal_if_due
from bot.store import agreements, areas, lifecycle
from tests.databases import WORKSPACE
from tests.store.refreshing import SOON, TIMES, done, message, posted, refreshed
from tests.store.reviewing import AREA, CHECKLIST, LEAD, NOW, TEAM, Team
from tests.store.rows import planned

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.engine import Database


async def all_answer(playing: Team, round_: int = 1) -> None:
    for user_id in TEAM:
        await playing.answer(user_id, Choice.AMBER, round_=round_)


async def state_of(playing: Team) -> tuple[AreaState, datetime | None, datetime | None]:
    area = (await playing.board()).review_area
    return area.state, area.complete_at, area.reveal_at


async def test_facilitators_are_told_once_that_everybody_has_answered(database: Database) -> None:
    playing = await posted(database, facilitator_ids=(LEAD, TEAM[4]))
    await all_answer(playing)
    at = NOW
    for _ in range(3):
        at += TIMES.update_gap
        assert await refreshed(playing, at) is not None
        await message(playing)
        await done(playing)
    subject = areas.subject(playing.review.id, AREA)
    assert await planned(database, DeliveryKind.COMPLETE) == [
        (subject, user_id, "1") for user_id in (LEAD, TEAM[4])
    ]
    assert await state_of(playing) == (AreaState.OPEN, NOW, None)


async def test_an_area_that_reveals_itself_waits_for_ten_quiet_minutes(database: Database) -> None:
    playing = await posted(database, reveal_rule=RevealRule.WHEN_COMPLETE)
    await all_answer(playing)
    assert await refreshed(playing, NOW + TIMES.update_gap) is not None
    await done(playing)
    due = NOW + REVEAL_AFTER
    assert await state_of(playing) == (AreaState.OPEN, NOW, due)
    await playing.record(playing.press(TEAM[0], None))
    assert await refreshed(playing, NOW + 2 * TIMES.update_gap) is not None
    assert await state_of(playing) == (AreaState.OPEN, None, None)
    assert await playing.read(areas.due_to_reveal, due) == []


async def reveal_due(playing: Team, now: datetime) -> list[tuple[str, int, str]]:
    due: list[tuple[str, int, str]] = await playing.read(areas.due_to_reveal, now)
    for workspace_id, review_id, area_id in due:
        await playing.database.write(workspace_id, reveal_if_due, playing.checklists, review_id, area_id, now)
    return due


async def test_it_reveals_itself_once_after_that(database: Database) -> None:
    playing = await posted(database, reveal_rule=RevealRule.WHEN_COMPLETE)
    await all_answer(playing)
    assert await refreshed(playing, NOW + TIMES.update_gap) is not None
    due = NOW + REVEAL_AFTER
    assert await reveal_due(playing, due - SOON) == []
    assert await reveal_due(playing, due) == [(WORKSPACE, playing.review.id, AREA)]
    assert (await state_of(playing))[0] is AreaState.REVEALED
    assert await reveal_due(playing, due) == []
    assert (await playing.board()).review_area.revealed_by is None


async def test_a_review_that_is_opened_again_still_reveals_itself(database: Database) -> None:
    """Closing ends the wait; after it everybody has still answered, so it begins anew."""
    playing = await posted(database, reveal_rule=RevealRule.WHEN_COMPLETE, pace=Pace.ALL_AT_ONCE)
    await all_answer(playing)
    assert await refreshed(playing, NOW + TIMES.update_gap) is not None
    await done(playing)
    press = playing.press(TEAM[0], Choice.GREEN, "baseline-data", area_id="data")
    assert await playing.record(press) == [None]
    await playing.write(areas.reveal, playing.review, CHECKLIST, "data", 1, LEAD, NOW)
    agreed = (playing.review.id, "data", "baseline-data", Choice.GREEN, None, None, LEAD, NOW)
    await playing.write(agreements.agree, *agreed)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    assert await playing.read(areas.due_to_reveal, NOW + REVEAL_AFTER) == []
    playing.later(hours=5)
    await playing.write(lifecycle.resume, playing.review.id, LEAD, playing.now)
    assert await refreshed(playing, NOW + timedelta(hours=5)) is not None
    assert await state_of(playing) == (AreaState.OPEN, playing.now, playing.now + REVEAL_AFTER)
