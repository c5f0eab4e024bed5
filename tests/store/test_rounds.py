"""Starting, revealing, re-opening, closing: each once, whoever presses how often."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import (
    AreaAlreadyPosted,
    AreaNotRevealed,
    NothingAgreed,
    NothingToReveal,
    ReviewAlreadyOpen,
    ReviewClosed,
    ReviewNotClosed,
    ReviewNotFound,
    RoundOver,
    StillHasFacilitators,
    TooLateToResume,
)
from bot.domain.reviews import AreaState, Pace, ReviewState
from bot.store import agreements, answering, areas, boards, facilitating, lifecycle, members, reviews
from bot.store.schema import deliveries
from tests.store.reviewing import AREA, CHANNEL, LEAD, NOW, QUESTIONS, TEAM, Team, people_in, start, team

if TYPE_CHECKING:
    from bot.store.engine import Database


async def agreed(playing: Team) -> None:
    for user_id in TEAM:
        await playing.answer(user_id, Choice.GREEN)
    await playing.reveal()
    await playing.write(
        agreements.agree, playing.review.id, AREA, QUESTIONS[0], Choice.GREEN, None, None, LEAD, NOW
    )


async def planned(playing: Team, kind: str) -> int:
    def count(connection, _workspace_id):
        return len(connection.execute(deliveries.select().where(deliveries.c.kind == kind)).all())

    return await playing.read(count)


async def test_one_form_starts_one_review(database: Database) -> None:
    await people_in(database)
    first, second = await asyncio.gather(start(database), start(database))
    assert first == second


async def test_one_channel_has_one_open_review_however_many_start_at_once(database: Database) -> None:
    await people_in(database)
    outcomes = await asyncio.gather(
        *(start(database, origin=f"V{number}") for number in range(8)), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, ReviewAlreadyOpen)]
    assert (len(outcomes), len(refused)) == (8, 7)


async def test_another_channel_has_its_own(database: Database) -> None:
    await people_in(database)
    await people_in(database, "C0000002")
    first = await start(database)
    second = await start(database, origin="V2", channel_id="C0000002")
    assert first.id != second.id


async def test_all_at_once_posts_every_area_once(database: Database) -> None:
    playing = await team(database, pace=Pace.ALL_AT_ONCE)
    assert await planned(playing, "area") == 10
    with pytest.raises(AreaAlreadyPosted):
        await playing.write(areas.post, playing.review, AREA, LEAD, NOW)
    assert await planned(playing, "area") == 10


async def test_nothing_is_revealed_before_somebody_answers(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(NothingToReveal):
        await playing.reveal()


async def test_an_area_is_revealed_once_with_its_numbers_fixed(database: Database) -> None:
    playing = await team(database)
    for user_id in TEAM[:3]:
        await playing.answer(user_id, Choice.AMBER)
    outcomes = await asyncio.gather(*(playing.reveal() for _ in range(5)))
    assert sorted(outcomes) == [False, False, False, False, True]
    assert await planned(playing, "reveal") == 1
    await playing.write(members.left, CHANNEL, TEAM[0])
    board = await playing.board()
    assert (board.progress.answered, board.progress.taking_part) == (3, 5)


async def test_who_leaves_drops_out_unless_they_had_answered(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    for user_id in TEAM[:2]:
        await playing.write(members.left, CHANNEL, user_id)
    board = await playing.board()
    assert (board.progress.answered, board.progress.taking_part) == (1, 4)


async def test_a_new_round_starts_empty_and_keeps_what_was_agreed(database: Database) -> None:
    playing = await team(database)
    await agreed(playing)
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, "Something new", LEAD, NOW)
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, "Pressed twice", LEAD, NOW)
    board = await playing.board()
    assert (board.round, board.review_area.state) == (2, AreaState.OPEN)
    assert (board.progress.answered, board.tallies) == (0, {})
    assert board.agreements[QUESTIONS[0]].choice is Choice.GREEN

    class Place:
        review_id, area_id = playing.review.id, AREA

    mine = await playing.read(answering.mine, playing.checklists, Place(), TEAM[0])
    assert mine.mine == {}
    assert mine.earlier[QUESTIONS[0]].choice is Choice.GREEN
    with pytest.raises(RoundOver):
        await playing.reveal(1)


async def test_what_is_not_revealed_is_not_opened_again(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(AreaNotRevealed):
        await playing.write(areas.reopen, playing.review, AREA, LEAD, None, NOW)


async def test_a_review_with_nothing_agreed_is_not_closed(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(NothingAgreed):
        await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)


async def test_closing_freezes_and_plans_one_summary(database: Database) -> None:
    playing = await team(database)
    await agreed(playing)
    closed = await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    assert (closed.state, closed.closed_by) == (ReviewState.CLOSED, LEAD)
    with pytest.raises(ReviewClosed):
        await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    with pytest.raises(ReviewClosed):
        await playing.reveal()
    with pytest.raises(ReviewClosed):
        await playing.write(
            agreements.agree, playing.review.id, AREA, QUESTIONS[1], Choice.GREEN, None, None, LEAD, NOW
        )
    assert await planned(playing, "closing") == 1
    (past,) = await playing.read(boards.past_reviews, playing.checklists, CHANNEL)
    assert (past.counts.green, past.counts.to_agree) == (1, 41)


async def test_a_closed_review_is_opened_again_for_seven_days(database: Database) -> None:
    playing = await team(database)
    await agreed(playing)
    with pytest.raises(ReviewNotClosed):
        await playing.write(lifecycle.resume, playing.review.id, LEAD, NOW)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    late = NOW + timedelta(days=7, seconds=1)
    with pytest.raises(TooLateToResume):
        await playing.write(lifecycle.resume, playing.review.id, LEAD, late)
    resumed = await playing.write(lifecycle.resume, playing.review.id, LEAD, NOW + timedelta(days=7))
    assert (resumed.is_open, resumed.closed_at) == (True, None)


async def test_no_review_is_opened_again_beside_an_open_one(database: Database) -> None:
    playing = await team(database)
    await agreed(playing)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    await start(database, origin="V2")
    with pytest.raises(ReviewAlreadyOpen):
        await playing.write(lifecycle.resume, playing.review.id, LEAD, NOW)


async def test_a_review_is_taken_over_only_where_nobody_facilitates(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(StillHasFacilitators):
        await playing.write(lifecycle.take_over, playing.review.id, TEAM[0], NOW)
    await playing.write(members.left, CHANNEL, LEAD)
    taken = [await playing.write(lifecycle.take_over, playing.review.id, TEAM[0], NOW) for _ in range(2)]
    assert [(review.facilitator_ids, is_new) for review, is_new in taken] == [
        ((LEAD, TEAM[0]), True),
        ((LEAD, TEAM[0]), False),
    ]
    with pytest.raises(StillHasFacilitators):
        await playing.write(lifecycle.take_over, playing.review.id, TEAM[1], NOW)


async def test_another_workspace_does_not_find_the_review(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(ReviewNotFound):
        await database.read("TOTHER0001", reviews.get, playing.review.id)
    with pytest.raises(ReviewNotFound):
        await database.write("TOTHER0001", lifecycle.discard, playing.review.id, LEAD, NOW)


async def test_what_waits_for_a_person(database: Database) -> None:
    playing = await team(database, pace=Pace.ALL_AT_ONCE)
    await playing.answer(TEAM[0], Choice.RED)
    waiting = await playing.read(boards.waiting_for, playing.checklists, playing.review, TEAM[0])
    assert AREA not in [area.id for area in waiting]
    assert len(waiting) == 9
    following = await playing.read(
        boards.next_to_answer, playing.checklists, playing.review, TEAM[0], "wider-agenda"
    )
    assert following.id == "understanding"
