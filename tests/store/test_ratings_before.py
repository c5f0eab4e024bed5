"""What a channel had agreed before a review, beside what it agrees now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.looking_back import Earlier
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.domain.reviews import ReviewState
from bot.store import boards, next_steps
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import CHECKLISTS, ELSEWHERE, OPEN_CHANNEL, agreed, days_ago
from tests.store.reviewing import CHECKLIST, LEAD, NOW, QUESTIONS
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.board import AreaBoard
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus
    from bot.store.engine import Database

FIRST, SECOND, THIRD = QUESTIONS
RED, AMBER, GREEN, LEFT_OUT = Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE


@pytest.fixture
async def spring(database: Database) -> Review:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    await play.channel(database, ELSEWHERE)
    return await play.review(database, at=days_ago(90))


async def close(database: Database, review: Review, at: datetime) -> None:
    await play.state(database, review, ReviewState.CLOSED, closed_at=at, closed_by=LEAD)


async def board(database: Database, review: Review) -> AreaBoard:
    return await database.read(WORKSPACE, boards.area_board, CHECKLISTS, review.id, "normalise")


async def status(database: Database, review: Review) -> ReviewStatus:
    return await database.read(WORKSPACE, boards.status, CHECKLISTS, review.id)


async def step_done(database: Database, review: Review, question_id: str, text: str, at: datetime) -> None:
    subject = StepSubject(review.id, "normalise", question_id)
    new = NewStep(text, subject, text, LEAD, NOW.date())
    step = await database.write(WORKSPACE, next_steps.add, new, LEAD, days_ago(85), CALENDARS)
    await database.write(WORKSPACE, next_steps.finish, step.id, StepState.DONE, None, LEAD, at)


async def test_a_first_review_has_nothing_to_look_back_on(database: Database, spring: Review) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    assert (await board(database, spring)).earlier == {}
    found = await status(database, spring)
    assert (found.moves, found.is_compared) == ((), False)


async def test_the_last_rating_and_the_movement(database: Database, spring: Review) -> None:
    await agreed(database, spring, FIRST, GREEN, days_ago(85))
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, SECOND, GREEN, days_ago(80))
    await agreed(database, spring, THIRD, LEFT_OUT, days_ago(80))
    await close(database, spring, days_ago(70))
    autumn = await play.review(database, at=days_ago(20))
    assert (await board(database, autumn)).earlier == {
        FIRST: Earlier(RED),
        SECOND: Earlier(GREEN),
        THIRD: Earlier(LEFT_OUT),
    }
    assert (await status(database, autumn)).moves == ()
    await agreed(database, autumn, FIRST, AMBER, days_ago(10))
    await agreed(database, autumn, SECOND, GREEN, days_ago(10))
    found = await board(database, autumn)
    move = found.move(CHECKLIST.area("normalise").questions[0])
    assert move is not None
    assert (move.before, move.after, move.slip) == (RED, AMBER, -1)
    assert found.move(CHECKLIST.area("normalise").questions[2]) is None
    of_review = await status(database, autumn)
    assert [(one.before, one.after) for one in of_review.moves] == [(RED, AMBER)]
    assert of_review.is_compared


async def test_what_was_taken_back_was_not_agreed(database: Database, spring: Review) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, FIRST, None, days_ago(79))
    await close(database, spring, days_ago(70))
    autumn = await play.review(database, at=days_ago(20))
    assert (await board(database, autumn)).earlier == {}


async def test_a_question_left_out_last_time_is_taken_from_the_review_before(
    database: Database, spring: Review
) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, SECOND, RED, days_ago(80))
    await close(database, spring, days_ago(70))
    summer = await play.review(database, at=days_ago(60))
    await agreed(database, summer, SECOND, AMBER, days_ago(50))
    await close(database, summer, days_ago(40))
    autumn = await play.review(database, at=days_ago(20))
    assert (await board(database, autumn)).earlier == {FIRST: Earlier(RED), SECOND: Earlier(AMBER)}


async def test_what_an_earlier_review_agrees_afterwards_changes_nothing(
    database: Database, spring: Review
) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await close(database, spring, days_ago(70))
    autumn = await play.review(database, at=days_ago(69))
    await agreed(database, autumn, FIRST, RED, days_ago(68))
    await close(database, autumn, days_ago(67))
    await agreed(database, spring, FIRST, GREEN, days_ago(66))
    assert (await board(database, autumn)).earlier == {FIRST: Earlier(RED)}
    assert (await board(database, spring)).earlier == {}


async def test_discarded_reviews_and_other_channels_do_not_count(database: Database, spring: Review) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await play.state(database, spring, ReviewState.DISCARDED, closed_at=days_ago(70), closed_by=LEAD)
    elsewhere = await play.review(database, ELSEWHERE, at=days_ago(60))
    await agreed(database, elsewhere, FIRST, AMBER, days_ago(50))
    await close(database, elsewhere, days_ago(40))
    autumn = await play.review(database, at=days_ago(20))
    assert (await board(database, autumn)).earlier == {}


async def test_a_step_that_was_done_between_two_ratings_is_named(database: Database, spring: Review) -> None:
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, SECOND, RED, days_ago(80))
    await agreed(database, spring, THIRD, RED, days_ago(80))
    await step_done(database, spring, FIRST, "Before it", days_ago(81))
    await step_done(database, spring, FIRST, "Set three KPIs", days_ago(50))
    await step_done(database, spring, FIRST, "After it", days_ago(5))
    await step_done(database, spring, SECOND, "Too late", days_ago(5))
    await step_done(database, spring, THIRD, "Nothing came of it", days_ago(50))
    await close(database, spring, days_ago(70))
    autumn = await play.review(database, at=days_ago(20))
    await agreed(database, autumn, FIRST, GREEN, days_ago(10))
    await agreed(database, autumn, SECOND, GREEN, days_ago(10))
    await agreed(database, autumn, THIRD, RED, days_ago(10))
    earlier = (await board(database, autumn)).earlier
    assert earlier == {
        FIRST: Earlier(RED, "Set three KPIs"),
        SECOND: Earlier(RED),
        THIRD: Earlier(RED),
    }
    assert [move.done for move in (await status(database, autumn)).moves] == ["Set three KPIs", None]
