"""``/socmob status`` and its buttons: in the channel, in direct messages, in a channel without the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Words and forms: which database stands behind them makes no difference here."""

GENERAL = "CGENERAL01"
ELSEWHERE = "You are in several open reviews."


def private(stage: Stage, name: str, channel_id: str = CHANNEL) -> Message:
    """The last message that only this person sees."""
    return [one for one in stage.person(name).messages(channel_id) if one.ephemeral_for][-1]


async def played(stage: Stage) -> None:
    """One area revealed and agreed in part, one that takes answers."""
    await stage.start_review(title="Spring & <summer>")
    message = await stage.post_area()
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["amber", "green", "red"])
    await stage.post_area("leaders")
    await stage.reveal(message)
    await playing.agree(stage, message, 1)
    await playing.until_says(stage, message, "Agreed: Amber.")


async def test_it_says_where_every_area_stands(stage: Stage) -> None:
    await played(stage)
    words = await playing.said(stage, "ben", "/socmob status")
    assert words.startswith(
        "Spring &amp; &lt;summer&gt;: 1 of 42 agreed. Red 0, Amber 1, Green 0, 41 to agree."
    )
    assert "Normalise conversation: Amber 1 · 2 to agree" in words
    assert "Leaders: 0 of 5 have answered" in words
    assert "Network: not posted" in words
    assert private(stage, "ben").text == words


async def test_it_is_shared_by_word_and_by_button(stage: Stage) -> None:
    await played(stage)
    reply = await stage.person("ben").command(CHANNEL, "/socmob status share")
    assert reply.body["response_type"] == "in_channel"
    assert f"Shared by <@{PEOPLE['ben']}>." in reply.body["text"]
    await playing.said(stage, "chloe", "/socmob status")
    await stage.person("chloe").press(private(stage, "chloe"), ids.REVIEW_SHARE_STATUS)
    hana = stage.person("hana")
    by_chloe = f"Shared by <@{PEOPLE['chloe']}>."
    await hana.until(lambda one: any(by_chloe in message.text for message in one.messages(CHANNEL)))


async def test_one_area_question_by_question(stage: Stage) -> None:
    await played(stage)
    words = await playing.said(stage, "ben", "/socmob status normalise")
    assert "Amber 4. Agreed: Amber." in words
    assert "Red 4. Proposed: Red." in words
    assert "not revealed" in await playing.said(stage, "ben", "/socmob status Leaders")
    assert "not posted" in await playing.said(stage, "ben", "/socmob status 10")
    reply = await stage.person("ben").command(CHANNEL, "/socmob status 2 SHARE")
    assert reply.body["response_type"] == "in_channel"


async def test_in_direct_messages_it_means_the_only_review_one_is_in(stage: Stage) -> None:
    await played(stage)
    ben = stage.person("ben")
    assert "1 of 42 agreed" in await playing.said(stage, "ben", "/socmob status", ben.direct())
    (shown,) = ben.messages(ben.direct())
    assert shown.ephemeral_for == ben.id
    menu = await playing.said(stage, "ben", "/socmob", ben.direct())
    assert f"is open in <#{CHANNEL}>" in menu
    there = await playing.said(stage, "ben", "/socmob status share", ben.direct())
    assert there == f"Type `/socmob status share` in <#{CHANNEL}> to share it with everybody there."
    history = await playing.said(stage, "ben", "/socmob history", ben.direct())
    assert "in the channel whose reviews you want to see" in history
    grace = stage.person("grace")
    assert "There is no open review" in await playing.said(stage, "grace", "/socmob status", grace.direct())
    await ben.command(GENERAL, "/invite @socmob")
    await stage.start_review("ben", GENERAL)
    assert ELSEWHERE in await playing.said(stage, "ben", "/socmob status", ben.direct())


async def test_in_a_channel_without_a_review_or_without_the_app(stage: Stage) -> None:
    await played(stage)
    for text in ("/socmob status", "/socmob history", "/socmob help", "/socmob"):
        assert "1 of 42" not in await playing.said(stage, "ben", text, GENERAL)
    assert private(stage, "ben", GENERAL).channel_id == GENERAL


async def test_buttons_of_the_menu_do_what_the_commands_do(stage: Stage) -> None:
    await played(stage)
    ben = stage.person("ben")
    await playing.said(stage, "ben", "/socmob")
    menu = private(stage, "ben")
    assert "1 area waits for your answers." in menu.text
    await ben.press(menu, ids.REVIEW_STATUS)
    await stage.told("ben", "Network: not posted")
    await ben.press(menu, ids.REVIEW_HELP)
    await stage.told("ben", "/socmob reopen")
    await ben.press(menu, ids.REVIEW_ANSWER_NEXT)
    await ben.until(lambda one: one.modal)
    assert ben.modal.view["title"]["text"] == "Leaders"
    assert playing.unheard(stage) == set()


async def test_the_facilitators_menu_says_what_comes_next(stage: Stage) -> None:
    await played(stage)
    words = await playing.said(stage, "amina", "/socmob reveal")
    assert "2 revealed questions wait for a collective answer." in words
    assert "can be posted next" in words
    menu = private(stage, "amina")
    for action_id, opened in (
        (ids.DISCUSS, ids.DISCUSS_FORM),
        (ids.AREA_REOPEN, ids.REOPEN_FORM),
        (ids.REVIEW_CLOSE, ids.CLOSE_FORM),
        (ids.REVIEW_DISCARD, ids.DISCARD_FORM),
    ):
        amina = stage.person("amina")
        await amina.press(menu, action_id)
        await amina.until(lambda one: one.modal)
        assert amina.modal.view["callback_id"] == opened
        await amina.close_modal()
    assert playing.unheard(stage) == set()


async def test_only_facilitators_are_shown_the_button_to_reveal(stage: Stage) -> None:
    await stage.start_review()
    await stage.answer("ben", await stage.post_area())
    words = await playing.said(stage, "ben", "/socmob reveal 2")
    assert "Only the facilitators of this review can reveal answers" in words
    assert private(stage, "ben").find(ids.AREA_REVEAL) is None
