"""A review is started once, and alone in its channel."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import AreaAlreadyPosted, NoOpenReview, NoSuchArea, ReviewAlreadyOpen, ReviewNotFound
from bot.domain.reviews import AreaState, Pace, ReviewState, TakesPart
from bot.store import areas, checklists, facilitating, lifecycle, reviews
from bot.store.checklists import Checklists
from tests.store.rows import audited, count, planned
from tests.store.team import AREA, CHANNEL, CHECKLIST, HASH, LATER, LEAD, NEW, NOW, PEOPLE, RAW, SECOND, Team


async def test_a_review_is_as_it_was_started(team: Team) -> None:
    started = await team.start(None, participant_ids=PEOPLE[:2], takes_part=TakesPart.CHOSEN)
    kept = await team.review()
    assert kept == started
    assert (kept.state, kept.channel_id, kept.title) == (ReviewState.OPEN, CHANNEL, NEW.title)
    assert set(kept.facilitator_ids) == {LEAD, SECOND}
    assert await team.read(reviews.participant_ids, kept.id) == set(PEOPLE[:2])
    assert await team.read(reviews.open_in_channel, CHANNEL) == kept
    every = await team.read(reviews.all_areas, kept.id)
    assert [area.area_id for area in every] == list(NEW.area_ids)
    assert {area.state for area in every} == {AreaState.PENDING}


async def test_the_wording_stays_with_the_review(team: Team) -> None:
    review = await team.start(None)
    await team.write(lambda connection, _: checklists.keep(connection, HASH, {"other": "wording"}))
    parsed: list[Any] = []
    known = Checklists(lambda content: parsed.append(content) or CHECKLIST)
    for _ in range(2):
        found = await team.read(lambda connection, _: known.get(connection, review.checklist_hash))
        assert found is CHECKLIST
    assert parsed == [RAW]
    with pytest.raises(KeyError):
        await team.read(lambda connection, _: known.get(connection, "another"))


async def test_the_same_form_starts_one_review(team: Team) -> None:
    first = await team.start(None)
    again = await team.write(lifecycle.start, NEW, RAW, NOW)
    assert again == first
    assert await count(team, "reviews") == 1
    assert await planned(team, DeliveryKind.START) == [(str(first.id), CHANNEL, "-")]


async def test_a_channel_has_one_open_review(team: Team) -> None:
    await team.start(None)
    with pytest.raises(ReviewAlreadyOpen):
        await team.start(None, origin="V2")
    assert await count(team, "reviews") == 1
    await team.gather("COTHER")
    other = await team.start(None, origin="V3", channel_id="COTHER")
    assert (await team.read(reviews.open_in_channel, "COTHER")).id == other.id


async def test_of_eight_started_at_once_one_is_open(team: Team) -> None:
    outcomes = await asyncio.gather(
        *(team.start(None, origin=f"V{number}") for number in range(8)), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, ReviewAlreadyOpen)]
    assert len(refused) == 7
    assert await count(team, "reviews") == 1
    assert await count(team, "review_areas") == len(NEW.area_ids)


async def test_of_the_same_form_eight_times_at_once_all_find_one_review(team: Team) -> None:
    found = await asyncio.gather(*(team.start(None) for _ in range(8)))
    assert {review.id for review in found} == {found[0].id}
    assert await count(team, "reviews") == 1


async def test_all_at_once_posts_every_area(team: Team) -> None:
    review = await team.start(None, pace=Pace.ALL_AT_ONCE)
    every = await team.read(reviews.all_areas, review.id)
    assert {(area.state, area.opened_at) for area in every} == {(AreaState.OPEN, NOW)}
    messages = await planned(team, DeliveryKind.AREA)
    assert messages == [(f"{review.id}|{area_id}", CHANNEL, "1") for area_id in NEW.area_ids]


async def test_an_area_is_posted_once(team: Team) -> None:
    await team.start(AREA)
    with pytest.raises(AreaAlreadyPosted):
        await team.post(AREA)
    assert await planned(team, DeliveryKind.AREA) == [(f"{team.review_id}|{AREA}", CHANNEL, "1")]
    assert await audited(team, "area posted") == [f"{team.review_id}|{AREA}"]
    with pytest.raises(NoSuchArea):
        await team.post("nowhere")


async def test_an_area_pressed_twice_at_once_is_posted_once(team: Team) -> None:
    await team.start(None)
    outcomes = await asyncio.gather(*(team.post(AREA) for _ in range(6)), return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert len(await planned(team, DeliveryKind.AREA)) == 1


async def test_posting_the_next_area_takes_them_in_order(team: Team) -> None:
    await team.start(NEW.area_ids[0])
    posted = [await team.write(facilitating.post, team.review_id, None, LEAD, NOW) for _ in range(2)]
    assert posted == [AREA, LATER] == list(NEW.area_ids[1:3])


async def test_what_does_not_exist(team: Team) -> None:
    with pytest.raises(ReviewNotFound):
        await team.read(reviews.get, 404)
    with pytest.raises(NoOpenReview):
        await team.read(reviews.open_in_channel, CHANNEL)


def test_the_subject_of_an_area_is_read_as_it_is_written() -> None:
    assert areas.read_subject(areas.subject(12, AREA)) == (12, AREA)
