"""The whole review on the real checklist, played to its close by several people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.checklist_file import load_checklist
from bot.settings import CHECKLIST as CHECKLIST_PATH
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.domain.deliveries import DeliveryTimes
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

CHECKLIST, _ = load_checklist(CHECKLIST_PATH)
COMMENT = "We tried it once & <!channel> nobody came"


def messages_by_area(stage: Stage) -> dict[str, Message]:
    """All ten stand in the channel in the checklist's order."""
    return dict(zip([area.id for area in CHECKLIST.areas], stage.area_messages(), strict=True))


async def answer_by_form(stage: Stage, name: str, choice: str) -> int:
    """From the first area that waits through *Save and next area* to the last; how many there were."""
    person = await playing.form_of(stage, name, "/socmob answer")
    areas = 0
    while person.modal is not None and areas <= 10:
        areas += 1
        for block_id in playing.blocks_of(person, "pick."):
            await person.pick(ids.FORM_PICK, choice, block_id=block_id)
        reply = await person.submit()
        assert reply.ok, reply
    return areas


@pytest.mark.parametrize(
    ("database_url", "transport"), [("sqlite", "socket"), ("postgresql", "http")], indirect=["database_url"]
)
async def test_ten_areas_from_start_to_close(
    start_stage: StartStage, at_once: DeliveryTimes, transport: str
) -> None:
    stage = await start_stage(transport, times=at_once)
    amina = stage.person("amina")
    await stage.start_review(pace="all_at_once", title="Spring <review> & more")
    await amina.until(lambda _: len(stage.area_messages()) == 10, 15)
    await stage.until_row("SELECT 1 WHERE (SELECT count(*) FROM area_messages) = 10")
    areas = messages_by_area(stage)

    # Ben answers one area by buttons, corrects himself, and leaves a comment; the others use the form.
    normalise = areas["normalise"]
    await playing.answer_area(stage, "ben", normalise, ["red", "green", "green"])
    await playing.choose_in_menu(stage, "ben", normalise, 1, "remove")
    await stage.told("ben", "Removed: your answer to question 1. 2 of 3 answered here.")
    await playing.comment(stage, "ben", normalise, 1, COMMENT, "https://example.org/evidence?a=1&b=2")
    await stage.answer("ben", normalise, 1, "red")
    assert await answer_by_form(stage, "ben", "amber") == 9
    for name, choice in {"chloe": "amber", "dev": "amber", "efua": "green"}.items():
        assert await answer_by_form(stage, name, choice) == 10

    # Nobody sees anything of it: neither what was answered nor who, nor the comment.
    assert "4 of 5 have answered" in (await stage.settled(normalise)).text
    seen = str([one.blocks for one in stage.person("hana").messages(CHANNEL)])
    assert "nobody came" not in seen
    assert PEOPLE["ben"] not in seen

    # The last one answers: the facilitator hears of each area privately, and reveals all ten.
    assert await answer_by_form(stage, "hana", "dont_know") == 10
    await amina.until(lambda _: len(stage.direct("amina")) == 10, 15)
    assert all("Everyone has answered" in told.text for told in stage.direct("amina"))
    for message in areas.values():
        await amina.press(message, ids.AREA_REVEAL)
    for message in areas.values():
        await playing.until_says(stage, message, "revealed on", 15)
    words = stage.current(normalise).words()
    assert "Red 1 · Amber 2 · Green 1 · Don't know 1" in words
    assert "Discuss: split, both red and green were given." in words
    await amina.until(lambda _: sum(one.is_reply and one.broadcast for one in stage.posts()) == 10, 15)
    comments = await _comments(stage, "chloe", normalise)
    assert "nobody came" in comments
    assert PEOPLE["ben"] not in comments
    assert "Ben" not in comments

    # One is decided against its proposal, the rest in the order of discussion.
    await amina.command(CHANNEL, "/socmob close")
    await stage.told("amina", "Nothing is agreed in this review yet")
    proposed = areas["understanding"]
    assert "Amber 3 · Green 1 · Don't know 1. Proposed: Amber." in stage.current(proposed).words()
    await playing.open_decision(stage, proposed, 2)
    refused = await playing.fill_in(amina, "red")
    assert "Say in a few words why" in str(refused.errors)
    assert (await playing.fill_in(amina, "red", "We <looked> again")).ok
    await stage.told("amina", "Agreed: Red for question 2.")
    assert await _discuss_all(await playing.form_of(stage, "amina", "/socmob agree")) == 41
    await amina.close_modal()

    status = await amina.command(CHANNEL, "/socmob status share")
    assert status.body["response_type"] == "in_channel"
    assert "42 of 42 agreed. Red 1, Amber 41, Green 0." in status.body["text"]

    await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("was closed"))
    (summary,) = stage.posts("was closed")
    assert "Spring &lt;review&gt; &amp; more" in summary.words()
    assert "Red 1, Amber 41, Green 0" in await playing.said(stage, "amina", "/socmob history")

    # Closed by mistake: the summary has the way back.
    await amina.press(summary, ids.REVIEW_RESUME)
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'open'")
    assert playing.unheard(stage) == set()


async def _comments(stage: Stage, name: str, message: Message) -> str:
    person = stage.person(name)
    await person.press(stage.current(message), ids.QUESTION_COMMENTS)
    await person.until(lambda one: one.modal)
    shown = str(person.modal.view["blocks"])
    await person.close_modal()
    return shown


async def _discuss_all(person: Person) -> int:
    """Every question that waits is agreed Amber, with a reason; how many there were."""
    walked = 0
    while person.modal is not None and person.modal.view["callback_id"] == ids.DISCUSS_FORM:
        walked += 1
        assert (await playing.fill_in(person, "amber", "Agreed in the room")).ok
    return walked
