"""The note about a deadline that has passed, and the channel's news, as they are when they are sent."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.people import Member
from bot.domain.reviews import Pace
from bot.jobs.announce import BUILDERS
from bot.jobs.posts import NothingToSay
from bot.store import lifecycle, members
from tests.store.keeping_pace import MONDAY, Paced, at, paced
from tests.store.reviewing import CHANNEL, LEAD, NOW, TEAM

if TYPE_CHECKING:
    from bot.store.engine import Database

FRIDAY = MONDAY + timedelta(days=4)


async def built(playing: Paced, recipient_id: str = LEAD, occurrence: str = "2026-12-11") -> str:
    """The text of the message, of which a builder looks at no more than is given here."""
    key = DeliveryKey(DeliveryKind.DEADLINE, str(playing.review_id), recipient_id, occurrence)
    context = SimpleNamespace(checklists=playing.checklists, now=playing.now)
    post = await playing.read(BUILDERS[key.kind], context, SimpleNamespace(key=key))
    return str(post.message.text)


@pytest.fixture
async def ended(database: Database) -> Paced:
    playing = await paced(database, deadline_on=FRIDAY)
    await playing.post("data", "normalise")
    await playing.answer(TEAM[0], "data", 1)
    await playing.tick(at(FRIDAY, "17:00"))
    return playing


async def test_a_facilitator_reads_where_the_areas_stand_by_then(ended: Paced) -> None:
    said = "The time to answer is over: 0 of 10 areas are revealed, 1 waits to be revealed, "
    assert (await built(ended)).startswith(f"{said}nobody has answered 1, 8 were not posted.")
    await ended.answer(TEAM[1], "normalise", 1)
    assert "2 wait to be revealed, 8 were not posted." in await built(ended)


async def test_one_that_is_extended_by_then_is_not_spoken_of(ended: Paced) -> None:
    await ended.change(Pace.BY_HAND, FRIDAY + timedelta(days=7))
    with pytest.raises(NothingToSay, match="another deadline"):
        await built(ended)
    await ended.tick(at(FRIDAY + timedelta(days=7), "17:00"))
    assert await built(ended, occurrence="2026-12-18")
    with pytest.raises(NothingToSay, match="another deadline"):
        await built(ended)


async def test_nobody_is_told_of_a_review_that_has_ended(ended: Paced) -> None:
    await ended.write(lifecycle.discard, ended.review_id, LEAD, ended.now)
    for recipient_id, occurrence in ((LEAD, "2026-12-11"), (CHANNEL, "changed.1")):
        with pytest.raises(NothingToSay, match="no longer open"):
            await built(ended, recipient_id, occurrence)


async def test_a_facilitator_who_has_left_slack_is_not_told(ended: Paced) -> None:
    await ended.write(members.save_members, [Member(LEAD, is_deleted=True)], NOW)
    with pytest.raises(NothingToSay, match="not active"):
        await built(ended)


async def test_the_channel_reads_what_holds_when_it_is_sent(ended: Paced) -> None:
    await ended.change(Pace.ONE_A_DAY, FRIDAY + timedelta(days=21))
    text = await built(ended, CHANNEL, "changed.1")
    assert text == (
        "The deadline is now Friday 1 January 2027, 17:00 (London). "
        "The next area is posted on Monday 14 December at 09:30 (London); 8 areas are left."
    )
    await ended.pause(ended.now)
    assert "This review is paused" in await built(ended, CHANNEL, "changed.1")
