"""Who hears of which review, and how much of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import NotAFacilitator
from bot.domain.network_errors import OnlyInPrivateChannels
from bot.domain.next_steps import NewStep, StepSubject
from bot.domain.reviews import ReviewState
from bot.store import areas, next_steps, sharing
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import (
    ELSEWHERE,
    GUEST,
    OPEN_CHANNEL,
    PRIVATE,
    READER,
    STRANGER,
    agreed,
    channels_digest,
    days_ago,
    digest,
)
from tests.store.reviewing import LEAD, NOW, QUESTIONS, TEAM
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.domain.reviews import Review
    from bot.store.engine import Database

FIRST = QUESTIONS[0]


@pytest.fixture
async def channels(database: Database) -> None:
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    await play.channel(database, PRIVATE, is_private=True)
    await play.channel(database, ELSEWHERE, LEAD, STRANGER)


async def slipped(database: Database, channel_id: str) -> Review:
    """A review with everything in it that only its channel may see, and one rating that moved."""
    review = await play.review(database, channel_id, days_ago(30))
    await database.write(WORKSPACE, areas.post, review, "normalise", LEAD, days_ago(30))
    await agreed(database, review, FIRST, Choice.GREEN, days_ago(20))
    await agreed(database, review, FIRST, Choice.RED, days_ago(2))
    due_on = (NOW + timedelta(days=1)).date()
    new = NewStep(f"step {channel_id}", StepSubject(review.id, "normalise", FIRST), "Secret", LEAD, due_on)
    await database.write(WORKSPACE, next_steps.add, new, LEAD, days_ago(1), CALENDARS)
    return review


async def test_a_member_of_the_channel_sees_it_all(database: Database, channels: None) -> None:
    review = await slipped(database, OPEN_CHANNEL)
    found = await digest(database, READER)
    assert [move.channel_id for move in found.moves] == [OPEN_CHANNEL]
    assert found.due_soon == 1
    assert [(one.review_id, one.areas) for one in found.waiting] == [(review.id, 1)]


async def test_others_hear_the_counts_and_what_moved_and_no_more(database: Database, channels: None) -> None:
    await slipped(database, OPEN_CHANNEL)
    found = await digest(database, STRANGER)
    assert found.after.red == 1
    [move] = found.moves
    assert (move.before, move.after, move.channel_id, move.done) == (Choice.GREEN, Choice.RED, None, None)
    assert (found.overdue, found.due_soon, found.waiting, found.suggestion) == (0, 0, (), None)


async def test_a_private_channel_stays_out(database: Database, channels: None) -> None:
    await slipped(database, PRIVATE)
    found = await digest(database, STRANGER)
    assert (found.areas, found.moves, found.reviews) == ((), (), 0)
    assert (await digest(database, READER)).reviews == 1


async def test_unless_its_facilitators_include_its_counts(database: Database, channels: None) -> None:
    review = await slipped(database, PRIVATE)
    await database.write(WORKSPACE, sharing.set_shares_counts, review.id, True, LEAD, NOW)
    found = await digest(database, STRANGER)
    assert (found.after.red, [move.channel_id for move in found.moves]) == (1, [None])
    assert (found.due_soon, found.waiting, found.suggestion) == (0, (), None)
    await database.write(WORKSPACE, sharing.set_shares_counts, review.id, False, LEAD, NOW)
    assert (await digest(database, STRANGER)).moves == ()


async def test_of_two_reviews_in_a_private_channel_only_the_shared_one_is_told(
    database: Database, channels: None
) -> None:
    first = await slipped(database, PRIVATE)
    await play.state(database, first, ReviewState.CLOSED, closed_at=days_ago(1), closed_by=LEAD)
    second = await play.review(database, PRIVATE, days_ago(1))
    await database.write(WORKSPACE, sharing.set_shares_counts, second.id, True, LEAD, NOW)
    assert (await digest(database, STRANGER)).areas == ()


async def test_only_a_facilitator_includes_them_and_only_of_a_private_channel(
    database: Database, channels: None
) -> None:
    private, public = await slipped(database, PRIVATE), await slipped(database, OPEN_CHANNEL)
    with pytest.raises(NotAFacilitator):
        await database.write(WORKSPACE, sharing.set_shares_counts, private.id, True, TEAM[0], NOW)
    with pytest.raises(OnlyInPrivateChannels):
        await database.write(WORKSPACE, sharing.set_shares_counts, public.id, True, LEAD, NOW)


async def test_a_guest_hears_only_of_the_channels_they_are_in(database: Database, channels: None) -> None:
    await slipped(database, OPEN_CHANNEL)
    assert (await digest(database, GUEST)).areas == ()
    await play.channel(database, OPEN_CHANNEL, LEAD, GUEST)
    assert (await digest(database, GUEST)).after.red == 1


async def test_a_channel_reads_what_all_in_it_may_see(database: Database, channels: None) -> None:
    await slipped(database, OPEN_CHANNEL)
    await slipped(database, PRIVATE)
    found = await channels_digest(database, ELSEWHERE)
    assert (found.after.red, found.due_soon, found.waiting, found.is_shared) == (1, 0, (), True)
    assert [move.channel_id for move in found.moves] == [None]
    own = await channels_digest(database, PRIVATE)
    assert (own.after.red, own.due_soon) == (2, 1)
    assert sorted(str(move.channel_id) for move in own.moves) == [PRIVATE, "None"]


async def test_with_a_guest_in_it_a_channel_reads_only_its_own(database: Database, channels: None) -> None:
    await slipped(database, OPEN_CHANNEL)
    await play.channel(database, ELSEWHERE, LEAD, GUEST)
    assert (await channels_digest(database, ELSEWHERE)).areas == ()


async def test_an_owner_hears_of_their_own_step_wherever_it_is(database: Database, channels: None) -> None:
    review = await slipped(database, PRIVATE)
    new = NewStep("own", StepSubject(review.id), "Mine", STRANGER, (NOW + timedelta(days=3)).date())
    await database.write(WORKSPACE, next_steps.add, new, LEAD, NOW, CALENDARS)
    found = await digest(database, STRANGER)
    assert (found.own.due_soon, found.own.overdue, found.due_soon) == (1, 0, 0)
    assert found.own.first_on == (NOW + timedelta(days=3)).date()
