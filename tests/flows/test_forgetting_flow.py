"""``/socmob forget-me``, by command and by the button in the settings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.blocks.block_checks import words
from tests.faults.stage import PEOPLE
from tests.flows import at_home
from tests.flows.playing import answer_area, comment, form_of, said, until_says

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage


DONE = "Your answers, comments and settings are removed"


async def revealed(stage: Stage) -> Message:
    await stage.start_review()
    message = await stage.post_area()
    for name, choice in (("ben", "red"), ("chloe", "amber"), ("dev", "amber"), ("efua", "amber")):
        await answer_area(stage, name, message, [choice] * 3)
    await comment(stage, "ben", message, 1, "We tried.")
    await stage.until_row("SELECT 1 FROM answers WHERE comment = 'We tried.'")
    return await stage.reveal(message)


async def opened(person: Person) -> str:
    await person.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.FORGET_VIEW)
    return words(person.modal.view)


async def test_the_channel_sees_the_same_numbers_and_no_comment(stage: Stage) -> None:
    message = await revealed(stage)
    assert "Comments (1)" in str(stage.current(message).blocks)
    before = stage.current(message).text
    ben = await form_of(stage, "ben", "/socmob forget-me")
    text = await opened(ben)
    assert "Your 3 answers." in text
    assert "Your 1 comment or link to evidence." in text
    await ben.press_in_modal(ids.FORGET)
    await ben.until(lambda one: one.modal and DONE in str(one.modal.view))
    await stage.until_row("SELECT 1 FROM audit_events WHERE action = 'person forgotten'")
    await ben.until(lambda _: "Comments (1)" not in str(stage.current(message).blocks))
    assert stage.current(message).text == before.replace(" 1 comment.", "")
    assert await stage.rows("SELECT 1 FROM answers WHERE user_id = :ben", ben=ben.id) == []
    assert await stage.rows("SELECT 1 FROM person_keys WHERE user_id = :ben", ben=ben.id) == []


async def test_the_app_home_is_that_of_somebody_new(stage: Stage) -> None:
    """What stood there of them in Slack is gone at once, and nothing is kept to show it again."""
    await stage.start_review()
    await stage.post_area()
    await (await form_of(stage, "ben", "/socmob add Write it down")).submit()
    await stage.told("ben", "Added: ")
    ben = stage.person("ben")
    await at_home.opened(stage, "ben")
    await at_home.reads(stage, "ben", "1 open next step of yours", "Write it down", "1 area waits")
    await form_of(stage, "ben", "/socmob forget-me")
    await opened(ben)
    await ben.press_in_modal(ids.FORGET)
    new = "Review how your organisation speaks up for social mobility"
    await at_home.reads(stage, "ben", new, without=("Write it down", "1 area waits"))
    assert await stage.rows("SELECT 1 FROM homes WHERE user_id = :ben", ben=ben.id) == []
    assert await stage.rows("SELECT 1 FROM members WHERE user_id = :ben", ben=ben.id) == []


async def test_cancelling_the_question_changes_nothing(stage: Stage) -> None:
    await revealed(stage)
    ben = await form_of(stage, "ben", "/socmob forget-me")
    await opened(ben)
    await ben.press_in_modal(ids.FORGET, confirm=False)
    assert await said(stage, "ben", "/socmob help")
    assert len(await stage.rows("SELECT 1 FROM answers WHERE user_id = :ben", ben=ben.id)) == 3


async def test_pressed_twice_it_happens_once(stage: Stage) -> None:
    await revealed(stage)
    ben = await form_of(stage, "ben", "/socmob forget-me")
    await opened(ben)
    await ben.press_in_modal(ids.FORGET)
    await stage.until_row("SELECT 1 FROM audit_events WHERE action = 'person forgotten'")
    totals = await stage.rows("SELECT sum(number) AS n FROM answer_totals")
    await stage.again(stage.payload_of())
    assert [row.n for row in totals] == [3]
    assert [row.n for row in await stage.rows("SELECT sum(number) AS n FROM answer_totals")] == [3]


async def test_only_ever_about_oneself(stage: Stage) -> None:
    """Whatever a forged press carries, it is the presser who is forgotten."""
    await revealed(stage)
    ben = await form_of(stage, "ben", "/socmob forget-me")
    await opened(ben)
    await ben.press_in_modal(ids.FORGET, confirm=False)
    hana = await form_of(stage, "hana", "/socmob forget-me")
    await opened(hana)
    await hana.press_in_modal(ids.FORGET)
    await stage.action(stage.payload_of(), value=PEOPLE["ben"])
    await stage.until_row("SELECT 1 FROM audit_events WHERE action = 'person forgotten'")
    assert len(await stage.rows("SELECT 1 FROM answers WHERE user_id = :ben", ben=ben.id)) == 3


async def test_the_last_facilitator_is_told_before_and_the_channel_after(stage: Stage) -> None:
    await stage.start_review()
    amina = await form_of(stage, "amina", "/socmob settings")
    await amina.press_in_modal(ids.FORGET_OPEN)
    assert "Nobody else facilitates the review in <#CSOCMOB001>." in await opened(amina)
    await amina.press_in_modal(ids.FORGET)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'no_facilitator' AND state = 'sent'")
    [told] = stage.posts("has no facilitator any more")
    await stage.person("dev").press(told, ids.REVIEW_TAKE_OVER, channel_id=told.channel_id)
    await stage.until_row("SELECT 1 FROM review_facilitators WHERE user_id = :dev", dev=PEOPLE["dev"])


async def test_names_go_off_by_themselves_ninety_days_after_the_end(stage: Stage) -> None:
    message = await revealed(stage)
    amina = stage.person("amina")
    await amina.press(stage.current(message), ids.QUESTION_AGREE, block_id="a2.1")
    await stage.until_row("SELECT 1 FROM agreements")
    await (await form_of(stage, "amina", "/socmob close")).submit()
    row = await stage.until_row("SELECT closed_at FROM reviews WHERE state = 'closed'")
    assert row is not None
    await stage.forward(stage.clock.now() + timedelta(days=89))
    assert len(await stage.rows("SELECT 1 FROM answers")) == 12
    await stage.forward(stage.clock.now() + timedelta(days=2))
    await stage.until_row("SELECT 1 FROM answer_totals")
    assert await stage.rows("SELECT 1 FROM answers") == []
    assert await until_says(stage, message, "Red 1")
