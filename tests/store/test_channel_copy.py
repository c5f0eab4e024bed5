"""Our copy of a channel, and what follows when people come and go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import StillHasFacilitators
from bot.domain.people import Member
from bot.store import areas, engine, following, lifecycle, marks, members, reviews
from tests.databases import WORKSPACE
from tests.store.another_process import another_process, waits
from tests.store.reviewing import AREA, CHANNEL, LEAD, NOW, TEAM, Team, people_in, start, team
from tests.store.rows import marked, planned
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

ANA = Member("UANA", "Ana", "Europe/Paris", is_admin=True)
LATER = NOW + timedelta(days=30)


async def in_channel(database: Database, channel_id: str = "C1") -> list[Member]:
    found: list[Member] = await database.read(WORKSPACE, members.in_channel, channel_id)
    return found


async def save_channel(database: Database, *user_ids: str, channel_id: str = "C1") -> None:
    await database.write(WORKSPACE, members.save_channel, channel_id, "team", user_ids, NOW)


async def test_a_person_is_kept_whole_and_replaced_whole(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [ANA, Member("UBEN")], NOW)
    assert await database.read(WORKSPACE, members.member, "UANA") == ANA
    changed = Member("UANA", "Ana Ruiz", "Europe/Madrid", is_guest=True, is_external=True, is_deleted=True)
    await database.write(WORKSPACE, members.save_members, [changed], NOW)
    assert await database.read(WORKSPACE, members.member, "UANA") == changed
    assert await database.read(WORKSPACE, members.member, "UNOBODY") is None
    await database.write(WORKSPACE, members.save_members, [], NOW)


async def test_a_channel_has_exactly_its_present_members(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [ANA, Member("UBEN")], NOW)
    await save_channel(database, "UBEN", "UANA", "UANA", "USTRANGER")
    assert await in_channel(database) == [ANA, Member("UBEN")]
    await save_channel(database, "UBEN")
    assert await in_channel(database) == [Member("UBEN")]
    await save_channel(database)
    assert await in_channel(database) == []


async def test_whom_we_have_to_ask_about(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [ANA], NOW)
    await database.write(WORKSPACE, members.save_members, [Member("UBEN")], LATER)
    asked = ["UBEN", "UANA", "UCY", "UANA"]
    assert await database.read(WORKSPACE, members.unknown, asked, NOW) == ["UCY"]
    assert await database.read(WORKSPACE, members.unknown, asked, LATER) == ["UANA", "UCY"]
    assert await database.read(WORKSPACE, members.unknown, [], LATER) == []


async def test_coming_and_going(database: Database) -> None:
    assert not await database.write(WORKSPACE, members.joined, "C1", "UANA")
    await save_channel(database, "UBEN")
    for _ in range(2):
        assert await database.write(WORKSPACE, members.joined, "C1", "UANA")
    assert await database.read(WORKSPACE, members.is_in_channel, "C1", "UANA")
    assert await database.read(WORKSPACE, members.channels_of, "UANA") == ["C1"]
    for _ in range(2):
        await database.write(WORKSPACE, members.left, "C1", "UANA")
    assert not await database.read(WORKSPACE, members.is_in_channel, "C1", "UANA")
    assert await database.read(WORKSPACE, members.is_in_channel, "C1", "UBEN")


async def taking_part(playing: Team) -> int:
    return (await playing.board()).progress.taking_part


async def test_who_joins_counts_and_marks_open_areas(database: Database) -> None:
    playing = await team(database)
    await playing.write(members.save_members, [ANA], NOW)
    assert await taking_part(playing) == len(TEAM)
    await playing.write(following.joined, CHANNEL, ANA.user_id, NOW, CALENDARS)
    assert await taking_part(playing) == len(TEAM) + 1
    assert await marked(database) == [AREA]


async def test_who_leaves_a_channel_that_we_do_not_follow(database: Database) -> None:
    playing = await team(database)
    await playing.write(following.joined, "CELSEWHERE", TEAM[0], NOW, CALENDARS)
    await playing.write(following.left, "CELSEWHERE", TEAM[0], NOW, CALENDARS)
    assert await marked(database) == []
    assert await taking_part(playing) == len(TEAM)


async def test_who_is_deactivated_drops_out(database: Database) -> None:
    playing = await team(database)
    await playing.write(following.changed, Member(TEAM[0], is_deleted=True), NOW, CALENDARS)
    assert await taking_part(playing) == len(TEAM) - 1
    assert await marked(database) == [AREA]


async def test_strangers_and_those_who_did_not_change_are_left_alone(database: Database) -> None:
    playing = await team(database)
    await playing.write(following.changed, ANA, NOW, CALENDARS)
    await playing.write(following.changed, Member(TEAM[0], TEAM[0], "Europe/London"), NOW, CALENDARS)
    assert await playing.read(members.member, ANA.user_id) is None
    assert await marked(database) == []


async def test_without_a_facilitator_the_channel_is_told_once(database: Database) -> None:
    playing = await team(database, facilitator_ids=(LEAD, TEAM[0]))
    told = [(str(playing.review.id), CHANNEL, "2")]
    await playing.write(following.left, CHANNEL, LEAD, NOW, CALENDARS)
    assert await planned(database, DeliveryKind.NO_FACILITATOR) == []
    await playing.write(following.changed, Member(TEAM[0], is_deleted=True), NOW, CALENDARS)
    assert await planned(database, DeliveryKind.NO_FACILITATOR) == told
    await playing.write(following.left, CHANNEL, TEAM[1], NOW, CALENDARS)
    assert await planned(database, DeliveryKind.NO_FACILITATOR) == told
    await playing.write(lifecycle.take_over, playing.review.id, TEAM[2], NOW)
    await playing.write(following.left, CHANNEL, TEAM[2], NOW, CALENDARS)
    assert await planned(database, DeliveryKind.NO_FACILITATOR) == [
        *told,
        (str(playing.review.id), CHANNEL, "3"),
    ]


async def test_of_several_who_take_over_at_once_one_does(database: Database, database_url: str) -> None:
    playing = await team(database)
    await playing.write(following.left, CHANNEL, LEAD, NOW, CALENDARS)
    with another_process(database_url) as connection:
        lifecycle.take_over(connection, WORKSPACE, playing.review.id, TEAM[0], NOW)
        taking = await waits(playing.write(lifecycle.take_over, playing.review.id, TEAM[1], NOW))
    with pytest.raises(StillHasFacilitators):
        await taking
    review = await playing.read(reviews.get, playing.review.id)
    assert review.facilitator_ids == (LEAD, TEAM[0])


async def test_where_the_app_may_post_again_all_is_shown_again(database: Database) -> None:
    playing = await team(database)
    await playing.answer(TEAM[0], "amber")
    await playing.reveal()
    await playing.write(lambda connection, _: connection.execute(marks.area_marks.delete()))
    await playing.write(following.archived, CHANNEL, True)
    assert await marked(database) == []
    await playing.write(following.archived, CHANNEL, False)
    assert await marked(database) == [AREA]


async def test_nobody_who_marks_several_reviews_waits_in_a_ring(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later review is in the channel that comes first: marks go by review all the same."""
    monkeypatch.setattr(engine, "TRIES", 1)
    found = []
    for origin, channel_id in (("V1", "C9"), ("V2", "C1")):
        await people_in(database, channel_id)
        review = await start(database, origin=origin, channel_id=channel_id)
        await database.write(WORKSPACE, areas.post, review, AREA, LEAD, NOW)
        await database.write(WORKSPACE, marks.mark_review, review.id)
        found.append(review)
    first, second = found
    with another_process(database_url) as connection:
        marks.mark(connection, WORKSPACE, [(first.id, AREA)])
        marking = await waits(database.write(WORKSPACE, marks.mark_channel, ["C1", "C9"]))
        marks.mark(connection, WORKSPACE, [(second.id, AREA)])
    await marking
