"""Who may look back on a channel's reviews, and on how a question was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import NoOpenReview, NoSuchQuestion, ReviewNotFound, UnknownPerson
from bot.domain.reviews import ReviewState
from bot.store import past
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import CHECKLISTS, ELSEWHERE, OPEN_CHANNEL, READER, STRANGER, agreed, days_ago
from tests.store.reviewing import CHECKLIST, LEAD, QUESTIONS

if TYPE_CHECKING:
    from bot.domain.reviews import Review
    from bot.store.engine import Database

FIRST = QUESTIONS[0]
RED, AMBER, GREEN = Choice.RED, Choice.AMBER, Choice.GREEN


@pytest.fixture
async def two(database: Database) -> tuple[Review, Review]:
    """A closed review and an open one, in which one question is agreed."""
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    await play.channel(database, ELSEWHERE)
    spring = await play.review(database, at=days_ago(90))
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, FIRST, AMBER, days_ago(79))
    await play.state(database, spring, ReviewState.CLOSED, closed_at=days_ago(70), closed_by=LEAD)
    autumn = await play.review(database, at=days_ago(20))
    await agreed(database, autumn, FIRST, GREEN, days_ago(10))
    return spring, autumn


async def question(database: Database, review_id: int, user_id: str = READER, question_id: str = FIRST):
    return await database.read(WORKSPACE, past.question, CHECKLISTS, review_id, question_id, user_id)


async def test_how_a_question_was_agreed_over_the_reviews(database: Database, two) -> None:
    spring, autumn = two
    found = await question(database, autumn.id)
    told = [(one.review.id, [a.choice for a in one.agreements]) for one in found.chapters]
    assert told == [(spring.id, [RED, AMBER]), (autumn.id, [GREEN])]
    assert found.question.id == FIRST
    of_spring = await question(database, spring.id)
    assert [one.review.id for one in of_spring.chapters] == [spring.id]


async def test_a_question_without_a_record_or_of_no_checklist(database: Database, two) -> None:
    found = await question(database, two[1].id, question_id=QUESTIONS[1])
    assert found.chapters == ()
    with pytest.raises(NoSuchQuestion):
        await question(database, two[1].id, question_id="no-such-question")


async def test_a_closed_review_as_it_was_closed(database: Database, two) -> None:
    spring, autumn = two
    found = await database.read(WORKSPACE, past.review, CHECKLISTS, spring.id, READER)
    assert (found.counts.amber, found.counts.agreed, found.is_compared) == (1, 1, False)
    with pytest.raises(ReviewNotFound):
        await database.read(WORKSPACE, past.review, CHECKLISTS, autumn.id, READER)


async def test_only_members_of_the_channel_and_of_the_workspace(database: Database, two) -> None:
    spring, autumn = two
    with pytest.raises(UnknownPerson):
        await question(database, autumn.id, STRANGER)
    with pytest.raises(UnknownPerson):
        await database.read(WORKSPACE, past.review, CHECKLISTS, spring.id, STRANGER)
    with pytest.raises(ReviewNotFound):
        await database.read("T_OTHER", past.review, CHECKLISTS, spring.id, READER)
    with pytest.raises(ReviewNotFound):
        await database.read("T_OTHER", past.question, CHECKLISTS, autumn.id, FIRST, READER)


async def test_the_review_that_a_channel_means(database: Database, two) -> None:
    spring, autumn = two
    found, checklist = await database.read(WORKSPACE, past.latest, CHECKLISTS, OPEN_CHANNEL, READER)
    assert (found.id, checklist.question_count) == (autumn.id, CHECKLIST.question_count)
    await play.state(database, autumn, ReviewState.DISCARDED, closed_at=days_ago(1), closed_by=LEAD)
    found, _ = await database.read(WORKSPACE, past.latest, CHECKLISTS, OPEN_CHANNEL, READER)
    assert found.id == spring.id
    with pytest.raises(NoOpenReview):
        await database.read(WORKSPACE, past.latest, CHECKLISTS, ELSEWHERE, READER)
