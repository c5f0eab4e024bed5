"""Everything that can be pressed twice is done once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.faults.stage import Stage


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_the_same_answer_twice_at_once_is_one_answer(
    start_stage: Callable[..., Awaitable[Stage]], transport: str
) -> None:
    stage = await start_stage(transport)
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    twice = stage.payload_of()
    replies = await asyncio.gather(*(stage.again(twice) for _ in range(3)))
    assert all(reply.acknowledged for reply in replies)
    assert await stage.told("ben", "Saved: Amber for question 1. 1 of 3 answered here.")
    assert [row.choice for row in await stage.rows("SELECT choice FROM answers")] == ["amber"]
    await stage.settled(area)
    assert len(stage.whispers("ben")) == 1


async def test_of_presses_that_arrive_out_of_order_the_latest_counts(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area, choice="green")
    green = stage.payload_of()
    await stage.answer("ben", area, choice="red")
    (action,) = stage.payload_of().payload["actions"]
    earlier = f"{float(green.payload['actions'][0]['action_ts']) - 5:.6f}"
    await stage.action(stage.payload_of(), **{**green.payload["actions"][0], "action_ts": earlier})
    assert action["action_ts"] > earlier
    assert [row.choice for row in await stage.rows("SELECT choice FROM answers")] == ["red"]


async def test_a_form_that_is_sent_twice_starts_one_review(stage: Stage) -> None:
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    modal = amina.modal
    assert modal is not None
    assert (await amina.submit()).ok
    sent = stage.payload_of("view_submission")
    replies = await asyncio.gather(stage.again(sent), stage.again(sent))
    assert [(reply.status, reply.body) for reply in replies] == [(200, None), (200, None)]
    assert len(await stage.rows("SELECT id FROM reviews")) == 1
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'start' AND state = 'sent'")
    assert len(stage.posts("has started a review")) == 1


async def test_two_people_start_at_the_same_moment(stage: Stage) -> None:
    amina, ben = await stage.open_form("amina"), await stage.open_form("ben")
    for person in (amina, ben):
        await person.pick("pace", "by_hand")
    await asyncio.gather(amina.submit(), ben.submit())
    assert len(await stage.rows("SELECT id FROM reviews")) == 1
    (kept,) = [person for person in (amina, ben) if person.modal is not None]
    assert "A review is already open in that channel." in kept.modal.errors["channel"]
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'start' AND state = 'sent'")
    assert len(stage.posts("has started a review")) == 1


async def test_reveal_twice_at_once(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    await stage.person("amina").press(area, ids.AREA_REVEAL)
    sent = stage.payload_of()
    await asyncio.gather(stage.again(sent), stage.again(sent))
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'reveal' AND state = 'sent'")
    assert len(await stage.rows("SELECT 1 FROM audit_events WHERE action = 'area revealed'")) == 1
    await stage.settled(area)
    assert len(stage.posts("is revealed:")) == 2, "the area's message and one reply to it"


async def test_agree_and_undo_twice_at_once(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area, choice="amber")
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_AGREE)
    await stage.told("amina", "Agreed: Amber for question 1.")
    sent = stage.payload_of()
    await asyncio.gather(stage.again(sent), stage.again(sent))
    await amina.until(lambda _: len(stage.whispers("amina")) >= 4)
    assert {one for one in stage.whispers("amina") if "Agreed" in one} == {"Agreed: Amber for question 1."}
    assert len(await stage.rows("SELECT 1 FROM agreements")) == 1
    await amina.press(
        next(one for one in amina.messages(CHANNEL) if one.text.startswith("Agreed")), ids.QUESTION_UNDO
    )
    await stage.told("amina", "Undone: what held before holds again.")
    await stage.again(stage.payload_of())
    await stage.told("amina", "That can no longer be undone")
    rows = await stage.rows("SELECT sequence, choice FROM agreements ORDER BY sequence")
    assert [tuple(row) for row in rows] == [(1, "amber"), (2, None)]


async def test_close_twice_posts_one_summary(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_AGREE)
    await stage.told("amina", "Agreed")
    await amina.command(CHANNEL, "/socmob close")
    await amina.until(lambda one: one.modal)
    await amina.submit()
    replies = await asyncio.gather(*(stage.again(stage.payload_of("view_submission")) for _ in range(2)))
    assert all("This review is closed" in str(reply.body) for reply in replies)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'closing' AND state = 'sent'")
    assert len(await stage.rows("SELECT 1 FROM deliveries WHERE kind = 'closing'")) == 1


async def test_post_twice_posts_one_area(stage: Stage) -> None:
    await stage.start_review()
    amina = stage.person("amina")
    replies = await asyncio.gather(
        amina.command(CHANNEL, "/socmob post 2"), amina.command(CHANNEL, "/socmob post 2")
    )
    assert sum("is posted already" in str(reply.body["text"]) for reply in replies) == 1
    await amina.until(lambda _: stage.area_messages())
    assert len(await stage.rows("SELECT 1 FROM deliveries WHERE kind = 'area'")) == 1
