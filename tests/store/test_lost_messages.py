"""Messages of areas that are gone: told once, or posted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind
from bot.jobs.refresh import gone
from bot.store import areas, facilitating
from tests.store.refreshing import message, posted
from tests.store.reviewing import AREA, LEAD, NOW, TEAM, Team
from tests.store.rows import planned

if TYPE_CHECKING:
    from bot.store.engine import Database


async def lost(playing: Team, round_: int = 1) -> None:
    await playing.write(gone, playing.checklists, playing.review.id, AREA, round_, NOW)


async def sent_all(playing: Team) -> None:
    """What is planned has gone out."""
    from bot.store.schema import deliveries

    await playing.write(lambda connection, _: connection.execute(deliveries.update().values(state="sent")))


async def test_a_lost_message_is_told_to_the_facilitators_once(database: Database) -> None:
    playing = await posted(database, facilitator_ids=(LEAD, TEAM[4]))
    await lost(playing)
    await lost(playing)
    told = await planned(database, DeliveryKind.MESSAGE_GONE)
    assert [recipient for _, recipient, _ in told] == [LEAD, TEAM[4]]
    assert await playing.read(areas.messages, playing.review.id, AREA) == []


async def test_a_message_lost_again_is_told_again(database: Database) -> None:
    playing = await posted(database)
    await sent_all(playing)
    await lost(playing)
    await playing.write(facilitating.post_again, playing.review.id, AREA, LEAD, NOW)
    await sent_all(playing)
    await message(playing, ts="5.5")
    await lost(playing)
    assert len(await planned(database, DeliveryKind.MESSAGE_GONE)) == 2
    posts = await planned(database, DeliveryKind.AREA)
    assert [occurrence for _, _, occurrence in posts] == ["1", "1.1"]


async def test_a_lost_message_of_a_revealed_area_is_posted_anew(database: Database) -> None:
    playing = await posted(database)
    await sent_all(playing)
    await playing.answer(TEAM[0], Choice.AMBER)
    await playing.reveal()
    await lost(playing)
    await lost(playing)
    posts = await planned(database, DeliveryKind.AREA)
    assert [occurrence for _, _, occurrence in posts] == ["1", "1.1"]
    assert await planned(database, DeliveryKind.MESSAGE_GONE) == []


async def test_a_lost_message_of_an_earlier_round_is_no_news(database: Database) -> None:
    playing = await posted(database)
    await playing.answer(TEAM[0], Choice.AMBER)
    await playing.reveal()
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, None, LEAD, NOW)
    await lost(playing)
    assert await planned(database, DeliveryKind.MESSAGE_GONE) == []
    assert [occurrence for _, _, occurrence in await planned(database, DeliveryKind.AREA)] == ["1", "2"]
