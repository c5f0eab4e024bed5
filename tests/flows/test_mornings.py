"""Next steps in the morning message: from the first reminder to what becomes of it."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.bank_holidays import BankHolidays, region_of
from bot.blocks import ids
from bot.domain.calendar import instant
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.store import due, next_steps
from bot.store.schema import person_settings
from bot.store.settings import Calendars, new_person
from bot.store.upsert import insert
from tests.faults.stage import PEOPLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.next_steps import NextStep
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

TEAM = "TSANDBOX01"
CALENDARS = Calendars(BankHolidays(), region_of)
DUE = date(2027, 2, 19)
"""A Friday without a bank holiday near it."""


async def to(stage: Stage, at: datetime) -> None:
    """Moves the clock, plans what is due by then, and has it sent."""
    stage.clock.forward(at - stage.clock.now())
    await stage.program.jobs.tick()
    deadline = asyncio.get_running_loop().time() + 5
    while not await stage.database.read(TEAM, due.is_quiet, stage.clock.now()):
        assert asyncio.get_running_loop().time() < deadline, await stage.deliveries()
        await asyncio.sleep(0.02)


def nine(on: date, tz: str = "Europe/London") -> datetime:
    return instant(on, time(9), tz) + timedelta(minutes=1)


async def add(
    stage: Stage,
    review: int,
    owner: str,
    due_on: date = DUE,
    *,
    by: str = "amina",
    text: str = "Write the prompts",
) -> NextStep:
    new = NewStep(f"{text} {owner}", StepSubject(review, "normalise"), text, PEOPLE[owner], due_on)
    return await stage.database.write(TEAM, next_steps.add, new, PEOPLE[by], stage.clock.now(), CALENDARS)


async def message_with(stage: Stage, name: str, words: str) -> Message:
    found = await stage.person(name).until(
        lambda _: [one for one in stage.direct(name) if words in one.words() and not one.ephemeral_for]
    )
    return found[-1]


async def until_says(stage: Stage, message: Message, words: str) -> str:
    await stage.person("amina").until(lambda _: words in stage.current(message).words())
    return stage.current(message).words()


def block_of(message: Message, prefix: str) -> str:
    return next(one["block_id"] for one in message.blocks if one.get("block_id", "").startswith(prefix))


@pytest.fixture
async def review(stage: Stage) -> int:
    return await stage.start_review()


async def test_done_undone_and_snoozed(stage: Stage, review: int) -> None:
    step = await add(stage, review, "amina")
    await to(stage, nine(DUE - timedelta(days=7)))
    message = await message_with(stage, "amina", "Write the prompts")
    assert message.text.startswith("1 next step of yours")
    assert "Due Friday 19 February" in message.words()
    amina = stage.person("amina")
    assert (await amina.press(message, ids.MORNING_DONE)).ok
    words = await until_says(stage, message, "Done today")
    assert "Nothing is left of this morning" in words
    assert (await amina.press(stage.current(message), ids.MORNING_UNDO)).ok
    await until_says(stage, message, "1 next step of yours")
    current = stage.current(message)
    select = next(
        one
        for block in current.blocks
        for one in block.get("elements", ())
        if one["action_id"] == ids.MORNING_SNOOZE
    )
    assert (await amina.choose(current, ids.MORNING_SNOOZE, select["options"][0]["value"])).ok
    words = await until_says(stage, message, "Snoozed until Monday 15 February")
    row = (await stage.rows("SELECT remind_on, due_on FROM next_steps WHERE id = :id", id=step.id))[0]
    assert (str(row.remind_on), str(row.due_on)) == ("2027-02-15", "2027-02-19")
    assert (await amina.press(stage.current(message), ids.MORNING_UNDO)).ok
    await until_says(stage, message, "1 next step of yours")


async def test_the_same_press_twice_changes_nothing(stage: Stage, review: int) -> None:
    step = await add(stage, review, "amina")
    await to(stage, nine(DUE))
    message = await message_with(stage, "amina", "Write the prompts")
    await stage.person("amina").press(message, ids.MORNING_DONE)
    await until_says(stage, message, "Done today")
    await stage.again(stage.payload_of())
    await until_says(stage, message, "Done today")
    changes = await stage.rows("SELECT change FROM next_step_changes WHERE step_id = :id", id=step.id)
    assert [row.change for row in changes] == ["added", "done"]


async def change(stage: Stage, message: Message, entry: str, value: str) -> None:
    """An entry of the menu beside a next step, and the one field of its form."""
    amina = stage.person("amina")
    menu = next(
        one["accessory"] for one in message.blocks if one.get("accessory", {}).get("type") == "overflow"
    )
    (chosen,) = [one["value"] for one in menu["options"] if one["value"].startswith(f"{entry}|")]
    assert (await amina.choose(message, ids.MORNING_MENU, chosen)).ok
    await amina.until(lambda one: one.modal)
    field = next(one for one in amina.modal.view["blocks"] if one["type"] == "input")
    await amina.pick(field["element"]["action_id"], value)
    assert (await amina.submit()).ok


@pytest.mark.parametrize(
    ("entry", "value", "words"),
    [
        ("date", "2027-03-05", "Due Friday 5 March"),
        ("owner", PEOPLE["ben"], f"<@{PEOPLE['ben']}> owns it now"),
        ("wont_do", "We have one already", "Won't do"),
    ],
)
async def test_changes_from_the_message(
    stage: Stage, review: int, entry: str, value: str, words: str
) -> None:
    step = await add(stage, review, "amina")
    await to(stage, nine(DUE))
    message = await message_with(stage, "amina", "Write the prompts")
    await change(stage, message, entry, value)
    await until_says(stage, message, words)
    changes = await stage.rows(
        "SELECT change FROM next_step_changes WHERE step_id = :id ORDER BY sequence", id=step.id
    )
    assert len(changes) == 2


@pytest.mark.parametrize("action_id", [ids.MORNING_MENU, ids.MORNING_SNOOZE])
async def test_what_was_finished_elsewhere_shows_so_once_it_is_touched(
    stage: Stage, review: int, action_id: str
) -> None:
    step = await add(stage, review, "amina")
    await to(stage, nine(DUE))
    message = await message_with(stage, "amina", "Write the prompts")
    done = (step.id, StepState.DONE, None, PEOPLE["amina"], stage.clock.now())
    await stage.database.write(TEAM, next_steps.finish, *done)
    elements = [
        one for block in message.blocks for one in (*block.get("elements", ()), block.get("accessory") or {})
    ]
    [menu] = [one for one in elements if one.get("action_id") == action_id]
    assert (await stage.person("amina").choose(message, action_id, menu["options"][-1]["value"])).ok
    await until_says(stage, message, "Done today")
    assert stage.person("amina").modal is None


async def test_who_no_longer_owns_it_is_told_so(stage: Stage, review: int) -> None:
    step = await add(stage, review, "amina")
    await to(stage, nine(DUE))
    message = await message_with(stage, "amina", "Write the prompts")
    await stage.database.write(
        TEAM, next_steps.assign, step.id, PEOPLE["ben"], PEOPLE["amina"], stage.clock.now(), CALENDARS
    )
    await stage.person("amina").press(message, ids.MORNING_DONE)
    await until_says(stage, message, f"<@{PEOPLE['ben']}> owns it now")
    assert (await stage.rows("SELECT state FROM next_steps"))[0].state == "open"


async def test_two_owners_in_two_zones_and_a_notice(stage: Stage, review: int) -> None:
    await add(stage, review, "hana")
    await add(stage, review, "amina")
    stage.clock.forward(timedelta(seconds=1))
    await to(stage, nine(DUE - timedelta(days=7), "Asia/Tokyo"))
    late = await message_with(stage, "hana", "gave you a next step")
    assert f"<@{PEOPLE['amina']}>" in late.text
    assert not stage.direct("amina")
    await to(stage, nine(DUE - timedelta(days=7)))
    await message_with(stage, "amina", "Write the prompts")


async def test_an_owner_who_left_needs_a_successor(stage: Stage, review: int) -> None:
    step = await add(stage, review, "ben")
    await stage.sandbox.change_person(PEOPLE["ben"], deleted=True)
    await stage.until_row("SELECT 1 FROM members WHERE user_id = :id AND is_deleted", id=PEOPLE["ben"])
    await to(stage, nine(DUE - timedelta(days=7)))
    message = await message_with(stage, "amina", "needs a new owner")
    amina = stage.person("amina")
    assert (await amina.press(message, ids.OWNER_CHOOSE)).ok
    await amina.until(lambda one: one.modal)
    field = next(one for one in amina.modal.view["blocks"] if one["type"] == "input")
    await amina.pick(field["element"]["action_id"], PEOPLE["chloe"])
    assert (await amina.submit()).ok
    await until_says(stage, message, "have new owners")
    assert (await next_steps_owner(stage, step)) == PEOPLE["chloe"]


async def next_steps_owner(stage: Stage, step: NextStep) -> str:
    return (await stage.rows("SELECT owner_id FROM next_steps WHERE id = :id", id=step.id))[0].owner_id


async def test_when_reminders_have_ended_the_facilitator_decides(stage: Stage, review: int) -> None:
    await add(stage, review, "amina")
    # The day it would be is Good Friday, and Monday is Easter Monday.
    for on in (*(DUE + timedelta(days=days) for days in (7, 14, 21, 28)), date(2027, 3, 30)):
        await to(stage, nine(on))
    message = await message_with(stage, "amina", "have ended")
    amina = stage.person("amina")
    assert (await amina.press(message, ids.OVERDUE_DATE)).ok
    await amina.until(lambda one: one.modal)
    field = next(one for one in amina.modal.view["blocks"] if one["type"] == "input")
    await amina.pick(field["element"]["action_id"], "2027-06-04")
    assert (await amina.submit()).ok
    await until_says(stage, message, "due Friday 4 June")


async def test_who_wants_no_reminders_gets_none_and_is_not_flooded_later(stage: Stage, review: int) -> None:
    await add(stage, review, "amina")
    await stage.database.write(TEAM, _wants, PEOPLE["amina"], False)
    await to(stage, nine(DUE - timedelta(days=7)))
    await stage.until_row("SELECT 1 FROM deliveries WHERE reason = 'reminders are switched off'")
    await stage.database.write(TEAM, _wants, PEOPLE["amina"], True)
    await to(stage, nine(DUE - timedelta(days=1)))
    await message_with(stage, "amina", "1 next step of yours")
    assert len(stage.direct("amina")) == 1


async def test_who_wants_no_reminders_is_told_once_of_what_others_give_them(
    stage: Stage, review: int
) -> None:
    await stage.database.write(TEAM, _wants, PEOPLE["ben"], False)
    await add(stage, review, "ben", text="Mine already", by="ben")
    await add(stage, review, "ben", text="Write the prompts")
    await to(stage, nine(DUE - timedelta(days=7)))
    message = await message_with(stage, "ben", "gave you a next step")
    assert "Mine already" not in message.words()
    assert "Reminders are switched off" in message.text
    assert (await stage.person("ben").press(message, ids.MORNING_DONE)).ok
    words = await until_says(stage, message, "Done today")
    assert "Mine already" not in words
    await to(stage, nine(DUE))
    assert len(stage.direct("ben")) == 1


async def test_the_digest_of_the_same_hour_carries_it(stage: Stage, review: int) -> None:
    on = date(2027, 2, 15)
    await add(stage, review, "amina", on)
    await stage.person("amina").command("CSOCMOB001", "/socmob join")
    await stage.until_row("SELECT 1 FROM person_settings WHERE digest_at IS NOT NULL")
    stage.clock.forward(nine(on - timedelta(days=1)) - stage.clock.now())
    for _ in range(15):
        await stage.program.jobs.tick()  # each plans one week of digests that nobody sent
    await to(stage, nine(on))
    message = await message_with(stage, "amina", "Write the prompts")
    assert (await stage.rows("SELECT kind FROM deliveries WHERE ts = :ts", ts=message.ts))[0].kind == "digest"
    await to(stage, nine(on) + timedelta(minutes=2))
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'morning' AND reason = 'in the digest'")
    await stage.person("amina").press(message, ids.MORNING_DONE)
    await stage.until_row("SELECT 1 FROM next_steps WHERE state = 'done'")
    assert stage.current(message).words() == message.words()


def _wants(connection: Connection, workspace_id: str, user_id: str, wants: bool) -> None:
    values = {**new_person(workspace_id, user_id), "wants_reminders": wants}
    connection.execute(
        insert(connection, person_settings)
        .values(values)
        .on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_={"wants_reminders": wants})
    )
