"""After the reveal: questions in the order to discuss them, and the comments on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice, Tally
from bot.domain.errors import (
    CommentNotFound,
    NoSuchQuestion,
    NotAFacilitator,
)
from bot.store import (
    agreements,
    answering,
    answers,
    discussing,
    facilitating,
)
from tests.store.reviewing import (
    AREA,
    LEAD,
    NOW,
    QUESTIONS,
    TEAM,
    Team,
    team,
)

if TYPE_CHECKING:
    from bot.store.engine import Database

STRANGER = "USTRANGER"
FIRST, SECOND, THIRD = QUESTIONS


async def discuss(playing: Team, question_id: str, user_id: str = LEAD, anybody: bool = False):
    arguments = (playing.checklists, playing.review.id, AREA, question_id, user_id, anybody)
    return await playing.read(discussing.question, *arguments)


async def queue(playing: Team, after: tuple[str, int, str] | None = None) -> list[str]:
    arguments = (playing.checklists, playing.review.id, None, LEAD, after)
    return [question_id for _, _, question_id in await playing.read(discussing.queue, *arguments)]


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


async def test_questions_are_discussed_in_order(database: Database) -> None:
    playing = await answered_differently(database)
    assert await queue(playing) == [THIRD, SECOND, FIRST]
    assert await queue(playing, (AREA, 1, THIRD)) == [SECOND, FIRST]
    await agree(playing, SECOND, Choice.AMBER)
    assert await queue(playing) == [THIRD, FIRST]
    assert await queue(playing, (AREA, 1, SECOND)) == [FIRST]
    assert await queue(playing, (AREA, 1, FIRST)) == []


async def test_a_question_is_looked_at_by_all_and_decided_by_facilitators(database: Database) -> None:
    playing = await answered_differently(database)
    assert (await discuss(playing, FIRST)).is_facilitator
    assert not (await discuss(playing, FIRST, TEAM[0], anybody=True)).is_facilitator
    with pytest.raises(NotAFacilitator):
        await discuss(playing, FIRST, TEAM[0])
    with pytest.raises(NoSuchQuestion):
        await discuss(playing, "baseline-data")
    await agree(playing, FIRST, Choice.GREEN)
    found = await discuss(playing, FIRST)
    assert (found.sequence, found.current and found.current.choice) == (1, Choice.GREEN)


async def test_comments_are_kept_beside_the_answer(database: Database) -> None:
    playing = await team(database)
    press = playing.press(TEAM[0], Choice.RED)
    await playing.record(press)
    await playing.write(answering.save_comment, press, "Because", "https://example.org/proof")
    mine = (await playing.read(answers.of_person, playing.review.id, AREA, 1, TEAM[0]))[FIRST]
    assert (mine.choice, mine.comment, mine.evidence_url) == (
        Choice.RED,
        "Because",
        "https://example.org/proof",
    )
    await playing.write(answering.save_comment, press, None, None)
    await playing.reveal()
    board = await playing.board()
    assert (board.tally(FIRST), board.comments) == (Tally(red=1), {})


async def test_evidence_alone_counts_as_a_comment_and_an_answer_need_not_come_with_it(
    database: Database,
) -> None:
    playing = await team(database)
    await playing.answer(LEAD, Choice.RED)
    late = playing.press(TEAM[0], None)
    await playing.write(answering.save_comment, late, None, "https://example.org/proof")
    assert (await playing.board()).progress.answered == 1
    await playing.record(playing.press(TEAM[0], Choice.GREEN))
    await playing.reveal()
    (comment,) = (await discuss(playing, FIRST)).comments
    assert (comment.text, comment.evidence_url) == ("", "https://example.org/proof")
    assert (await playing.board()).tally(FIRST) == Tally(red=1, green=1)


async def test_a_hidden_comment_keeps_its_reason_and_counts_no_more(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], Choice.RED)
    await playing.write(answers.save_details, playing.press(TEAM[0], None), "Ana did it", None)
    await playing.reveal()
    (comment,) = (await discuss(playing, FIRST)).comments
    hide = (facilitating.hide_comment, playing.review.id, AREA)
    await playing.write(*hide, comment.id, "Names somebody", LEAD, NOW)
    assert (await discuss(playing, FIRST)).comments[0].hidden_reason == "Names somebody"
    assert (await playing.board()).comments == {}
    with pytest.raises(CommentNotFound):
        await playing.write(*hide, "another", "Names somebody", LEAD, NOW)
