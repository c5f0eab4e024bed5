"""*People…*: facilitators added and removed, who takes part changed, by command and by button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import said, until_says

if TYPE_CHECKING:
    from typing import Any

    from bot.sandbox.person import Person
    from tests.faults.stage import Stage


async def people_form(stage: Stage, name: str = "amina") -> Person:
    await said(stage, name, "/socmob facilitate")
    person = stage.person(name)
    menus = await person.until(lambda one: [m for m in one.messages(CHANNEL) if "People…" in m.text])
    await person.press(menus[-1], ids.REVIEW_PEOPLE, channel_id=CHANNEL)
    await person.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.PEOPLE_FORM)
    return person


def errors(reply: Any) -> dict[str, str]:
    assert reply.body["response_action"] == "errors", reply.body
    return reply.body["errors"]


async def facilitators(stage: Stage) -> set[str]:
    return {row.user_id for row in await stage.rows("SELECT user_id FROM review_facilitators")}


async def test_a_facilitator_is_added_told_and_can_run_it(stage: Stage) -> None:
    await stage.start_review()
    amina = await people_form(stage)
    await amina.pick("facilitators", [PEOPLE["amina"], PEOPLE["ben"]])
    assert not (await amina.submit()).body
    await stage.told("amina", "Saved. Whoever is new is told privately.")
    ben = stage.person("ben")
    told = "You are a facilitator of"
    [message] = await ben.until(lambda _: [one for one in stage.direct("ben") if told in one.text])
    assert not [one for one in stage.direct("amina") if told in one.text]
    await ben.press(message, ids.REVIEW_FACILITATE)
    await ben.until(lambda _: [one for one in stage.direct("ben") if "can be posted next" in one.text])
    ben = await people_form(stage, "ben")
    await ben.pick("facilitators", [PEOPLE["ben"]])
    assert not (await ben.submit()).body
    assert await facilitators(stage) == {PEOPLE["ben"]}
    assert "Only the facilitators of this review can run it" in await said(
        stage, "amina", "/socmob facilitate"
    )


async def test_no_guest_facilitates(stage: Stage) -> None:
    await stage.start_review()
    await stage.sandbox.add_member(CHANNEL, PEOPLE["grace"])
    amina = await people_form(stage)
    await amina.pick("facilitators", [PEOPLE["amina"], PEOPLE["grace"]])
    assert "full members who are in the channel" in errors(await amina.submit())["facilitators"]
    assert await facilitators(stage) == {PEOPLE["amina"]}


async def test_a_press_of_somebody_else_is_refused_by_name(stage: Stage) -> None:
    await stage.start_review()
    await people_form(stage)
    sent = stage.payload_of()
    await stage.again(sent, user={**sent.payload["user"], "id": PEOPLE["ben"]}, response_url="")
    told = "can change who facilitates and who takes part: <@UAMINA0001>."
    await stage.person("ben").until(lambda _: [one for one in stage.direct("ben") if told in one.text])


async def test_who_takes_part_is_changed_after_the_start(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    amina = await people_form(stage)
    await amina.pick("takes_part", "chosen")
    await amina.pick("participants", [PEOPLE["ben"], PEOPLE["chloe"]])
    assert not (await amina.submit()).body
    await until_says(stage, message, "0 of 2 have answered")
    await stage.answer("dev", message)
    await stage.told("dev", "You can read along in this review")
    ben = stage.person("ben")
    told = "You are asked to take part in"
    [asked] = await ben.until(lambda _: [one for one in stage.direct("ben") if told in one.text])
    await ben.press(asked, ids.REVIEW_ANSWER_NEXT)
    await ben.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.ANSWER_FORM)


async def test_two_forms_at_once_do_not_write_over_each_other(stage: Stage) -> None:
    await stage.start_review()
    amina = await people_form(stage)
    await amina.pick("facilitators", [PEOPLE["amina"], PEOPLE["ben"]])
    await amina.submit()
    late = stage.payload_of("view_submission")
    await stage.until_row("SELECT 1 FROM review_facilitators WHERE user_id = :ben", ben=PEOPLE["ben"])
    ben = await people_form(stage, "ben")
    await ben.pick("facilitators", [PEOPLE["ben"], PEOPLE["dev"]])
    await ben.submit()
    reply = await stage.again(late)
    assert reply is not None
    assert await facilitators(stage) == {PEOPLE["ben"], PEOPLE["dev"]}
