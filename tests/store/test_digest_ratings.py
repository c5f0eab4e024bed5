"""Where the ratings stand, and what moved, for one reader."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.digest import Rag
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.domain.reviews import ReviewState
from bot.store import next_steps
from bot.store.schema import person_settings
from bot.store.standings import Standing, Standings
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import OPEN_CHANNEL, agreed, days_ago, digest
from tests.store.reviewing import CHECKLIST, LEAD, NOW, QUESTIONS
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.domain.digest import Digest
    from bot.domain.reviews import Review
    from bot.store.engine import Database

FIRST, SECOND, THIRD = QUESTIONS
RED, AMBER, GREEN = Choice.RED, Choice.AMBER, Choice.GREEN


@pytest.fixture
async def review(database: Database) -> Review:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    return await play.review(database, at=days_ago(30))


async def close(database: Database, review: Review) -> None:
    await play.state(database, review, ReviewState.CLOSED, closed_at=days_ago(10), closed_by=LEAD)


async def test_nothing_is_agreed_yet(database: Database, review: Review) -> None:
    found = await digest(database)
    assert (found.areas, found.reviews, found.moves, found.newly_agreed) == ((), 0, (), 0)
    assert found.is_quiet


async def test_what_moved_within_the_week(database: Database, review: Review) -> None:
    await agreed(database, review, FIRST, GREEN, days_ago(20))
    await agreed(database, review, FIRST, RED, days_ago(2))
    await agreed(database, review, SECOND, AMBER, days_ago(1))
    found = await digest(database)
    [move] = found.moves
    assert (move.question, move.before, move.after) == (
        CHECKLIST.area("normalise").questions[0].short,
        GREEN,
        RED,
    )
    assert (found.before, found.after, found.newly_agreed) == (Rag(0, 0, 1), Rag(1, 1, 0), 1)


async def test_what_moved_and_moved_back_has_not_moved(database: Database, review: Review) -> None:
    await agreed(database, review, FIRST, GREEN, days_ago(20))
    await agreed(database, review, FIRST, RED, days_ago(3))
    await agreed(database, review, FIRST, GREEN, days_ago(2))
    found = await digest(database)
    assert found.is_quiet
    assert found.after == Rag(0, 0, 1)


async def test_what_was_taken_back_is_no_longer_rated(database: Database, review: Review) -> None:
    await agreed(database, review, FIRST, AMBER, days_ago(20))
    await agreed(database, review, FIRST, None, days_ago(1))
    [move] = (await digest(database)).moves
    assert (move.before, move.after) == (AMBER, None)


async def test_it_counts_from_the_last_digest(database: Database, review: Review) -> None:
    await play.joins(database, play.READER, days_ago(21))
    await agreed(database, review, FIRST, GREEN, days_ago(20))
    await agreed(database, review, FIRST, RED, days_ago(12))

    def last(connection, workspace_id: str) -> None:
        connection.execute(person_settings.update().values(last_digest_at=days_ago(14)))

    stranger = await digest(database, play.STRANGER)
    assert (stranger.moves, stranger.since) == ((), days_ago(7).date())
    await database.write(WORKSPACE, last)
    found = await digest(database)
    assert [move.after for move in found.moves] == [RED]
    assert found.since == days_ago(14).date()


async def test_who_never_had_one_hears_of_all_since_they_joined(database: Database, review: Review) -> None:
    """Theirs may have come too late, or they read it after a quiet time."""
    await play.joins(database, play.READER, days_ago(10))
    await agreed(database, review, FIRST, GREEN, days_ago(9))
    assert (await digest(database)).newly_agreed == 1
    await play.joins(database, play.STRANGER, days_ago(1))
    assert (await digest(database, play.STRANGER)).since == days_ago(7).date()


async def test_a_closed_review_counts_until_the_next_one_says_otherwise(
    database: Database, review: Review
) -> None:
    await agreed(database, review, FIRST, RED, days_ago(20))
    await agreed(database, review, SECOND, GREEN, days_ago(20))
    await close(database, review)
    later = await play.review(database, at=days_ago(5))
    await agreed(database, later, FIRST, AMBER, days_ago(2))
    found = await digest(database)
    assert (found.before, found.after, found.reviews) == (Rag(1, 0, 1), Rag(0, 1, 1), 1)
    assert [(move.before, move.after) for move in found.moves] == [(RED, AMBER)]


async def test_what_the_next_review_took_back_stands_as_the_last_one_left_it(
    database: Database, review: Review
) -> None:
    await agreed(database, review, FIRST, RED, days_ago(20))
    await close(database, review)
    later = await play.review(database, at=days_ago(5))
    await agreed(database, later, FIRST, GREEN, days_ago(3))
    await agreed(database, later, FIRST, None, days_ago(2))
    found = await digest(database)
    assert (found.after, found.moves) == (Rag(1, 0, 0), ())


async def test_a_discarded_review_never_counts(database: Database, review: Review) -> None:
    await agreed(database, review, FIRST, RED, days_ago(20))
    await play.state(database, review, ReviewState.DISCARDED)
    found = await digest(database)
    assert (found.areas, found.is_quiet) == ((), True)


async def test_areas_say_how_many_are_to_agree(database: Database, review: Review) -> None:
    await agreed(database, review, FIRST, RED, days_ago(20))
    await agreed(database, review, SECOND, Choice.NOT_APPLICABLE, days_ago(20))
    [bar] = (await digest(database)).areas
    assert (bar.name, bar.ratings, bar.not_applicable, bar.to_agree) == (
        CHECKLIST.area("normalise").short,
        (1, 0, 0),
        1,
        1,
    )
    assert bar.section == CHECKLIST.section_of("normalise").title


async def test_a_step_that_was_done_meanwhile_stands_beside_what_became_better(
    database: Database, review: Review
) -> None:
    subject = StepSubject(review.id, "normalise", FIRST)
    new = NewStep("s1", subject, "Set three KPIs", LEAD, (NOW + timedelta(days=30)).date())
    step = await database.write(WORKSPACE, next_steps.add, new, LEAD, days_ago(20), CALENDARS)
    await agreed(database, review, FIRST, RED, days_ago(20))
    await database.write(WORKSPACE, next_steps.finish, step.id, StepState.DONE, None, LEAD, days_ago(3))
    await agreed(database, review, FIRST, AMBER, days_ago(2))
    [move] = (await digest(database)).moves
    assert (move.done, move.channel_id) == ("Set three KPIs", OPEN_CHANNEL)


async def test_what_was_worked_out_once_holds_until_something_is_agreed(
    database: Database, review: Review
) -> None:
    """Many readers see the same reviews: what stands is worked out for the first of them."""
    standings = Standings()
    await agreed(database, review, FIRST, RED, days_ago(2))

    async def read(now: datetime = NOW) -> Digest:
        return await digest(database, play.STRANGER, now, standings)

    first = await read()
    assert await standing(database, standings, review) is await standing(database, standings, review)
    assert (await read(NOW + timedelta(seconds=5))).areas == first.areas
    await agreed(database, review, SECOND, GREEN, NOW + timedelta(seconds=6))
    assert (await read(NOW + timedelta(seconds=7))).after == Rag(1, 0, 1)
    assert (await read()).after == Rag(1, 0, 0), "at the instant before it stood as it stood"


async def standing(database: Database, standings: Standings, review: Review) -> Standing:
    return await database.read(WORKSPACE, standings.between, [review.id], days_ago(7), NOW)
