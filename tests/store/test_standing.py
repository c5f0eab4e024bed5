"""Where a review stands, and what a channel has behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import (
    UnknownPerson,
)
from bot.domain.status import EssentialState
from bot.store import (
    agreements,
    boards,
    lifecycle,
    viewing,
)
from tests.store.reviewing import (
    AREA,
    CHANNEL,
    CHECKLIST,
    LEAD,
    NEW,
    NOW,
    QUESTIONS,
    TEAM,
    Team,
    start,
    team,
)

if TYPE_CHECKING:
    from bot.store.engine import Database

STRANGER = "USTRANGER"
FIRST, SECOND, THIRD = QUESTIONS


async def answered_differently(database: Database) -> Team:
    """Green throughout, amber in between, and a split at the end; revealed."""
    playing = await team(database)
    for number, user_id in enumerate(TEAM):
        split = (Choice.RED, Choice.GREEN)[number % 2]
        await playing.record(
            *(
                playing.press(user_id, choice, question)
                for question, choice in zip(QUESTIONS, (Choice.GREEN, Choice.AMBER, split), strict=True)
            )
        )
    await playing.reveal()
    return playing


async def agree(playing: Team, question_id: str, choice: Choice, reason: str | None = None) -> None:
    await playing.write(
        agreements.agree, playing.review.id, AREA, question_id, choice, reason, None, LEAD, NOW
    )


async def test_the_status_counts_what_is_agreed(database: Database) -> None:
    playing = await answered_differently(database)
    await agree(playing, FIRST, Choice.GREEN)
    await agree(playing, THIRD, Choice.NOT_APPLICABLE, "Nobody does this")
    found = await playing.read(viewing.status, playing.checklists, playing.review.id, TEAM[0])
    counts = found.counts
    assert (counts.green, counts.not_applicable, counts.total, counts.to_agree) == (1, 1, 41, 40)
    assert [area.area.id for area in found.areas] == list(NEW.area_ids)
    assert found.next_to_post is not None
    assert found.next_to_post.id == NEW.area_ids[0]
    assert {area.progress for area in found.areas} == {None}
    assert set(found.essentials) == {essential.id for essential in CHECKLIST.essentials}
    assert set(found.essentials.values()) == {EssentialState.PARTLY, EssentialState.NOT_AGREED}


async def test_open_areas_say_who_has_answered(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], Choice.RED)
    found = await playing.read(viewing.status, playing.checklists, playing.review.id, LEAD)
    progress = {area.area.id: area.progress for area in found.areas if area.progress}
    assert set(progress) == {AREA}
    assert (progress[AREA].answered, progress[AREA].taking_part) == (1, 5)


async def test_the_history_of_a_channel(database: Database) -> None:
    playing = await answered_differently(database)
    await agree(playing, FIRST, Choice.GREEN)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    second = await start(database, origin="V2")
    await playing.write(lifecycle.discard, second.id, LEAD, NOW)
    third = await start(database, origin="V3", title="Summer review")
    arguments = (playing.checklists, CHANNEL, TEAM[0])
    past, now_open = await playing.read(viewing.history, *arguments)
    assert [(one.review.id, one.counts.green) for one in past] == [(playing.review.id, 1)]
    assert now_open == third
    with pytest.raises(UnknownPerson):
        await playing.read(viewing.history, playing.checklists, CHANNEL, STRANGER)
    assert await playing.read(viewing.history, playing.checklists, "CNEW", STRANGER) == ([], None)


async def test_the_latest_closed_review_comes_first(database: Database) -> None:
    playing = await answered_differently(database)
    await agree(playing, FIRST, Choice.GREEN)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW + timedelta(hours=2))
    earlier = await team(database, origin="V2")
    await earlier.answer(TEAM[0], Choice.RED)
    await earlier.reveal()
    await agree(earlier, FIRST, Choice.RED, "So it is")
    await earlier.write(lifecycle.close, earlier.review.id, LEAD, NOW)
    past = await playing.read(boards.past_reviews, playing.checklists, CHANNEL)
    assert [one.review.id for one in past] == [playing.review.id, earlier.review.id]
