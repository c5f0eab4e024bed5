"""Collective answers: one in force, all on the record."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import AgreedMeanwhile, AreaNotRevealed, NothingToUndo, ReasonNeeded
from bot.store import agreements, answers, discussing
from tests.store.reviewing import AREA, LEAD, NOW, QUESTIONS, TEAM, Team, team

if TYPE_CHECKING:
    from bot.store.engine import Database

FIRST = QUESTIONS[0]


async def revealed(database: Database, *choices: Choice) -> Team:
    playing = await team(database, facilitator_ids=(LEAD, TEAM[4]))
    for user_id, choice in zip(TEAM, choices or (Choice.AMBER,) * 5, strict=True):
        await playing.answer(user_id, choice)
    await playing.reveal()
    return playing


async def agree(
    playing: Team,
    choice: Choice,
    reason: str | None = None,
    sequence: int | None = None,
    by: str = LEAD,
):
    return await playing.write(
        agreements.agree, playing.review.id, AREA, FIRST, choice, reason, sequence, by, playing.now
    )


async def undo(playing: Team, sequence: int, by: str = LEAD) -> None:
    await playing.write(agreements.undo, playing.review.id, AREA, FIRST, sequence, by, playing.now)


async def in_force(playing: Team) -> Choice | None:
    found = await playing.read(agreements.in_force, playing.review.id)
    return found[FIRST].choice if FIRST in found else None


async def test_one_press_agrees_and_a_second_changes_nothing(database: Database) -> None:
    playing = await revealed(database)
    first = await agree(playing, Choice.AMBER)
    assert await agree(playing, Choice.AMBER, by=TEAM[4]) == first
    assert await in_force(playing) is Choice.AMBER
    assert len(await playing.read(agreements.history, playing.review.id, FIRST)) == 1


async def test_nothing_is_agreed_before_the_reveal(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    with pytest.raises(AreaNotRevealed):
        await agree(playing, Choice.AMBER)


async def test_against_the_proposal_a_reason_is_needed(database: Database) -> None:
    playing = await revealed(database)
    with pytest.raises(ReasonNeeded):
        await agree(playing, Choice.RED, sequence=0)
    await agree(playing, Choice.RED, "We looked again", sequence=0)
    assert await in_force(playing) is Choice.RED


async def test_a_change_keeps_the_history(database: Database) -> None:
    playing = await revealed(database)
    await agree(playing, Choice.AMBER)
    await agree(playing, Choice.GREEN, "It got better", sequence=1)
    history = await playing.read(agreements.history, playing.review.id, FIRST)
    assert [(one.sequence, one.choice) for one in history] == [(1, Choice.AMBER), (2, Choice.GREEN)]
    assert await in_force(playing) is Choice.GREEN


async def test_what_was_agreed_meanwhile_is_noticed(database: Database) -> None:
    playing = await revealed(database)
    await agree(playing, Choice.AMBER)
    with pytest.raises(AgreedMeanwhile):
        await agree(playing, Choice.GREEN, "From an old form", sequence=0)
    with pytest.raises(AgreedMeanwhile):
        await agree(playing, Choice.GREEN)


async def test_of_two_facilitators_at_once_one_wins(database: Database) -> None:
    playing = await revealed(database, Choice.RED, Choice.RED, Choice.GREEN, Choice.GREEN, Choice.AMBER)
    outcomes = await asyncio.gather(
        agree(playing, Choice.RED, sequence=0),
        agree(playing, Choice.GREEN, sequence=0, by=TEAM[4]),
        return_exceptions=True,
    )
    assert sorted(isinstance(outcome, AgreedMeanwhile) for outcome in outcomes) == [False, True]


async def test_undo_brings_back_what_held_before(database: Database) -> None:
    playing = await revealed(database)
    await agree(playing, Choice.AMBER)
    await agree(playing, Choice.GREEN, "It got better", sequence=1)
    await undo(playing, 2)
    assert await in_force(playing) is Choice.AMBER


async def test_undo_of_the_first_leaves_nothing_agreed(database: Database) -> None:
    playing = await revealed(database)
    await agree(playing, Choice.AMBER)
    await undo(playing, 1)
    assert await in_force(playing) is None
    await agree(playing, Choice.AMBER)
    assert await in_force(playing) is Choice.AMBER


async def test_only_the_same_person_undoes_within_a_day(database: Database) -> None:
    playing = await revealed(database)
    await agree(playing, Choice.AMBER)
    with pytest.raises(NothingToUndo):
        await undo(playing, 1, by=TEAM[4])
    with pytest.raises(NothingToUndo):
        await undo(playing, 2)
    playing.now = NOW + timedelta(hours=24, seconds=1)
    with pytest.raises(NothingToUndo):
        await undo(playing, 1)
    playing.now = NOW + timedelta(hours=24)
    await undo(playing, 1)


async def test_comments_are_read_after_the_reveal_without_their_authors(database: Database) -> None:
    playing = await team(database)
    for user_id in TEAM:
        await playing.answer(user_id, Choice.AMBER)
        press = playing.press(user_id, None)
        await playing.write(answers.save_details, press, f"from {user_id}", None)
    where = (playing.checklists, playing.review.id, AREA, FIRST, TEAM[0], True)
    with pytest.raises(AreaNotRevealed):
        await playing.read(discussing.question, *where)
    assert (await playing.board()).comments == {}
    await playing.reveal()
    found = await playing.read(discussing.question, *where)
    assert {comment.text for comment in found.comments} == {f"from {user_id}" for user_id in TEAM}
    assert [comment.id for comment in found.comments] == sorted(comment.id for comment in found.comments)
    assert not any(user_id in comment.id for comment in found.comments for user_id in TEAM)
    hidden = found.comments[0]
    await playing.write(answers.hide_comment, playing.review.id, AREA, hidden.id, "Names somebody", LEAD, NOW)
    assert (await playing.board()).comments == {FIRST: 4}
