"""*Record* in the facilitators' menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from bot.store import audit
from tests.blocks.block_checks import words
from tests.databases import WORKSPACE
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import agree, answer_area, form_of, said, until_says

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage


async def open_record(stage: Stage) -> Person:
    await said(stage, "amina", "/socmob facilitate")
    amina = stage.person("amina")
    menus = await amina.until(lambda one: [m for m in one.messages(CHANNEL) if "Record" in m.text])
    await amina.press(menus[-1], ids.REVIEW_RECORD, channel_id=CHANNEL)
    return await recorded(amina)


async def test_a_facilitator_reads_who_did_what(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await answer_area(stage, "ben", message, ["amber"] * 3)
    await stage.reveal(message)
    text = words((await open_record(stage)).modal.view)
    assert "<@UAMINA0001> started the review." in text
    assert "<@UAMINA0001> revealed *Normalise the conversation*: 1 of " in text
    assert text.index("revealed") < text.index("started the review")
    assert "ben" not in text.casefold(), "who answered what is on no record"


async def test_a_long_record_is_turned_back(stage: Stage) -> None:
    review_id = await stage.start_review()

    def fill(connection: Connection, workspace_id: str) -> None:
        for _ in range(30):
            audit.record(
                connection, workspace_id, None, "deadline passed", stage.clock.now(), review_id=review_id
            )

    await stage.database.write(WORKSPACE, fill)
    amina = await open_record(stage)
    assert "started the review" not in words(amina.modal.view)
    await amina.press_in_modal(ids.RECORD_EARLIER)
    await amina.until(lambda one: "started the review" in words(one.modal.view))


async def test_others_are_told_who_can(stage: Stage) -> None:
    await stage.start_review()
    await open_record(stage)
    sent = stage.payload_of()
    await stage.again(sent, user={**sent.payload["user"], "id": PEOPLE["ben"]}, response_url="")
    told = "Only the facilitators of this review can read its record: <@UAMINA0001>."
    await stage.person("ben").until(lambda _: [one for one in stage.direct("ben") if told in one.text])


async def test_from_a_question_and_from_a_next_step_to_their_records(stage: Stage) -> None:
    """``/socmob history 2.1`` and a next step's *History*, as a facilitator and as somebody else."""
    await stage.start_review()
    message = await stage.post_area("2")
    for name in ("ben", "chloe", "dev"):
        await answer_area(stage, name, message, ["amber"] * 3)
    await stage.reveal(message)
    await agree(stage, message, 1)
    await until_says(stage, message, "Agreed: Amber.")
    await said(stage, "ben", "/socmob history 2.1")
    assert ids.REVIEW_RECORD not in str(last(stage, "ben").blocks)
    await said(stage, "amina", "/socmob history 2.1")
    amina = stage.person("amina")
    await amina.press(last(stage, "amina"), ids.REVIEW_RECORD, channel_id=CHANNEL)
    text = words((await recorded(amina)).modal.view)
    assert "<@UAMINA0001> recorded Amber for " in text
    assert "started the review" not in text
    sent = stage.payload_of()
    await stage.action(sent, value=sent.payload["actions"][0]["value"].rpartition("=")[0] + "=no-such")
    await stage.told("amina", "has no such question")
    await amina.close_modal()

    assert (await (await form_of(stage, "amina", "/socmob add Write the prompts")).submit()).ok
    await stage.told("amina", "Added: ")
    await said(stage, "amina", "/socmob steps all")
    listed = last(stage, "amina")
    menu = next(b["accessory"] for b in listed.blocks if "accessory" in b)
    (history,) = [o["value"] for o in menu["options"] if o["value"].startswith("history|")]
    await amina.choose(listed, ids.STEP_MENU, history)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.STEP_HISTORY)
    await amina.press_in_modal(ids.REVIEW_RECORD)
    text = words((await recorded(amina)).modal.view)
    assert "Next step: Write the prompts" in text
    assert "<@UAMINA0001>, next step “Write the prompts”: added for <@UAMINA0001>" in text
    assert "recorded Amber" not in text


async def recorded(person: Person) -> Person:
    return await person.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.RECORD and one)


def last(stage: Stage, name: str) -> Message:
    """The last thing that only this person sees in the channel."""
    return [one for one in stage.person(name).messages(CHANNEL) if one.ephemeral_for][-1]
