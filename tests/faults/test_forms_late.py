"""Slack or the database is too slow to open a form, or Slack refuses to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.listeners import respond
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from tests.faults.stage import Stage


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which database it is makes no difference here."""
    return sqlite_url


async def test_an_expired_trigger_keeps_what_was_saved(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    ben = stage.person("ben")
    stage.sandbox.faults.add("views.open", "error", code="expired_trigger_id")
    assert (await ben.press(area, ids.AREA_FORM)).ok
    await stage.told("ben", "That took too long and Slack closed the form. Please press again.")
    assert ben.modal is None
    await ben.press(area, ids.AREA_FORM)
    form = await ben.until(lambda one: one.modal)
    assert [e["value"] for e in _chosen(form)] == ["amber"]


def _chosen(form) -> list[dict]:
    held = (element for block in form.state.values() for element in block.values())
    return [one["selected_option"] for one in held if one.get("selected_option")]


@pytest.mark.parametrize(
    ("kind", "said"), [("500_before", "Slack did not answer me in time"), ("429", "Slack")]
)
async def test_slack_does_not_open_the_form(stage: Stage, kind: str, said: str) -> None:
    stage.sandbox.faults.add("views.open", kind)
    amina = stage.person("amina")
    assert (await amina.command(CHANNEL, "/socmob start")).ok
    await stage.told("amina", "Slack did not answer me in time. Nothing is lost")
    assert (await amina.command(CHANNEL, "/socmob start")).ok
    await amina.until(lambda one: one.modal)


async def test_slack_is_slow_to_open_the_form(stage: Stage) -> None:
    stage.sandbox.faults.add("views.open", "slow", seconds=0.5)
    amina = stage.person("amina")
    reply = await amina.command(CHANNEL, "/socmob start")
    assert reply.ok
    assert reply.seconds < 0.5
    await amina.until(lambda one: one.modal)


async def test_a_pick_that_is_refused_is_said_even_if_no_form_opens(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    ben = stage.person("ben")
    await stage.answer("chloe", area)
    await ben.press(area, ids.AREA_FORM)
    form = await ben.until(lambda one: one.modal)
    picks = [block["block_id"] for block in form.view["blocks"] if block["type"] == "input"]
    await stage.reveal(area)
    stage.sandbox.faults.add("views.push", "500_before")
    await ben.pick(ids.FORM_PICK, "green", block_id=picks[1])
    await ben.until(lambda _: any("This area is revealed" in m.text for m in stage.direct("ben")))


async def test_slack_is_slow_while_a_review_is_started(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The acknowledgement cannot wait for Slack: the form stays, and then says what became of it."""
    monkeypatch.setattr(respond, "ACK_WITHIN", 0.1)
    amina = await stage.open_form()
    await amina.pick("title", "Typed with care")
    await amina.pick("pace", "by_hand")
    stage.sandbox.faults.add("conversations.info", "slow", seconds=0.3)
    reply = await amina.submit()
    assert list(reply.errors.values()) == [respond.STILL_SAVING]
    await amina.until(lambda one: respond.SAVED_LATE in str(one.modal and one.modal.view["blocks"]))
    assert len(await stage.rows("SELECT 1 FROM reviews")) == 1


async def test_slack_is_slow_and_then_fails_while_a_review_is_started(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(respond, "ACK_WITHIN", 0.1)
    amina = await stage.open_form()
    await amina.pick("title", "Typed with care")
    await amina.pick("pace", "by_hand")
    said = "Slack did not answer me in time. Nothing is lost: please press Start again"
    for _ in range(2):
        stage.sandbox.faults.add("conversations.info", "hang")
        await amina.submit()
        form = await amina.until(lambda one: one.modal if said in str(one.modal.view["blocks"]) else None)
        assert str(form.view["blocks"]).count(said) == 1
        assert form.state["title"]["title"]["value"] == "Typed with care"
    assert (await amina.submit()).status == 200
    row = await stage.until_row("SELECT title FROM reviews")
    assert row.title == "Typed with care"
