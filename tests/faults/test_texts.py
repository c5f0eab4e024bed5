"""What people type is shown as they typed it, and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

ATTACK = "<!channel> <@UBEN000001> <https://evil.example|click> R&D *bold*"
HARMLESS = "&lt;!channel&gt; &lt;@UBEN000001&gt; &lt;https://evil.example|click&gt; R&amp;D"
RIGHT_TO_LEFT = "مراجعة \u202e الربيع 👩🏽‍💻 ❤️"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which database it is makes no difference here."""
    return sqlite_url


def _everything(stage: Stage) -> str:
    """All that Slack reads for mentions and links, in whatever the app shows to anybody."""
    world = stage.sandbox.world
    shown = [m for channel in world.channels.values() for m in channel.messages.values()]
    shown += [m for own in world.ephemerals.values() for m in own.values()]
    app = [m for m in shown if m.user_id == world.app.user_id]
    views = [modal.view for stack in world.stacks.values() for modal in stack]
    return "\n".join([*(m.text for m in app), *_marked_up([m.blocks for m in app]), *_marked_up(views)])


def _marked_up(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _marked_up(inner)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for inner in part.values():
            yield from _marked_up(inner)


def _menu(stage: Stage, area: Message, entry: str) -> str:
    menus = (block.get("accessory") for block in stage.current(area).blocks if block["block_id"] == "q1.1")
    return next(o["value"] for menu in menus for o in menu["options"] if o["value"].startswith(entry))


async def _comment(stage: Stage, name: str, area: Message, comment: str, link: str | None = None):
    person = stage.person(name)
    await person.choose(area, ids.QUESTION_MENU, _menu(stage, area, "comment"), block_id="q1.1")
    await person.until(lambda one: one.modal)
    await person.pick("comment", comment)
    if link is not None:
        await person.pick("evidence", link)
    return await person.submit()


async def test_nobody_is_mentioned_by_what_somebody_types(stage: Stage) -> None:
    await stage.start_review(title=ATTACK)
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    assert (await _comment(stage, "ben", area, ATTACK, "https://example.org/?a=1&b=<2>")).ok
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_COMMENTS)
    await amina.until(lambda one: one.modal)
    assert HARMLESS in _everything(stage)
    await amina.close_modal()
    await amina.press(revealed, ids.QUESTION_DECIDE, block_id="a1.1")
    await amina.until(lambda one: one.modal)
    await amina.pick("choice", "green")
    await amina.pick("reason", ATTACK)
    assert (await amina.submit()).ok
    await stage.told("amina", "Agreed: Green for question 1.")
    await amina.until(lambda _: HARMLESS in stage.current(area).text)
    for text in ("status", "", "help", "history", f"status {ATTACK}", ATTACK):
        await amina.command(CHANNEL, f"/socmob {text}")
    await amina.command(CHANNEL, "/socmob close")
    await amina.until(lambda one: one.modal)
    await amina.submit()
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'closing' AND state = 'sent'")
    shown = _everything(stage)
    assert "<!channel>" not in shown
    assert "<@UBEN000001>" not in shown
    assert "<https://evil.example" not in shown


async def test_right_to_left_and_emoji(stage: Stage) -> None:
    await stage.start_review(title=RIGHT_TO_LEFT)
    area = await stage.post_area()
    await stage.answer("ben", area)
    assert (await _comment(stage, "ben", area, RIGHT_TO_LEFT)).ok
    assert [row.title for row in await stage.rows("SELECT title FROM reviews")] == [RIGHT_TO_LEFT]
    assert [row.comment for row in await stage.rows("SELECT comment FROM answers")] == [RIGHT_TO_LEFT]
    (start,) = stage.posts("has started a review")
    assert RIGHT_TO_LEFT in start.text


@pytest.mark.parametrize("character", ["x", "&", "ع", "👩"])
async def test_the_longest_texts(stage: Stage, character: str) -> None:
    """Slack counts what the form holds; escaped, it is up to five times as long."""
    await stage.start_review(title=character * 75)
    area = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    link = "https://example.org/" + "a" * 2980
    assert (await _comment(stage, "ben", area, character * 3000, link)).ok
    assert (await _comment(stage, "chloe", area, character * 3000)).ok
    revealed = await stage.reveal(area)
    amina = stage.person("amina")
    await amina.press(revealed, ids.QUESTION_COMMENTS)
    await amina.until(lambda one: one.modal)
    await amina.close_modal()
    await amina.press(revealed, ids.QUESTION_DECIDE, block_id="a1.1")
    await amina.until(lambda one: one.modal)
    await amina.pick("choice", "green")
    await amina.pick("reason", character * 500)
    assert (await amina.submit()).ok
    await stage.told("amina", "Agreed: Green")
    await stage.settled(area)
    assert "Agreed: Green" in stage.current(area).text


async def test_texts_over_the_limits_stay_in_the_form(stage: Stage) -> None:
    """Slack's client does not send them; another one may."""
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.submit()
    area = await stage.post_area()
    assert (await _comment(stage, "ben", area, "Fine", "https://example.org")).ok
    for comment, link, block in (
        ("x" * 3001, "https://example.org", "comment"),
        ("Fine", "https://example.org/" + "a" * 3000, "evidence"),
        ("Fine", "javascript:alert(1)", "evidence"),
        ("Fine", "https://", "evidence"),
    ):
        sent = stage.payload_of("view_submission")
        view = sent.payload["view"]
        values = {"comment": {"comment": {"value": comment}}, "evidence": {"evidence": {"value": link}}}
        again = await stage.again(sent, view={**view, "state": {"values": values}})
        assert again.body["response_action"] == "errors"
        assert list(again.body["errors"]) == [block]
    rows = await stage.rows("SELECT comment, evidence_url FROM answers")
    assert [tuple(row) for row in rows] == [("Fine", "https://example.org")]
