"""A press that comes too late, or from somebody who may not: one sentence, and nothing changes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.faults.stage import Stage

FORM_PICKS = "pick.workplace-conversations.1"


async def _answers(stage: Stage) -> list[tuple[str, str | None]]:
    rows = await stage.rows("SELECT user_id, choice FROM answers ORDER BY user_id")
    return [(row.user_id, row.choice) for row in rows]


async def test_on_a_review_that_was_closed(stage: Stage) -> None:
    await stage.start_review()
    area, other = await stage.post_area("2"), await stage.post_area("3")
    await stage.answer("ben", other)
    press = stage.payload_of()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_AGREE)
    await stage.told("amina", "Agreed")
    agree = stage.payload_of()
    await amina.command(CHANNEL, "/socmob close")
    await amina.until(lambda one: one.modal)
    await amina.submit()
    before = await _answers(stage)
    (action,) = press.payload["actions"]
    await stage.again(press, actions=[{**action, "action_ts": stage.sandbox.stamps.next()}])
    await stage.told("ben", "This review is closed, so its answers no longer change.")
    value = agree.payload["actions"][0]["value"].replace("amber|", "green|")
    await stage.action(agree, value=value)
    await stage.told("amina", "This review is closed")
    assert await _answers(stage) == before
    assert len(await stage.rows("SELECT 1 FROM agreements")) == 1


async def test_on_a_review_that_was_discarded(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/socmob discard")
    await amina.until(lambda one: one.modal)
    await stage.answer("ben", area)
    press = stage.payload_of()
    await amina.submit()
    await stage.told("amina", "The review is discarded")
    replies = await asyncio.gather(*(stage.again(press) for _ in range(2)))
    assert all(reply.acknowledged for reply in replies)
    await stage.told("ben", "This review is closed")
    await amina.command(CHANNEL, "/socmob discard")
    await stage.settled(area)
    assert not stage.current(area).find(ids.AREA_REVEAL)


async def test_on_the_message_of_an_earlier_round(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    press = stage.payload_of()
    await stage.reveal(area)
    reveal = stage.payload_of()
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/socmob reopen 2")
    await amina.until(lambda one: one.modal)
    assert (await amina.submit()).ok
    await amina.until(lambda _: any(one.ts != area.ts for one in stage.area_messages()))
    before = await _answers(stage)
    await stage.action(press, action_ts=stage.sandbox.stamps.next())
    await stage.told("ben", "That message belongs to an earlier round.")
    await stage.again(reveal)
    await stage.told("amina", "That message belongs to an earlier round.")
    assert await _answers(stage) == before
    assert [row.state for row in await stage.rows("SELECT state FROM review_areas WHERE round = 2")] == [
        "open"
    ]


async def test_in_a_form_that_is_open_while_the_area_is_revealed(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    ben = stage.person("ben")
    await ben.press(area, ids.AREA_FORM)
    form = await ben.until(lambda one: one.modal)
    picks = [block["block_id"] for block in form.view["blocks"] if block["type"] == "input"]
    await ben.pick(ids.FORM_PICK, "amber", block_id=picks[0])
    await stage.until_row("SELECT 1 FROM answers WHERE choice = 'amber'")
    await stage.reveal(area)
    await ben.pick(ids.FORM_PICK, "green", block_id=picks[1])
    over = await ben.until(lambda one: one.modals[1:])
    assert "This area is revealed, so its answers no longer change." in str(over[0].view["blocks"])
    await ben.close_modal()
    await ben.submit()
    (left,) = ben.modals
    assert "This area is revealed" in str(left.view["blocks"])
    assert await _answers(stage) == [("UBEN000001", "amber")]


async def test_by_somebody_who_left_the_channel(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("dev", area)
    press = stage.payload_of()
    await stage.person("dev").leave(CHANNEL)
    await stage.until_row(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM channel_members WHERE user_id = 'UDEV000001')"
    )
    await stage.action(press, action_ts=stage.sandbox.stamps.next(), action_id="answer.red")
    call = await stage.until_call("response_url", lambda args: "not in" in args["text"])
    said = call.args["text"]
    assert said == "This review belongs to a channel that you are not in. Join it first, then try again."
    assert await _answers(stage) == [("UDEV000001", "amber")]


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_by_somebody_who_joined_while_the_app_was_off(
    start_stage: Callable[..., Awaitable[Stage]], transport: str
) -> None:
    stage = await start_stage(transport)
    await stage.start_review()
    area = await stage.post_area()
    await stage.stop_program()
    new = stage.sandbox.world.add_person("Nia Newcomer")
    stage.sandbox.world.channels[CHANNEL].members[new] = None
    await stage.start_program()
    _, reply = await stage.answer(new, area)
    assert reply.ok
    await stage.told(new, "Saved: Amber for question 1.")
    assert await _answers(stage) == [(new, "amber")]


async def test_by_an_observer(stage: Stage) -> None:
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.pick(ids.START_TAKES_PART, "chosen")
    await amina.until(lambda one: any(b["block_id"] == "participants" for b in one.modal.view["blocks"]))
    await amina.pick("participants", ["UBEN000001"])
    assert (await amina.submit()).ok
    area = await stage.post_area()
    await stage.answer("chloe", area)
    await stage.told("chloe", "You can read along in this review, but its answers come from other people.")
    await stage.person("chloe").press(area, ids.AREA_FORM)
    await stage.person("chloe").until(lambda _: len(stage.whispers("chloe")) == 2)
    await stage.person("chloe").press(area, ids.AREA_REVEAL)
    await stage.told("chloe", "Only the facilitators of this review can reveal answers: <@UAMINA0001>.")
    await stage.answer("ben", area)
    await stage.told("ben", "Saved: Amber")
    assert await _answers(stage) == [("UBEN000001", "amber")]


async def test_what_was_typed_stays_when_it_comes_too_late(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    ben = stage.person("ben")
    await ben.choose(area, ids.QUESTION_MENU, comment_on(stage, area), block_id="q1.1")
    form = await ben.until(lambda one: one.modal)
    await ben.pick("comment", "A long thought")
    await stage.reveal(area)
    reply = await ben.submit()
    assert reply.errors["comment"].startswith("This area is revealed")
    assert ben.modal is form
    assert form.state["comment"]["comment"]["value"] == "A long thought"


async def test_a_reason_stays_when_somebody_else_agreed_meanwhile(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_DECIDE, block_id="a1.1")
    form = await amina.until(lambda one: one.modal)
    (reason,) = [block["block_id"] for block in form.view["blocks"] if block["block_id"].startswith("reason")]
    (choice,) = [block["block_id"] for block in form.view["blocks"] if block["block_id"].startswith("choice")]
    await amina.pick("reason", "Three offices of five", block_id=reason)
    await amina.pick("choice", "red", block_id=choice)
    await amina.press(revealed, ids.QUESTION_AGREE, block_id="a1.1")
    await stage.told("amina", "Agreed")
    reply = await amina.submit()
    assert "Somebody agreed another answer a moment ago." in str(reply.errors)
    assert amina.modal is form
    assert form.state[reason]["reason"]["value"] == "Three offices of five"


def comment_on(stage: Stage, area) -> str:
    (block,) = [block for block in stage.current(area).blocks if block.get("block_id") == "q1.1"]
    return next(o["value"] for o in block["accessory"]["options"] if o["value"].startswith("comment"))
