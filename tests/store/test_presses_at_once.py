"""Presses that meet other presses, a reveal and a closing, on connections of their own."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import AreaRevealed, ReviewClosed
from bot.domain.people import Member
from bot.store import agreements, areas, engine, lifecycle, members, reviews
from bot.store.engine import open_database
from bot.store.presses import record_many
from tests.databases import WORKSPACE
from tests.store.another_process import another_process, waits
from tests.store.reviewing import AREA, CHANNEL, CHECKLIST, LEAD, NOW, PEOPLE, QUESTIONS, TEAM, Team, team
from tests.store.rows import count

if TYPE_CHECKING:
    from bot.domain.answers import Press
    from bot.store.engine import Database

CROWD = [f"UCROWD{number:03}" for number in range(50)]
SAVED = [None] * len(QUESTIONS)


async def crowd(database: Database) -> Team:
    playing = await team(database)
    await playing.write(members.save_members, [Member(user_id) for user_id in CROWD], NOW)
    await playing.write(members.save_channel, CHANNEL, "all", [*PEOPLE, *CROWD], NOW)
    await playing.answer(LEAD, Choice.AMBER)
    return playing


def whole_area(playing: Team, user_id: str, choice: Choice = Choice.AMBER) -> list[Press]:
    return [playing.press(user_id, choice, question_id) for question_id in QUESTIONS]


async def test_every_press_is_counted_at_the_reveal_or_refused(database: Database) -> None:
    """Somebody's presses are one transaction: who is saved must be in n, who is not must hear so."""
    playing = await crowd(database)
    saving = [asyncio.ensure_future(playing.record(*whole_area(playing, user_id))) for user_id in CROWD]
    saving.insert(len(CROWD) // 2, asyncio.ensure_future(playing.reveal()))
    outcomes = await asyncio.gather(*saving)
    assert outcomes.pop(len(CROWD) // 2) is True
    saved = outcomes.count(SAVED)
    refused = [refusal for outcome in outcomes if outcome != SAVED for refusal in outcome]
    assert all(isinstance(refusal, AreaRevealed) for refusal in refused)
    assert saved * 3 + len(refused) == len(CROWD) * 3
    board = await playing.board()
    assert board.progress.answered == board.tally(QUESTIONS[0]).amber == saved + 1


async def test_a_reveal_waits_for_a_press_in_flight_and_counts_it(
    database: Database, database_url: str
) -> None:
    playing = await crowd(database)
    with another_process(database_url) as connection:
        assert record_many(connection, WORKSPACE, whole_area(playing, CROWD[0])) == SAVED
        revealing = await waits(playing.reveal())
    assert await revealing is True
    assert (await playing.board()).progress.answered == 2


async def test_a_press_waits_for_a_reveal_in_flight_and_is_refused(
    database: Database, database_url: str
) -> None:
    playing = await crowd(database)
    with another_process(database_url) as connection:
        assert areas.reveal(connection, WORKSPACE, playing.review, CHECKLIST, AREA, 1, LEAD, NOW)
        pressing = await waits(playing.record(*whole_area(playing, CROWD[0])))
    assert [type(refusal) for refusal in await pressing] == [AreaRevealed] * 3


async def test_a_press_waits_for_a_closing_in_flight_and_is_refused(
    database: Database, database_url: str
) -> None:
    playing = await crowd(database)
    with another_process(database_url) as connection:
        lifecycle.discard(connection, WORKSPACE, playing.review.id, LEAD, NOW)
        pressing = await waits(playing.record(*whole_area(playing, CROWD[0])))
    assert [type(refusal) for refusal in await pressing] == [ReviewClosed] * 3


async def test_no_area_opens_in_a_review_that_is_being_closed(database: Database, database_url: str) -> None:
    playing = await crowd(database)
    with another_process(database_url) as connection:
        lifecycle.discard(connection, WORKSPACE, playing.review.id, LEAD, NOW)
        posting = await waits(playing.write(areas.post, playing.review, "data", LEAD, NOW))
    with pytest.raises(ReviewClosed):
        await posting


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_presses_do_not_wait_for_each_other(database: Database, database_url: str) -> None:
    playing = await crowd(database)
    with another_process(database_url) as connection:
        assert record_many(connection, WORKSPACE, whole_area(playing, CROWD[0])) == SAVED
        assert await playing.record(*whole_area(playing, CROWD[1])) == SAVED


async def test_processes_that_write_the_same_people_never_wait_in_a_ring(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadlock would be undone and tried again unseen: so there is but one try."""
    monkeypatch.setattr(engine, "TRIES", 1)
    playing = await crowd(database)
    other = open_database(database_url)
    shuffled = random.Random(7)
    last = {}

    def batch() -> list[Press]:
        presses = [
            playing.press(user_id, shuffled.choice(list(Choice)), question_id)
            for user_id in CROWD[:10]
            for question_id in QUESTIONS
        ]
        last.update({(press.user_id, press.question_id): press.choice for press in presses})
        shuffled.shuffle(presses)
        return presses

    try:
        batches = [batch() for _ in range(24)]
        shuffled.shuffle(batches)
        outcomes = await asyncio.gather(
            *(
                (database, other)[number % 2].write(WORKSPACE, record_many, presses)
                for number, presses in enumerate(batches)
            )
        )
    finally:
        await other.close()
    assert outcomes == [[None] * 30] * 24
    assert await count(database, "answers") == 30 + 3
    board = await playing.board()
    assert board.tallies == {}
    kept = await playing.read(all_choices)
    assert {place: choice for place, choice in kept.items() if place in last} == last


def all_choices(connection, workspace_id: str) -> dict:
    from bot.store.schema import answers

    return {(row.user_id, row.question_id): row.choice for row in connection.execute(answers.select())}


async def test_a_closed_review_is_opened_again_beside_a_reveal(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock areas before the review, so that neither waits for the other in a ring."""
    monkeypatch.setattr(engine, "TRIES", 1)
    playing = await crowd(database)
    for user_id in TEAM:
        await playing.answer(user_id, Choice.AMBER)
    await playing.reveal()
    await playing.write(
        agreements.agree, playing.review.id, AREA, QUESTIONS[0], Choice.AMBER, None, None, LEAD, NOW
    )
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    with another_process(database_url) as connection:
        reviews.area(connection, WORKSPACE, playing.review.id, AREA, locked=True)
        if database.dialect == "sqlite":
            reviews.add_facilitator(connection, WORKSPACE, playing.review.id, TEAM[0], NOW)
        resuming = await waits(playing.write(lifecycle.resume, playing.review.id, LEAD, NOW))
        reviews.get(connection, WORKSPACE, playing.review.id, locked=True)
    assert (await resuming).is_open
