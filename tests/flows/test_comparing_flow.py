"""``/socmob compare``: by command and by button, in words and as a picture in direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from bot.listeners import compare
from tests.faults.stage import CHANNEL
from tests.flows import playing
from tests.render.compare_examples import worst

if TYPE_CHECKING:
    import pytest

    from bot.domain.comparison import Comparison
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

LEADERSHIP = "CLEADERS01"


async def asked(stage: Stage, name: str = "ben") -> Message:
    assert (await stage.person(name).command(CHANNEL, "/socmob compare")).ok
    await stage.told(name, "Channels 1 to 5 of 12")
    return last(stage, name)


def last(stage: Stage, name: str) -> Message:
    return [one for one in stage.person(name).messages(CHANNEL) if one.ephemeral_for][-1]


def twelve_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared is tried where it is read; here it is how people get about in it."""

    async def everything(*_: object) -> Comparison:
        return worst(12)

    monkeypatch.setattr(compare, "_all", everything)


async def test_with_nothing_to_compare_it_says_what_to_do(stage: Stage) -> None:
    assert "Nothing is agreed yet" in await playing.said(stage, "ben", "/socmob compare")


async def test_pages_and_the_picture_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    twelve_channels(monkeypatch)
    shown = await asked(stage)
    assert any(block["type"] == "table" for block in shown.blocks)
    ben = stage.person("ben")
    assert (await ben.press(shown, ids.COMPARE_LATER)).ok
    await stage.told("ben", "Channels 6 to 10 of 12", timeout=20)
    assert (await ben.press(last(stage, "ben"), ids.COMPARE_EARLIER)).ok
    await stage.told("ben", "Channels 1 to 5 of 12", timeout=20)
    page = last(stage, "ben")
    assert (await ben.press(page, ids.COMPARE_PICTURE)).ok
    await stage.told("ben", "I am drawing the picture", timeout=20)
    [message] = await ben.until(lambda _: [one for one in stage.direct("ben") if one.files], 60)
    picture = stage.sandbox.world.files[message.files[0]]
    assert (picture.content or b"").startswith(b"\x89PNG")
    assert picture.alt_text.startswith("Channels 1 to 5 of 12.")
    assert "it is no ranking" in message.text
    assert (await ben.press(page, ids.COMPARE_PICTURE)).ok
    await stage.told("ben", "it comes once", timeout=20)


async def test_it_is_reached_by_a_button(stage: Stage) -> None:
    await stage.start_review()
    ben = stage.person("ben")
    assert (await ben.command(CHANNEL, "/socmob status")).ok
    await stage.told("ben", "0 of 42 agreed", timeout=20)
    assert (await ben.press(last(stage, "ben"), ids.COMPARE)).ok
    await stage.told("ben", "Nothing is agreed yet", timeout=20)


async def test_two_channels_for_whoever_is_in_both(stage: Stage) -> None:
    """Chloé is not in the private one: she hears nothing of it."""
    await stage.person("amina").command(LEADERSHIP, "/invite @socmob")
    for channel_id, choice in ((CHANNEL, "amber"), (LEADERSHIP, "green")):
        await stage.start_review(channel_id=channel_id)
        message = await stage.post_area("2", channel_id=channel_id)
        for name in ("amina", "ben", "hana"):
            await playing.answer_area(stage, name, message, [choice] * 3)
        await stage.reveal(message)
        await playing.agree(stage, message, 1)
        await playing.until_says(stage, message, f"Agreed: {choice.title()}.")
    assert (await stage.person("ben").command(CHANNEL, "/socmob compare")).ok
    text = await stage.told("ben", "2 channels side by side", timeout=20)
    assert f"Normalise conversation: <#{LEADERSHIP}> Green 1, 2 to agree; <#{CHANNEL}> Amber 1" in text
    assert f"Normalise conversation: strong in <#{LEADERSHIP}>" in text
    [table] = [one for one in last(stage, "ben").blocks if one["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert cells[0] == ["Area", "#leadership", "#social-mobility"]
    assert ["Normalise conversation", "Green 1, 2 to agree", "Amber 1, 2 to agree"] in cells
    alone = await playing.said(stage, "chloe", "/socmob compare")
    assert "Something is agreed in only one channel that you are in" in alone
