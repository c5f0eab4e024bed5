"""The whole review on the real checklist, played to its close by several people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.checklist_file import load_checklist
from bot.settings import CHECKLIST as CHECKLIST_PATH
from tests.faults.stage import CHANNEL, PEOPLE

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

CHECKLIST, _ = load_checklist(CHECKLIST_PATH)
TEAM = ["ben", "chloe", "dev", "efua", "hana"]
COMMENT = "We tried it once & <!channel> nobody came"


def area_message(stage: Stage, area_id: str, round_: int = 1) -> Message:
    """The message that carries the area's form or its agreements."""
    wanted = f"|{area_id}|{round_}"
    for message in reversed(list(stage.sandbox.world.channels[CHANNEL].messages.values())):
        if wanted in str(message.blocks):
            return message
    raise AssertionError(f"no message of {area_id}")


async def answer_by_buttons(stage: Stage, name: str, area_id: str, choices: list[str]) -> None:
    message = area_message(stage, area_id)
    for number, choice in enumerate(choices, 1):
        _, reply = await stage.answer(name, message, number, choice)
        assert reply.ok


async def answer_by_form(stage: Stage, name: str, choice: str) -> int:
    """From the first area that waits through *Save and next area* to the last; how many there were."""
    person = stage.person(name)
    assert (await person.command(CHANNEL, "/socmob answer")).ok
    await person.until(lambda one: one.modal)
    areas = 0
    while person.modal is not None and areas <= 10:
        areas += 1
        for block in person.modal.view["blocks"]:
            if block["type"] == "input":
                await person.pick(ids.FORM_PICK, choice, block_id=block["block_id"])
        reply = await person.submit()
        assert reply.ok, reply
    return areas


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_ten_areas_from_start_to_close(start_stage: StartStage, transport: str) -> None:
    stage = await start_stage(transport)
    amina = stage.person("amina")
    await stage.start_review(pace="all_at_once", title="Spring <review> & more")
    await amina.until(lambda _: len(stage.area_messages()) == 10, 15)
    await stage.until_row("SELECT 1 WHERE (SELECT count(*) FROM area_messages) = 10")

    # Ben answers one area by buttons, corrects himself, and leaves a comment; the others use the form.
    await answer_by_buttons(stage, "ben", "normalise", ["red", "green", "green"])
    ben, message = stage.person("ben"), area_message(stage, "normalise")
    await ben.choose(message, ids.QUESTION_MENU, _menu(message, 1, "remove"), block_id="q1.1")
    await stage.told("ben", "Removed: your answer to question 1. 2 of 3 answered here.")
    await ben.choose(message, ids.QUESTION_MENU, _menu(message, 1, "comment"), block_id="q1.1")
    await ben.until(lambda one: one.modal)
    await ben.pick("comment", COMMENT)
    await ben.pick("evidence", "https://example.org/evidence?a=1&b=2")
    assert (await ben.submit()).ok
    await stage.answer("ben", message, 1, "red")
    assert await answer_by_form(stage, "ben", "amber") == 9
    for name, choice in {"chloe": "amber", "dev": "amber", "efua": "green"}.items():
        assert await answer_by_form(stage, name, choice) == 10

    # Nobody sees anything of it: neither what was answered nor who, nor the comment.
    settled = await stage.settled(message)
    assert "4 of 5 have answered" in settled.text
    seen = str([one.blocks for one in stage.person("hana").messages(CHANNEL)])
    assert "nobody came" not in seen
    assert PEOPLE["ben"] not in seen

    # The last one answers: the facilitator hears of each area privately.
    assert await answer_by_form(stage, "hana", "dont_know") == 10
    await amina.until(lambda _: len(stage.direct("amina")) == 10, 15)
    assert "Everyone has answered" in stage.direct("amina")[0].text

    for area in CHECKLIST.areas:
        await stage.reveal(area_message(stage, area.id))
    revealed = await stage.settled(message)
    assert "Red 1 · Amber 2 · Green 1 · Don't know 1" in revealed.words()
    assert "Discuss: split, both red and green were given." in revealed.words()
    comments = await _comments(stage, "chloe", revealed)
    assert "nobody came" in comments
    assert PEOPLE["ben"] not in comments
    assert "Ben" not in comments

    # One is agreed where the answers propose it, one against them, the rest in the order of discussion.
    await amina.command(CHANNEL, "/socmob close")
    await stage.told("amina", "Nothing is agreed in this review yet")
    proposed = area_message(stage, "understanding")
    assert "Amber 3 · Green 1 · Don't know 1. Proposed: Amber." in proposed.words()
    await _decide(stage, proposed, 2, "red", reason=None, error="Say in a few words why")
    await _decide(stage, proposed, 2, "red", reason="We <looked> again")
    assert (await amina.command(CHANNEL, "/socmob agree")).ok
    await amina.until(lambda one: one.modal)
    walked = 0
    while amina.modal is not None and amina.modal.view["callback_id"] == ids.DISCUSS_FORM:
        walked += 1
        (choice,) = [b["block_id"] for b in amina.modal.view["blocks"] if "choice." in b.get("block_id", "")]
        await amina.pick("choice", "amber", block_id=choice)
        (reason,) = [b["block_id"] for b in amina.modal.view["blocks"] if "reason." in b.get("block_id", "")]
        await amina.pick("reason", "Agreed in the room", block_id=reason)
        assert (await amina.submit()).ok
    assert walked == 41
    await amina.close_modal()

    status = await amina.command(CHANNEL, "/socmob status share")
    assert status.body["response_type"] == "in_channel"
    assert "42 of 42 agreed. Red 1, Amber 41, Green 0." in status.body["text"]

    assert (await amina.command(CHANNEL, "/socmob close")).ok
    await amina.until(lambda one: one.modal)
    assert (await amina.submit()).ok
    await amina.until(lambda _: stage.posts("was closed"))
    (summary,) = stage.posts("was closed")
    assert "Spring &lt;review&gt; &amp; more" in summary.words()
    assert (await amina.command(CHANNEL, "/socmob history")).ok
    assert "Red 1, Amber 41, Green 0" in stage.whispers("amina")[-1]

    # Closed by mistake: the summary has the way back.
    await amina.press(summary, ids.REVIEW_RESUME)
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'open'")


async def test_an_area_reveals_itself_ten_minutes_after_everyone_has_answered(
    start_stage: StartStage,
) -> None:
    stage = await start_stage()
    await stage.start_review(reveal_rule="when_complete")
    message = await stage.post_area()
    for name in TEAM:
        await answer_by_buttons(stage, name, "normalise", ["green", "green", "amber"])
    await stage.until_row("SELECT 1 FROM review_areas WHERE reveal_at IS NOT NULL")
    stage.clock.forward(timedelta(minutes=9))
    await stage.program.jobs.tick()
    assert "is revealed" not in (await stage.settled(message)).text
    stage.clock.forward(timedelta(minutes=2))
    await stage.program.jobs.tick()
    await stage.person("ben").until(lambda _: "is revealed" in stage.current(message).text)


async def test_a_new_round(start_stage: StartStage) -> None:
    stage = await start_stage()
    await stage.start_review()
    first = await stage.post_area()
    await answer_by_buttons(stage, "ben", "normalise", ["green", "green", "amber"])
    await stage.reveal(first)
    amina, ben = stage.person("amina"), stage.person("ben")
    assert (await amina.command(CHANNEL, "/socmob reopen normalise")).ok
    await amina.until(lambda one: one.modal)
    assert (await amina.submit()).ok
    await amina.until(lambda _: "Round 1 is over" in stage.current(first).text)
    assert stage.current(first).buttons() == []
    second = await _newest(stage, "normalise", 2)
    await ben.press(second, ids.AREA_FORM)
    await ben.until(lambda one: one.modal)
    assert "Last time: Green" in str(ben.modal.view)
    assert "initial_option" not in str(ben.modal.view)


async def _newest(stage: Stage, area_id: str, round_: int) -> Message:
    await stage.until_row("SELECT 1 FROM area_messages WHERE round = :round", round=round_)
    return area_message(stage, area_id, round_)


async def _comments(stage: Stage, name: str, message: Message) -> str:
    person = stage.person(name)
    await person.press(message, ids.QUESTION_COMMENTS)
    await person.until(lambda one: one.modal)
    shown = str(person.modal.view["blocks"])
    await person.close_modal()
    return shown


async def _decide(
    stage: Stage, message: Message, number: int, choice: str, *, reason: str | None, error: str | None = None
) -> None:
    amina = stage.person("amina")
    if amina.modal is None:
        await amina.press(message.ts, ids.QUESTION_DECIDE, block_id=f"a{number}.1")
        await amina.until(lambda one: one.modal)
    for block in amina.modal.view["blocks"]:
        if block.get("block_id", "").startswith("choice."):
            await amina.pick("choice", choice, block_id=block["block_id"])
        if block.get("block_id", "").startswith("reason."):
            await amina.pick("reason", reason, block_id=block["block_id"])
    reply = await amina.submit()
    if error is not None:
        assert error in str(amina.modal.errors)
    else:
        assert reply.ok
        await stage.told("amina", f"Agreed: {choice.title()} for question {number}.")


def _menu(message: Message, number: int, entry: str) -> str:
    block = next(block for block in message.blocks if block.get("block_id") == f"q{number}.1")
    return next(o["value"] for o in block["accessory"]["options"] if o["value"].startswith(f"{entry}|"))
