"""Which channels somebody may compare, and what counts in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from bot.domain.answers import Choice
from bot.domain.reviews import ReviewState
from bot.domain.status import Counts
from bot.store import comparing
from bot.store.schema import channel_members
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import (
    CHECKLISTS,
    ELSEWHERE,
    GUEST,
    OPEN_CHANNEL,
    OUTSIDER,
    PRIVATE,
    READER,
    STRANGER,
    agreed,
    days_ago,
)
from tests.store.reviewing import CHECKLIST, LEAD, NOW, QUESTIONS

if TYPE_CHECKING:
    from bot.domain.comparison import Comparison
    from bot.store.engine import Database

FIRST, SECOND, THIRD = QUESTIONS
RED, AMBER, GREEN, LEFT_OUT = Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE


async def of(database: Database, user_id: str = READER, workspace_id: str = WORKSPACE) -> Comparison:
    return await database.read(workspace_id, comparing.of_person, CHECKLISTS, user_id, NOW)


def seen(comparison: Comparison) -> list[str]:
    return [one.channel_id for one in comparison.channels]


@pytest.fixture
async def three(database: Database) -> None:
    """The reader is in all three, a guest and an outsider in one each, the stranger in none."""
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL, LEAD, READER, GUEST)
    await play.channel(database, PRIVATE, LEAD, READER, OUTSIDER, is_private=True)
    await play.channel(database, ELSEWHERE, LEAD, READER)
    for channel_id, choice in ((OPEN_CHANNEL, RED), (PRIVATE, AMBER), (ELSEWHERE, GREEN)):
        review = await play.review(database, channel_id, at=days_ago(30))
        await agreed(database, review, FIRST, choice, days_ago(20))


@pytest.mark.usefixtures("three")
async def test_only_the_channels_that_one_is_in(database: Database) -> None:
    assert seen(await of(database)) == [OPEN_CHANNEL, PRIVATE, ELSEWHERE]
    assert seen(await of(database, GUEST)) == [OPEN_CHANNEL]
    assert seen(await of(database, OUTSIDER)) == [PRIVATE]
    assert seen(await of(database, STRANGER)) == []


@pytest.mark.usefixtures("three")
async def test_who_has_left_a_channel_no_longer_sees_it(database: Database) -> None:
    def leave(connection, workspace_id: str) -> None:
        connection.execute(
            delete(channel_members).where(
                channel_members.c.workspace_id == workspace_id,
                channel_members.c.channel_id == PRIVATE,
                channel_members.c.user_id == READER,
            )
        )

    await database.write(WORKSPACE, leave)
    assert seen(await of(database)) == [OPEN_CHANNEL, ELSEWHERE]


@pytest.mark.usefixtures("three")
async def test_another_workspace_sees_nothing_of_it(database: Database) -> None:
    assert seen(await of(database, READER, "T_OTHER")) == []


async def test_the_last_agreed_rating_of_each_question_counts_open_or_closed(database: Database) -> None:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    spring = await play.review(database, at=days_ago(90))
    await agreed(database, spring, FIRST, RED, days_ago(80))
    await agreed(database, spring, SECOND, AMBER, days_ago(80))
    await play.state(database, spring, ReviewState.CLOSED, closed_at=days_ago(70), closed_by=LEAD)
    autumn = await play.review(database, at=days_ago(20))
    await agreed(database, autumn, FIRST, GREEN, days_ago(10))
    await agreed(database, autumn, THIRD, LEFT_OUT, days_ago(10))
    [channel] = (await of(database)).channels
    assert channel.name == OPEN_CHANNEL.lower()
    assert channel.counts["normalise"] == Counts(0, 1, 1, 1, 3)
    assert channel.counts["data"] == Counts(questions=len(CHECKLIST.area("data").questions))


async def test_a_review_without_an_agreement_or_discarded_is_left_out(database: Database) -> None:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    await play.channel(database, ELSEWHERE)
    await play.review(database, at=days_ago(20))
    given_up = await play.review(database, ELSEWHERE, at=days_ago(20))
    await agreed(database, given_up, FIRST, RED, days_ago(10))
    await play.state(database, given_up, ReviewState.DISCARDED, closed_at=days_ago(5), closed_by=LEAD)
    assert seen(await of(database)) == []


@pytest.mark.usefixtures("three")
async def test_the_areas_stand_in_the_checklist_s_order(database: Database) -> None:
    assert [one.id for one in (await of(database)).areas] == [area.id for area in CHECKLIST.areas]
