"""The message of an area is deleted, or Slack no longer lets us change it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.jobs import refresh
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """The stricter one: it locks rows, and refuses locks to those who only read."""
    return postgresql_url


async def _gone(stage: Stage) -> list[Message]:
    return [one for one in stage.direct("amina") if one.text.startswith("I cannot update the message")]


async def _again(stage: Stage, old: Message) -> Message:
    """The message that was posted in the place of another one."""
    amina = stage.person("amina")
    await amina.until(lambda _: any(one.ts != old.ts for one in stage.area_messages()))
    return next(one for one in stage.area_messages() if one.ts != old.ts)


def _updates(stage: Stage, message: Message) -> int:
    return sum(call.method == "chat.update" and call.args["ts"] == message.ts for call in stage.sandbox.calls)


async def test_deleted_before_the_reveal_it_is_posted_again_on_request(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    press = stage.payload_of()
    await stage.settled(area)
    await stage.sandbox.delete_message(CHANNEL, area.ts)
    for question in ("red", "green"):
        await stage.action(press, action_ts=stage.sandbox.stamps.next(), action_id=f"answer.{question}")
    amina = stage.person("amina")
    await amina.until(lambda _: stage.direct("amina"))
    (told,) = await _gone(stage)
    await amina.press(told, ids.AREA_POST_AGAIN)
    await stage.again(stage.payload_of())
    again = await _again(stage, area)
    await amina.until(
        lambda one: any("posted again" in m.text or "is there again" in m.text for m in stage.direct("amina"))
    )
    await stage.settled(again)
    assert [one.ts for one in stage.area_messages()] == [again.ts]
    assert [row.choice for row in await stage.rows("SELECT choice FROM answers")] == ["green"]
    await stage.answer("chloe", again)
    await stage.told("chloe", "Saved: Amber for question 1.")
    await amina.press(told, ids.AREA_POST_AGAIN)
    await amina.until(lambda _: any("is there again already" in m.text for m in stage.direct("amina")))
    assert len(await _gone(stage)) == 1


async def test_deleted_at_the_reveal_it_is_posted_anew(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    await stage.settled(area)
    await stage.person("amina").press(area, ids.AREA_REVEAL)
    press = stage.payload_of()
    await stage.sandbox.delete_message(CHANNEL, area.ts)
    again = await _again(stage, area)
    await stage.settled(again)
    assert "is revealed" in stage.current(again).text
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'reveal' AND state = 'sent'")
    await stage.again(press)
    assert [one.ts for one in stage.area_messages()] == [again.ts]
    assert not await _gone(stage)


async def test_deleted_after_the_reveal_an_agreement_posts_it_anew(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    revealed = await stage.reveal(area)
    await stage.settled(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_DECIDE, block_id="a1.1")
    await amina.until(lambda one: one.modal)
    await stage.sandbox.delete_message(CHANNEL, area.ts)
    await amina.pick("choice", "amber")
    assert (await amina.submit()).ok
    again = await _again(stage, area)
    await stage.settled(again)
    assert "Agreed: Amber" in stage.current(again).text
    assert len(stage.area_messages()) == 1
    assert not await _gone(stage)


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed"])
async def test_slack_no_longer_lets_us_change_it(stage: Stage, code: str) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.settled(area)
    stage.sandbox.faults.add("chat.update", "error", code=code, times=100, match={"ts": area.ts})
    for name in ("ben", "chloe"):
        await stage.answer(name, area)
    amina = stage.person("amina")
    await amina.until(lambda _: stage.direct("amina"))
    (told,) = await _gone(stage)
    await amina.press(told, ids.AREA_POST_AGAIN)
    again = await _again(stage, area)
    await stage.settled(again)
    tried = _updates(stage, area)
    await stage.answer("dev", area)
    await stage.answer("efua", again)
    await stage.told("efua", "Saved: Amber")
    await stage.settled(again)
    assert _updates(stage, area) == tried
    assert len(await stage.rows("SELECT 1 FROM answers")) == 4
    assert len(await _gone(stage)) == 1


async def test_slow_updates_show_the_final_state(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "TRY_AGAIN", timedelta(seconds=0.3))
    await stage.start_review()
    area = await stage.post_area()
    await stage.settled(area)
    began = len(stage.sandbox.calls)
    stage.sandbox.faults.add("chat.update", "429", retry_after=1)
    for kind in ("500_before", "drop_after"):
        stage.sandbox.faults.add("chat.update", kind)
    await stage.answer("ben", area, 1)
    await stage.until_call("chat.update", lambda _: len(stage.sandbox.calls) > began)
    for question in (2, 3):
        await stage.answer("ben", area, question)
    await stage.person("amina").until(lambda _: "1 of 5 have answered" in stage.current(area).text, 20)
    updates = [call for call in stage.sandbox.calls[began:] if call.method == "chat.update"]
    assert [call.http_status for call in updates[:3]] == [429, 500, 0]
    assert updates[1].at_monotonic - updates[0].at_monotonic >= 1.0
