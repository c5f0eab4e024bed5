"""An area is posted once, and again only where its message is lost; a review keeps its own wording."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import AreaAlreadyPosted, AreaNotPosted, NoSuchArea
from bot.domain.reviews import Pace
from bot.store import areas, checklists, facilitating
from bot.store.checklists import Checklists
from bot.store.schema import deliveries
from tests.store.reviewing import AREA, CHANNEL, CHECKLIST, LEAD, NOW, RAW, TEAM, Team, team
from tests.store.rows import audited, planned

if TYPE_CHECKING:
    from bot.store.engine import Database


async def post_again(playing: Team, area_id: str = AREA) -> None:
    await playing.write(facilitating.post_again, playing.review.id, area_id, LEAD, NOW)


async def occurrences(database: Database) -> list[str]:
    return [occurrence for _, _, occurrence in await planned(database, DeliveryKind.AREA)]


async def sent(playing: Team, ts: str, round_: int = 1) -> None:
    """What was planned is posted."""
    await playing.write(lambda connection, _: connection.execute(deliveries.update().values(state="sent")))
    subject = areas.subject(playing.review.id, AREA)
    await playing.write(areas.message_posted, subject, round_, CHANNEL, ts)


async def test_the_wording_stays_with_the_review(database: Database) -> None:
    playing = await team(database)
    hash_ = playing.review.checklist_hash
    await playing.write(lambda connection, _: checklists.keep(connection, hash_, {"another": "wording"}))
    parsed: list[Any] = []
    known = Checklists(lambda content: parsed.append(content) or CHECKLIST)
    for _ in range(2):
        assert await playing.read(lambda connection, _: known.get(connection, hash_)) is CHECKLIST
    assert parsed == [RAW]
    with pytest.raises(KeyError):
        await playing.read(lambda connection, _: known.get(connection, "another"))


async def test_an_area_pressed_many_times_at_once_is_posted_once(database: Database) -> None:
    playing = await team(database)
    pressing = [playing.write(areas.post, playing.review, "data", LEAD, NOW) for _ in range(6)]
    outcomes = await asyncio.gather(*pressing, return_exceptions=True)
    assert sorted(isinstance(outcome, AreaAlreadyPosted) for outcome in outcomes) == [False] + [True] * 5
    assert await occurrences(database) == ["1", "1"]
    subjects = [subject for _, subject in await audited(database, "area posted")]
    assert subjects == [areas.subject(playing.review.id, area_id) for area_id in (AREA, "data")]


async def test_posting_all_at_once_goes_by_the_checklist(database: Database) -> None:
    playing = await team(database, pace=Pace.ALL_AT_ONCE)
    messages = await planned(database, DeliveryKind.AREA)
    wanted = [areas.subject(playing.review.id, area.id) for area in CHECKLIST.areas]
    assert [subject for subject, _, _ in messages] == wanted


async def test_an_area_that_does_not_exist(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(NoSuchArea):
        await playing.write(areas.post, playing.review, "nowhere", LEAD, NOW)


async def test_a_message_that_is_there_or_on_its_way_is_not_posted_again(database: Database) -> None:
    playing = await team(database)
    with pytest.raises(AreaAlreadyPosted):
        await post_again(playing)
    await sent(playing, "1.1")
    with pytest.raises(AreaAlreadyPosted):
        await post_again(playing)
    with pytest.raises(AreaNotPosted):
        await post_again(playing, "data")
    assert await occurrences(database) == ["1"]


async def test_a_message_that_is_gone_is_posted_again_once(database: Database) -> None:
    playing = await team(database)
    await sent(playing, "1.1")
    assert await playing.write(areas.message_final, playing.review.id, AREA, 1)
    assert not await playing.write(areas.message_final, playing.review.id, AREA, 1)
    pressing = await asyncio.gather(*(post_again(playing) for _ in range(4)), return_exceptions=True)
    assert sorted(isinstance(outcome, AreaAlreadyPosted) for outcome in pressing) == [False] + [True] * 3
    assert await occurrences(database) == ["1", "1.1"]
    await sent(playing, "2.2")
    (message,) = await playing.read(areas.messages, playing.review.id, AREA)
    assert (message.round, message.ts) == (1, "2.2")


async def test_a_new_round_has_a_message_of_its_own(database: Database) -> None:
    playing = await team(database)
    await sent(playing, "1.1")
    await playing.answer(TEAM[0], Choice.AMBER)
    await playing.reveal()
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, "New facts", LEAD, NOW)
    assert await occurrences(database) == ["1", "2"]
    await sent(playing, "2.2", 2)
    live = await playing.read(areas.messages, playing.review.id, AREA)
    assert [(message.round, message.ts) for message in live] == [(2, "2.2"), (1, "1.1")]
