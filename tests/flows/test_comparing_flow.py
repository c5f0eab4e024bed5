"""``/socmob compare``: by command and by button, in words and as a picture in direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids
from bot.listeners import compare
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing
from tests.render.compare_examples import worst

if TYPE_CHECKING:
    from collections.abc import Sequence

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


SECRET = "closed-circle"


async def agreed(stage: Stage, channel_id: str, names: Sequence[str], choice: str) -> None:
    """A review there by the first of them, who all answer so: one area is revealed and agreed."""
    starter = names[0]
    review = await stage.start_review(starter, channel_id)
    area = await stage.post_area(starter=starter, channel_id=channel_id)
    for name in names:
        await playing.answer_area(stage, name, area, [choice] * 3)
    await stage.settled(area)
    await stage.reveal(area, starter)
    for number in (1, 2, 3):
        await playing.agree(stage, area, number, starter)
    await stage.until_row(
        "SELECT 1 WHERE 3 = (SELECT count(*) FROM agreements WHERE review_id = :review)", review=review
    )


async def side_by_side(stage: Stage) -> str:
    """Ben is in all three: a channel with a guest, a private one, and one more. Returns the third's id."""
    world = stage.sandbox.world
    await stage.sandbox.add_member(CHANNEL, PEOPLE["grace"])
    private = world.add_channel(SECRET, [PEOPLE[name] for name in ("ben", "efua", "hana")], is_private=True)
    third = world.add_channel("outreach", [PEOPLE[name] for name in ("ben", "dev", "efua", "grace")])
    await agreed(stage, CHANNEL, ("amina", *playing.TEAM), "amber")
    await agreed(stage, private, ("ben", "efua", "hana"), "red")
    await agreed(stage, third, ("ben", "dev", "efua"), "green")
    return third


async def compared(stage: Stage, name: str, channel_id: str = CHANNEL) -> Message:
    assert (await stage.person(name).command(channel_id, "/socmob compare")).ok
    await stage.told(name, "side by side", channel_id)
    return [one for one in stage.person(name).messages(channel_id) if one.ephemeral_for][-1]


def table(message: Message) -> dict[str, dict[str, str]]:
    """What its table says, by area and channel."""
    [block] = [one for one in message.blocks if one["type"] == "table"]
    header, *rows = [[cell["text"] for cell in row] for row in block["rows"]]
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}


async def test_real_channels_each_to_who_is_in_them(stage: Stage) -> None:
    third = await side_by_side(stage)
    ben = await compared(stage, "ben")
    assert ben.text.startswith("3 channels side by side.")
    assert table(ben)["Normalise conversation"] == {
        f"#{SECRET}": "Red 3",
        "#outreach": "Green 3",
        "#social-mobility": "Amber 3",
    }
    for name in ("dev", "grace"):
        message = await compared(stage, name)
        assert message.text.startswith("2 channels side by side.")
        assert table(message)["Normalise conversation"] == {
            "#outreach": "Green 3",
            "#social-mobility": "Amber 3",
        }
    for name in ("chloe", "amina"):
        assert "only one channel that you are in" in await playing.said(stage, name, "/socmob compare")
    await stage.sandbox.remove_member(CHANNEL, PEOPLE["grace"])
    await stage.until_row(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM channel_members WHERE user_id = :grace"
        " AND channel_id = :channel)",
        grace=PEOPLE["grace"],
        channel=CHANNEL,
    )
    alone = await playing.said(stage, "grace", "/socmob compare", third)
    assert "only one channel that you are in" in alone
    read = [one for name in ("amina", "chloe", "dev", "grace") for one in everything(stage, name)]
    assert read
    assert not [one for one in read if SECRET in one]


def everything(stage: Stage, name: str) -> list[str]:
    """All that somebody reads anywhere."""
    person = stage.person(name)
    channels = [one for one in stage.sandbox.world.channels.values() if person.id in one.members]
    return [
        f"{message.text} {message.blocks}" for channel in channels for message in person.messages(channel.id)
    ]


async def test_where_slack_takes_no_table_the_same_comes_without_one(stage: Stage) -> None:
    await side_by_side(stage)
    stage.sandbox.faults.add("response_url", "error", match=has_table, code="invalid_blocks")
    message = await compared(stage, "ben")
    answers = [call.args for call in stage.sandbox.calls if call.method == "response_url"]
    tried = [has_table(one) for one in answers if "side by side" in one["text"]]
    assert tried == [True, False]
    assert "table" not in {block["type"] for block in message.blocks}
    words = message.words()
    for said in ("Red 3", "Green 3", "Amber 3", "Normalise conversation"):
        assert said in words
        assert said in message.text
    assert message.find(ids.COMPARE_PICTURE)


def has_table(answer: dict[str, Any]) -> bool:
    return any(block["type"] == "table" for block in answer["blocks"] or ())
