"""Starting a review: by command or by button, in which channel, and on which wording it stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.settings import CHECKLIST
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Words and forms: which database stands behind them makes no difference here."""

GENERAL = "CGENERAL01"
LEADERS = "CLEADERS01"


async def until_form_says(person: Person, words: str) -> None:
    await person.until(lambda one: one.modal and words in str(one.modal.view["blocks"]))


async def test_by_button_from_the_menu(stage: Stage) -> None:
    amina = stage.person("amina")
    await playing.said(stage, "amina", "/socmob")
    # What Slack shows as the command's answer is a message of its own.
    menu = [one for one in amina.messages(CHANNEL) if one.ephemeral_for][-1]
    await amina.press(menu, ids.REVIEW_START)
    await until_form_says(amina, "6 people are in that channel.")
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("has started a review here"))
    await stage.told("amina", "The review is started.")


async def test_areas_by_hand_begin_with_a_button(stage: Stage) -> None:
    await stage.start_review()
    await stage.told("amina", "Its areas wait for you")
    amina = stage.person("amina")
    started = [one for one in amina.messages(CHANNEL) if one.ephemeral_for][-1]
    await amina.press(started, ids.AREA_POST)
    await amina.until(lambda _: stage.area_messages())
    assert stage.area_messages()[0].text.startswith("Social mobility understanding")
    await amina.press(stage.posts("has started a review here")[0], ids.REVIEW_FACILITATE)
    await stage.told("amina", "*Normalise the conversation* can be posted next")


async def test_all_at_once_they_come_in_the_order_of_the_checklist(stage: Stage) -> None:
    await stage.start_review(pace="all_at_once", title="Autumn <1> & more")
    amina = stage.person("amina")
    await amina.until(lambda _: len(stage.area_messages()) == 10, 10)
    assert [f"area {number} of 10" in one.words() for number, one in enumerate(stage.area_messages(), 1)] == [
        True
    ] * 10
    (opening,) = stage.posts("has started a review here")
    assert "Autumn &lt;1&gt; &amp; more" in opening.text
    assert "42 questions in 10 areas" in opening.text
    await amina.press(opening, ids.REVIEW_ABOUT)
    await amina.until(lambda one: one.modal)
    assert amina.modal.view["callback_id"] == ids.ABOUT


async def test_from_direct_messages_the_channel_is_chosen(stage: Stage) -> None:
    amina = stage.person("amina")
    await amina.command(amina.direct(), "/socmob start")
    await amina.until(lambda one: one.modal)
    await amina.submit()
    assert "channel" in amina.modal.errors
    await amina.pick(ids.START_CHANNEL, CHANNEL)
    await until_form_says(amina, "6 people are in that channel.")
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("has started a review here"))


async def test_where_the_app_is_not_it_says_how_to_invite_it_and_the_form_stays(stage: Stage) -> None:
    amina = stage.person("amina")
    await amina.command(GENERAL, "/socmob start")
    await until_form_says(amina, "/invite @socmob")
    await amina.pick("title", "Kept as it is")
    await amina.submit()
    assert "/invite @socmob" in amina.modal.errors["channel"]
    await amina.command(GENERAL, "/invite @socmob")
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("Kept as it is"))
    assert stage.posts("Kept as it is")[0].channel_id == GENERAL


async def test_in_a_private_channel(stage: Stage) -> None:
    hana = stage.person("hana")
    await hana.command(LEADERS, "/invite @socmob")
    await stage.start_review("hana", LEADERS)
    message = await stage.post_area("2", "hana", LEADERS)
    assert "0 of 2 have answered" in message.words()
    await stage.answer("ben", message)
    await stage.told("ben", "1 of 3 answered here.", LEADERS)


async def test_one_review_at_a_time(stage: Stage) -> None:
    await stage.start_review()
    ben = await stage.open_form("ben")
    await until_form_says(ben, "A review is already open in that channel.")
    await ben.submit()
    assert "A review is already open in that channel." in ben.modal.errors["channel"]
    assert len(await stage.rows("SELECT 1 FROM reviews")) == 1


async def test_a_form_sent_twice_starts_one_review(stage: Stage) -> None:
    await stage.start_review(pace="all_at_once")
    await stage.again(stage.payload_of("view_submission"))
    await stage.person("amina").until(lambda _: len(stage.area_messages()) == 10, 10)
    assert len(await stage.rows("SELECT 1 FROM reviews")) == 1
    assert len(stage.posts("has started a review here")) == 1


async def test_facilitators_have_to_be_there(stage: Stage) -> None:
    amina = await stage.open_form()
    await amina.pick("facilitators", [PEOPLE["grace"]])
    await amina.submit()
    assert "Invite them there first." in amina.modal.errors["facilitators"]


@pytest.fixture
def another_wording(tmp_path: Path) -> Path:
    """A checklist that is worded otherwise, with one area less."""
    content = json.loads(CHECKLIST.read_text())
    content["sections"][1]["areas"].pop()
    area = content["sections"][0]["areas"][1]
    area["title"] = "Talk about it"
    area["questions"][0]["text"] = "Is it worded otherwise now?"
    known = {q["id"] for s in content["sections"] for a in s["areas"] for q in a["questions"]}
    for essential in content["essentials"]:
        essential["questions"] = [one for one in essential["questions"] if one in known]
    path = tmp_path / "another.json"
    path.write_text(json.dumps(content))
    return path


async def test_a_review_keeps_the_wording_it_started_with(stage: Stage, another_wording: Path) -> None:
    await stage.start_review()
    await stage.post_area()
    await stage.stop_program()
    stage.environ["SOCMOB_CHECKLIST"] = str(another_wording)
    await stage.start_program()
    message = stage.area_messages()[0]
    for number in (1, 2, 3):
        await stage.answer("ben", message, number)
    words = await playing.until_says(stage, message, "1 of 5 have answered")
    assert words.startswith("Normalise the conversation")
    assert "Is it worded otherwise now?" not in words
    assert "0 of 42 agreed" in await playing.said(stage, "ben", "/socmob status")
    last = await stage.post_area("10")
    assert last.text.startswith("Wider agenda")
    await stage.person("amina").command(LEADERS, "/invite @socmob")
    await stage.start_review("amina", LEADERS)
    reworded = await stage.post_area("2", "amina", LEADERS)
    assert reworded.words().startswith("Talk about it")
    assert "Is it worded otherwise now?" in reworded.words()
    assert "area 2 of 9" in reworded.words()
