"""The channel is archived, or the app is not in it: at the start, and while a review runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE

if TYPE_CHECKING:
    from tests.faults.stage import Stage

GENERAL = "CGENERAL01"


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """The stricter one: it locks rows, and refuses locks to those who only read."""
    return postgresql_url


def _told(stage: Stage) -> list[str]:
    return [one.text for one in stage.direct("amina") if one.text.startswith("I cannot post in")]


async def _told_once(stage: Stage) -> str:
    amina = stage.person("amina")
    await amina.until(lambda _: _told(stage))
    (told,) = _told(stage)
    return told


async def test_the_app_is_not_in_the_channel_at_the_start(stage: Stage) -> None:
    amina = await stage.open_form(channel_id=GENERAL)
    await amina.pick("title", "Typed with care")
    await amina.pick("pace", "by_hand")
    reply = await amina.submit()
    said = "I am not in that channel yet. Type /invite @socmob there, then press Start again"
    assert reply.errors["channel"].startswith(said)
    assert not await stage.rows("SELECT 1 FROM reviews")
    form = amina.modal
    assert form is not None
    assert form.state["title"]["title"]["value"] == "Typed with care"
    await amina.command(GENERAL, "/invite @socmob")
    assert (await amina.submit()).ok
    row = await stage.until_row("SELECT title, channel_id FROM reviews")
    assert tuple(row) == ("Typed with care", GENERAL)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'start' AND state = 'sent'")


async def test_the_channel_is_archived_at_the_start(stage: Stage) -> None:
    amina = await stage.open_form()
    await stage.sandbox.archive(CHANNEL)
    reply = await amina.submit()
    assert reply.errors["channel"].startswith("That channel is archived")
    assert not await stage.rows("SELECT 1 FROM reviews")
    await stage.sandbox.unarchive(CHANNEL)
    await amina.pick("pace", "by_hand")
    assert (await amina.submit()).ok


async def test_archived_while_it_runs(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    await stage.settled(area)
    amina = stage.person("amina")
    await stage.sandbox.archive(CHANNEL)
    await amina.command(amina.direct(), "/socmob post 3")
    await amina.command(amina.direct(), "/socmob post 4")
    told = await _told_once(stage)
    assert told.startswith(f"I cannot post in <#{CHANNEL}>")
    parked = "SELECT 1 FROM deliveries WHERE state = 'dead' AND reason = 'is_archived'"
    await stage.until_row(f"SELECT 1 WHERE (SELECT count(*) FROM ({parked}) AS parked) = 2")
    await stage.sandbox.unarchive(CHANNEL)
    await amina.until(lambda _: len(stage.area_messages()) == 3)
    await stage.answer("ben", area)
    assert len(_told(stage)) == 1


async def test_a_private_channel_is_renamed_and_archived(stage: Stage) -> None:
    """Slack tells of it by other words than of a public one."""
    private = stage.sandbox.world.add_channel("leaders", [PEOPLE["amina"], PEOPLE["ben"]], is_private=True)
    await stage.start_review(channel_id=private)
    known = "SELECT 1 FROM channels WHERE channel_id = :id AND name = :name AND is_archived = :archived"
    await stage.sandbox.rename(private, "board")
    await stage.until_row(known, id=private, name="board", archived=False)
    await stage.sandbox.archive(private)
    await stage.until_row(known, id=private, name="board", archived=True)
    await stage.sandbox.unarchive(private)
    await stage.until_row(known, id=private, name="board", archived=False)


async def test_revealed_while_archived_it_shows_afterwards(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    await stage.settled(area)
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/socmob reveal 2")
    await stage.sandbox.archive(CHANNEL)
    asked = next(one for one in amina.messages(CHANNEL) if "Reveal" in str(one.blocks) and one.ephemeral_for)
    await amina.press(asked, ids.AREA_REVEAL)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'reveal' AND state = 'dead'")
    await stage.settled(area)
    assert "is revealed" not in stage.current(area).text
    await stage.sandbox.unarchive(CHANNEL)
    await amina.until(lambda _: "is revealed" in stage.current(area).text)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'reveal' AND state = 'sent'")
    assert len(stage.area_messages()) == 1, "the message was there all the time"
    assert len(_told(stage)) == 1


async def test_the_app_is_removed_while_it_runs_and_invited_again(stage: Stage) -> None:
    await stage.start_review()
    area = await stage.post_area()
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/remove @socmob")
    await amina.command(CHANNEL, "/socmob post 3")
    await amina.command(CHANNEL, "/socmob post 4")
    await amina.until(lambda _: len(_told(stage)) == 1)
    await stage.answer("ben", area)
    await stage.told("ben", "Saved: Amber for question 1.")
    await amina.command(CHANNEL, "/invite @socmob")
    await amina.until(lambda _: len(stage.area_messages()) == 3)
    await stage.until_row(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE state <> 'sent' AND state <> 'skipped')"
    )
    assert len(_told(stage)) == 1
    assert [row.choice for row in await stage.rows("SELECT choice FROM answers")] == ["amber"]


async def test_a_second_review_in_the_same_channel(stage: Stage) -> None:
    await stage.start_review()
    ben = await stage.open_form("ben")
    said = "A review is already open in that channel."
    form = await ben.until(lambda one: one.modal if said in str(one.modal and one.modal.view) else None)
    await ben.pick("title", "Ben's own title")
    reply = await ben.submit()
    assert reply.errors["channel"].startswith(said)
    assert "`" not in reply.errors["channel"], "a field's error is plain text"
    assert ben.modal is form
    assert form.state["title"]["title"]["value"] == "Ben's own title"
    assert len(await stage.rows("SELECT 1 FROM reviews")) == 1
