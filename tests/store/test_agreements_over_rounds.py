"""What was agreed before a round stays in force, and is not mistaken for what the round has settled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import AgreedMeanwhile, AreaNotRevealed, NothingToUndo, ReviewClosed
from bot.store import agreements, facilitating, lifecycle
from tests.store.reviewing import AREA, LEAD, NOW, QUESTIONS, TEAM, Team, team
from tests.store.rows import audited, marked

if TYPE_CHECKING:
    from bot.domain.answers import Agreement
    from bot.store.engine import Database

FIRST = QUESTIONS[0]


async def agree(
    playing: Team, choice: Choice, reason: str | None = None, sequence: int | None = None
) -> Agreement:
    agreement: Agreement = await playing.write(
        agreements.agree, playing.review.id, AREA, FIRST, choice, reason, sequence, LEAD, playing.now
    )
    return agreement


async def undo(playing: Team, sequence: int) -> None:
    await playing.write(agreements.undo, playing.review.id, AREA, FIRST, sequence, LEAD, playing.now)


async def answered(playing: Team, choice: Choice, round_: int) -> None:
    for user_id in TEAM:
        await playing.answer(user_id, choice, round_=round_)
    assert await playing.reveal()


async def reopen(playing: Team, round_: int = 1) -> None:
    await playing.write(facilitating.reopen, playing.review.id, AREA, round_, None, LEAD, NOW)


async def in_second_round(database: Database) -> Team:
    """Amber was agreed in the first round; the second is revealed as green."""
    playing = await team(database)
    await answered(playing, Choice.AMBER, 1)
    await agree(playing, Choice.AMBER)
    await reopen(playing)
    await answered(playing, Choice.GREEN, 2)
    return playing


async def to_agree(playing: Team) -> list[str]:
    return [question.id for question in (await playing.board()).to_agree()]


async def test_an_earlier_round_settles_nothing_in_this_one(database: Database) -> None:
    playing = await in_second_round(database)
    board = await playing.board()
    assert board.agreements[FIRST].choice is Choice.AMBER
    assert not board.is_settled(FIRST)
    assert (await agree(playing, Choice.GREEN)).sequence == 2
    assert (await playing.board()).is_settled(FIRST)


async def test_agreeing_the_same_again_settles_the_round(database: Database) -> None:
    playing = await in_second_round(database)
    again = await agree(playing, Choice.AMBER, "It was right before", sequence=1)
    assert (again.sequence, again.round) == (2, 2)
    assert FIRST not in await to_agree(playing)


async def test_undone_is_as_it_was_before_the_round_settled_it(database: Database) -> None:
    playing = await in_second_round(database)
    await agree(playing, Choice.GREEN)
    await undo(playing, 2)
    board = await playing.board()
    assert board.agreements[FIRST].choice is Choice.AMBER
    assert not board.is_settled(FIRST)
    assert FIRST in await to_agree(playing)
    assert (await agree(playing, Choice.GREEN)).sequence == 4


async def test_while_a_new_round_is_hidden_nothing_is_agreed(database: Database) -> None:
    playing = await team(database)
    await answered(playing, Choice.AMBER, 1)
    await agree(playing, Choice.AMBER)
    await reopen(playing)
    for choice, sequence in ((Choice.AMBER, None), (Choice.RED, 1)):
        with pytest.raises(AreaNotRevealed):
            await agree(playing, choice, "As before", sequence)


async def test_undoing_twice_undoes_once(database: Database) -> None:
    playing = await in_second_round(database)
    await agree(playing, Choice.GREEN)
    await undo(playing, 2)
    with pytest.raises(NothingToUndo):
        await undo(playing, 2)
    assert (await playing.board()).agreements[FIRST].choice is Choice.AMBER


async def test_what_was_taken_back_cannot_be_undone_once_more(database: Database) -> None:
    playing = await team(database)
    await answered(playing, Choice.AMBER, 1)
    await agree(playing, Choice.AMBER)
    await undo(playing, 1)
    with pytest.raises(NothingToUndo):
        await undo(playing, 2)
    with pytest.raises(AgreedMeanwhile):
        await agree(playing, Choice.AMBER, sequence=1)
    assert (await agree(playing, Choice.AMBER, sequence=2)).sequence == 3


async def test_nothing_is_undone_in_a_closed_review(database: Database) -> None:
    playing = await in_second_round(database)
    await agree(playing, Choice.GREEN)
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    with pytest.raises(ReviewClosed):
        await undo(playing, 2)


async def test_each_step_is_on_the_record_and_marks_the_area(database: Database) -> None:
    playing = await in_second_round(database)
    await agree(playing, Choice.GREEN)
    playing.later(hours=1)
    await undo(playing, 2)
    history = await playing.read(agreements.history, playing.review.id, FIRST)
    assert [(one.sequence, one.choice, one.agreed_at - NOW) for one in history] == [
        (1, Choice.AMBER, timedelta(0)),
        (2, Choice.GREEN, timedelta(0)),
        (3, Choice.AMBER, timedelta(hours=1)),
    ]
    agreed = await audited(database, "answer agreed")
    assert {subject for _, subject in agreed} == {f"{playing.review.id}|{AREA}|{FIRST}"}
    assert len(agreed) == 3
    assert not any(LEAD in who for who, _ in agreed)
    assert await marked(database) == [AREA]
