"""``/socmob …``: each command, where it is typed, and who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import said

if TYPE_CHECKING:
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Words and forms: which database stands behind them makes no difference here."""

GENERAL = "CGENERAL01"
FACILITATORS_ONLY = "Only the facilitators of this review can"


async def test_alone_it_shows_what_fits_where_it_is_typed(stage: Stage) -> None:
    assert "No review is open here" in await said(stage, "amina", "/socmob")
    await stage.start_review()
    await stage.post_area()
    menus = {
        name: [button["text"]["text"] for button in stage.person(name).messages(CHANNEL)[-1].buttons()]
        for name in ("amina", "ben")
        if await said(stage, name, "/socmob")
    }
    assert "Facilitate" in menus["amina"]
    assert "Facilitate" not in menus["ben"]
    assert "No review is open here" in await said(stage, "amina", "/socmob", GENERAL)
    direct = stage.person("ben").direct()
    assert "No review is open here" not in await said(stage, "ben", "/socmob", direct)


async def test_what_is_not_known_gives_the_help_and_the_nearest_command(stage: Stage) -> None:
    answer = await said(stage, "amina", "/socmob statsu <now>")
    assert "/socmob status" in answer
    assert "&lt;now&gt;" in answer


@pytest.mark.parametrize("text", ["status", "answer", "next", "post", "reveal", "agree", "reopen 1", "close"])
async def test_without_a_review_it_says_how_to_begin_one(stage: Stage, text: str) -> None:
    assert "`/socmob start`" in await said(stage, "amina", f"/socmob {text}")


async def test_two_areas_of_one_name_are_offered_as_two_buttons(stage: Stage) -> None:
    await stage.start_review()
    ben = stage.person("ben")
    await said(stage, "ben", "/socmob status commitment")
    choice = ben.messages(CHANNEL)[-1]
    labels = [button["text"]["text"] for button in choice.buttons()]
    assert labels == ["Internal: Commitment", "External: Commitment"]
    await ben.press(choice, f"{ids.AREA_CHOICE}.1")
    await stage.told("ben", "External: Commitment")


async def test_an_area_that_is_not_there(stage: Stage) -> None:
    await stage.start_review()
    assert "no such area" in await said(stage, "ben", "/socmob status nothing like it")


async def test_areas_are_posted_by_hand_in_their_order(stage: Stage) -> None:
    await stage.start_review()
    amina = stage.person("amina")
    assert "is on its way" in await said(stage, "amina", "/socmob post")
    assert "is on its way" in await said(stage, "amina", "/socmob post")
    await amina.until(lambda _: len(stage.area_messages()) == 2)
    assert [message.text.split(":")[0] for message in stage.area_messages()] == [
        "Social mobility understanding",
        "Normalise the conversation",
    ]
    assert "posted already" in await said(stage, "amina", "/socmob post 1")


@pytest.mark.parametrize("text", ["post", "reveal", "reveal 2", "agree", "reopen", "close", "discard"])
async def test_only_facilitators_run_a_review(stage: Stage, text: str) -> None:
    await stage.start_review()
    answer = await said(stage, "ben", f"/socmob {text}")
    assert FACILITATORS_ONLY in answer
    assert f"<@{PEOPLE['amina']}>" in answer


async def test_a_participant_who_presses_reveal_is_told_who_can(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message)
    await stage.person("ben").press(message, ids.AREA_REVEAL)
    await stage.told("ben", FACILITATORS_ONLY)
    assert "is revealed" not in (await stage.settled(message)).text


async def test_who_is_not_chosen_reads_along(stage: Stage) -> None:
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.pick(ids.START_TAKES_PART, "chosen")
    await amina.until(lambda one: "participants" in str(one.modal.view["blocks"]))
    await amina.pick("participants", [PEOPLE["ben"]])
    assert (await amina.submit()).ok
    message = await stage.post_area()
    await stage.answer("chloe", message)
    await stage.told("chloe", "You can read along in this review")
    assert await said(stage, "chloe", "/socmob status") != ""
    await stage.answer("ben", message)
    await stage.told("ben", "Saved: Amber for question 1. 1 of 3 answered here.")


async def test_a_live_review_asks_for_eight_people(stage: Stage) -> None:
    amina = await stage.open_form()
    await amina.pick(ids.START_VISIBILITY, "live")
    await amina.submit()
    assert "Live answers ask for 8 or more people; 6 would take part here." in str(amina.modal.errors)


async def test_where_nobody_facilitates_a_participant_takes_over(stage: Stage) -> None:
    await stage.start_review()
    await stage.sandbox.remove_member(CHANNEL, PEOPLE["amina"])
    ben = stage.person("ben")
    await ben.until(lambda _: stage.posts("has no facilitator any more"))
    (news,) = stage.posts("has no facilitator any more")
    await ben.press(news, ids.REVIEW_TAKE_OVER)
    await stage.until_row("SELECT 1 FROM review_facilitators WHERE user_id = :ben", ben=PEOPLE["ben"])
    assert "is on its way" in await said(stage, "ben", "/socmob post")


async def test_next_opens_what_waits_and_then_says_so(stage: Stage) -> None:
    await stage.start_review()
    assert "No area takes answers now" in await said(stage, "ben", "/socmob next")
    message = await stage.post_area()
    ben = stage.person("ben")
    await ben.command(CHANNEL, "/socmob next")
    await ben.until(lambda one: one.modal)
    await ben.close_modal()
    for number in (1, 2, 3):
        await stage.answer("ben", message, number)
    assert "No area waits for your answers" in await said(stage, "ben", "/socmob next")


async def test_reveal_by_command_asks_once_more(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message)
    amina = stage.person("amina")
    await said(stage, "amina", "/socmob reveal normalise")
    await amina.press(amina.messages(CHANNEL)[-1], ids.AREA_REVEAL)
    await amina.until(lambda _: "is revealed" in stage.current(message).text)


async def test_a_review_given_up_says_so_everywhere(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/socmob discard")
    await amina.until(lambda one: one.modal)
    assert (await amina.submit()).ok
    await amina.until(lambda _: "was discarded on" in stage.current(message).text)
    assert "`/socmob start`" in await said(stage, "amina", "/socmob status")


async def test_a_guest_cannot_start_a_review(start_stage: StartStage) -> None:
    stage = await start_stage()
    await stage.sandbox.add_member(CHANNEL, PEOPLE["grace"])
    grace = await stage.open_form("grace")
    await grace.submit()
    assert "Guests cannot start a review" in str(grace.modal.errors)
