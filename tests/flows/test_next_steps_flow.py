"""Next steps, from adding one to its history, as people in Slack meet them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from bot.manifest import manifest
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

STEPS = (
    "SELECT id, text, owner_id, due_on, state, question_id, area_id, evidence_url FROM next_steps ORDER BY id"
)
BEN, AMINA = PEOPLE["ben"], PEOPLE["amina"]


async def add(stage: Stage, name: str, text: str, **picks: object) -> None:
    """``/socmob add`` with its form filled in."""
    person = await playing.form_of(stage, name, f"/socmob add {text}")
    for action_id, value in picks.items():
        await person.pick(action_id, value)
    reply = await person.submit()
    assert reply.ok, reply
    assert not person.modal
    await stage.told(name, f'Added: "{text}"')


async def the_list(stage: Stage, name: str, rest: str = "all") -> Message:
    """The list that a command shows."""
    person = stage.person(name)
    before = {one.ts for one in person.messages(CHANNEL)}
    assert (await person.command(CHANNEL, f"/socmob steps {rest}")).ok
    found = await person.until(
        lambda one: [m for m in one.messages(CHANNEL) if m.ephemeral_for and m.ts not in before]
    )
    return found[-1]


def shown(person: Person) -> str:
    """The last thing that only this person sees in the channel."""
    return [one for one in person.messages(CHANNEL) if one.ephemeral_for][-1].words()


def open_day(stage: Stage, days: int) -> str:
    return (stage.clock.now() + timedelta(days=days)).date().isoformat()


async def test_from_a_question_to_done_and_back(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    ben = await playing.choose_in_menu(stage, "ben", message, 1, "step")
    await ben.until(lambda one: one.modal)
    await ben.pick("text", "Publish the <guide>")
    assert (await ben.submit()).ok
    await stage.told("ben", 'Added: "Publish the &lt;guide&gt;"')
    words = await playing.until_says(stage, message, "Next step: Publish the &lt;guide&gt;")
    assert f"<@{BEN}>, due" in words
    (row,) = await stage.rows(STEPS)
    assert (row.owner_id, row.area_id, row.question_id, row.state) == (
        BEN,
        "normalise",
        "behaviours-recognised",
        "open",
    )

    listed = await the_list(stage, "ben", "")
    assert "1 open next step of yours here" in listed.words()
    await ben.press(listed, ids.STEP_START)
    await ben.until(lambda one: "In progress: " in shown(one))
    await ben.press(listed.ts, ids.STEP_DONE, channel_id=CHANNEL)
    await ben.until(lambda one: 'Done: "Publish' in shown(one))
    assert "You own no open next steps here." in shown(ben)
    await playing.until_says(stage, message, ", done.")

    await ben.press(listed.ts, ids.STEP_UNDO, channel_id=CHANNEL)
    await ben.until(lambda one: "Undone: " in shown(one))
    assert "1 open next step of yours here" in shown(ben)
    await playing.until_says(stage, message, "in progress, due")


async def test_the_thread_hears_once_of_what_was_added_and_done(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await add(stage, "amina", "Write prompts", about="1|normalise", owner=BEN)
    await playing.until_says(stage, message, "For the whole area:")
    assert replies(stage, message) == []
    listed = await the_list(stage, "amina")
    amina = stage.person("amina")
    await amina.press(listed, ids.STEP_DONE)
    await amina.until(lambda one: "Done: " in shown(one))
    await amina.press(listed.ts, ids.STEP_UNDO, channel_id=CHANNEL)
    await amina.until(lambda one: "Undone: " in shown(one))
    stage.clock.forward(timedelta(minutes=2))
    stage.program.jobs.wake_deliver()
    await amina.until(lambda _: replies(stage, message))
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'step_news' AND state = 'skipped'")
    (reply,) = replies(stage, message)
    assert reply.text.startswith(f"Next step: Write prompts, <@{BEN}>, due ")
    posted = await stage.until_call("chat.postMessage", lambda args: args.get("thread_ts") == message.ts)
    assert not posted.args.get("reply_broadcast")


def replies(stage: Stage, message: Message) -> list[Message]:
    channel = stage.sandbox.world.channels[CHANNEL]
    return [one for one in channel.messages.values() if one.thread_ts == message.ts and one.ts != message.ts]


async def test_what_cannot_be_used_is_said_under_its_field_and_nothing_typed_is_lost(stage: Stage) -> None:
    await stage.start_review()
    amina = await playing.form_of(stage, "amina", "/socmob add Write it all down")
    for action_id, value, block_id, said in (
        ("due", open_day(stage, -1), "step.due", "Choose today or a later date."),
        ("due", open_day(stage, 4000), "step.due", "Choose a date within the next 10 years."),
        ("owner", "USLACKBOT", "step.owner", "An app cannot own a next step."),
        ("owner", stage.sandbox.world.app.user_id, "step.owner", "An app cannot own a next step."),
    ):
        await amina.pick(action_id, value)
        reply = await amina.submit()
        assert list(reply.errors) == [block_id]
        assert reply.errors[block_id].startswith(said)
        fine = {"due": open_day(stage, 3), "owner": AMINA}
        await amina.pick(action_id, fine[action_id])
    assert (await amina.submit()).ok
    (row,) = await stage.rows(STEPS)
    assert (row.text, row.area_id) == ("Write it all down", None)


async def test_a_form_sent_twice_adds_one(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Once")
    await stage.again(stage.payload_of("view_submission"))
    assert len(await stage.rows(STEPS)) == 1


def install(stage: Stage) -> None:
    """With everything that the manifest asks for: the shortcut among it."""
    stage.sandbox.world.app.configure(manifest())


async def test_from_a_message(stage: Stage) -> None:
    """Its words in plain text, and its address as the link."""
    install(stage)
    await stage.start_review()
    ben = stage.person("ben")
    said = await ben.say(CHANNEL, f"We should ask <@{AMINA}> & write a <https://example.org/g|guide>")
    reply = await ben.shortcut(said, ids.MESSAGE_SHORTCUT)
    assert reply.ok, reply
    await ben.until(lambda one: one.modal)
    assert (await ben.submit()).ok
    row = await stage.until_row(STEPS)
    assert row.text.startswith("We should ask @")
    assert row.text.endswith("& write a guide")
    assert row.evidence_url.endswith(f"/archives/{CHANNEL}/p{said.ts.replace('.', '')}")


async def test_a_message_where_there_is_no_review(stage: Stage) -> None:
    install(stage)
    ben = stage.person("ben")
    said = await ben.say(CHANNEL, "We should write a guide")
    await ben.shortcut(said, ids.MESSAGE_SHORTCUT)
    await stage.told("ben", "A next step belongs to a review, and this channel has none, open or closed.")
    assert ben.modal is None


async def change(stage: Stage, name: str, listed: Message, entry: str) -> Person:
    """An entry of the menu beside the first next step of a list."""
    person = stage.person(name)
    now = next(one for one in person.messages(CHANNEL) if one.ts == listed.ts)
    menu = next(
        b["accessory"] for b in now.blocks if b.get("accessory", {}).get("action_id") == ids.STEP_MENU
    )
    (value,) = [o["value"] for o in menu["options"] if o["value"].startswith(f"{entry}|")]
    await person.choose(now, ids.STEP_MENU, value)
    await person.until(lambda one: one.modal)
    return person


async def test_each_thing_about_it_can_be_changed(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Write prompts")
    listed = await the_list(stage, "amina")
    for entry, action_id, value, said in (
        ("text", "text", "Write the prompts", 'Changed: "Write the prompts".'),
        ("date", "due", open_day(stage, 9), '"Write the prompts" is due'),
        ("owner", "owner", BEN, f'<@{BEN}> owns "Write the prompts" now.'),
        ("wont_do", "reason", "No money", 'Won\'t do: "Write the prompts".'),
    ):
        amina = await change(stage, "amina", listed, entry)
        await amina.pick(action_id, value)
        assert (await amina.submit()).ok, entry
        await amina.until(lambda one, said=said: said in shown(one))
        assert one_list(amina, listed)
    await amina.press(listed.ts, ids.STEP_REOPEN, channel_id=CHANNEL)
    await amina.until(lambda one: "Open again: " in shown(one))
    (row,) = await stage.rows(STEPS)
    assert (row.text, row.owner_id, str(row.due_on), row.state) == (
        "Write the prompts",
        BEN,
        open_day(stage, 9),
        "open",
    )
    await change(stage, "amina", listed, "history")
    told = str(amina.modal.view["blocks"])
    for words in ("opened again", "will not be done", "No money", "owner changed from", "due date changed"):
        assert words in told
    assert playing.unheard(stage) == set()


def one_list(person: Person, listed: Message) -> bool:
    """The list is shown in its place, not below it."""
    return [one.ts for one in person.messages(CHANNEL) if one.ephemeral_for][-1] == listed.ts


async def test_who_may_not_change_it_is_told_who_may(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Write prompts")
    listed = await the_list(stage, "ben")
    ben = stage.person("ben")
    await ben.press(listed, ids.STEP_DONE)
    await stage.told(
        "ben",
        f"Only its owner, whoever added it and the facilitators of its review can change "
        f"this next step: <@{AMINA}>.",
    )
    assert [row.state for row in await stage.rows(STEPS)] == ["open"]


async def test_a_next_step_that_is_not_there(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Write prompts")
    amina, listed = stage.person("amina"), await the_list(stage, "amina")
    await amina.press(listed, ids.STEP_DONE)
    await amina.until(lambda one: "Done: " in shown(one))
    await stage.action(stage.payload_of(), value="all.0|4242|1")
    await stage.told("amina", "This next step is no longer there.")


async def test_an_unknown_word_gets_the_help(stage: Stage) -> None:
    await stage.start_review()
    said = await playing.said(stage, "amina", "/socmob steps overdu")
    assert said.startswith("I do not know `steps overdu`. Did you mean `/socmob steps overdue`?")
    assert "Did you mean `/socmob steps`?" in await playing.said(stage, "amina", "/socmob steps xyz")


async def test_the_status_counts_them_and_leads_to_them(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Soon", due=open_day(stage, 2))
    await add(stage, "amina", "Late", due=open_day(stage, 0))
    stage.clock.forward(timedelta(days=1))
    said = await playing.said(stage, "amina", "/socmob status")
    assert "Next steps: 2 open, 1 overdue, 1 due within 7 days." in said


async def test_in_direct_messages_it_is_everything_of_ones_own(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "For Ben", owner=BEN)
    ben = stage.person("ben")
    said = await playing.said(stage, "ben", "/socmob steps", ben.direct())
    assert said.startswith("1 open next step of yours")
    assert "For Ben" in said


@pytest.mark.parametrize("transport", ["socket"])
async def test_by_socket_mode(start_stage, at_once, transport: str) -> None:
    stage = await start_stage(transport, times=at_once)
    install(stage)
    await stage.start_review()
    ben = stage.person("ben")
    said = await ben.say(CHANNEL, "We should write a guide")
    assert (await ben.shortcut(said, ids.MESSAGE_SHORTCUT)).ok
    await ben.until(lambda one: one.modal)
    assert (await ben.submit()).ok
    await stage.told("ben", 'Added: "We should write a guide"')


async def test_the_plan_page_by_page_and_by_owner(stage: Stage) -> None:
    await stage.start_review()
    await add(stage, "amina", "Later", owner=BEN, due=open_day(stage, 40))
    await add(stage, "amina", "Sooner", due=open_day(stage, 3))
    said = await playing.said(stage, "ben", "/socmob steps plan")
    assert said.startswith("Project plan: 2 open next steps by due date")
    assert said.index("Sooner") < said.index("Later")
    listed = await the_list(stage, "ben", "all")
    ben = stage.person("ben")
    await ben.press(listed, ids.PLAN_SHOW)
    await ben.until(lambda one: "by due date" in shown(one))
    opened = [one for one in ben.messages(CHANNEL) if one.ephemeral_for][-1]
    await ben.press(opened, ids.PLAN_BY_OWNER)
    await ben.until(lambda one: f"*<@{BEN}>*" in shown(one))
    assert [one.ts for one in ben.messages(CHANNEL) if one.ephemeral_for][-1] == opened.ts
    await stage.action(stage.payload_of(), value="owner.x")
    await stage.told("ben", "I do not know that button any more.")
    assert "Did you mean `/socmob steps plan`?" in await playing.said(stage, "ben", "/socmob steps plna")
    in_direct = await playing.said(stage, "ben", "/socmob steps plan", ben.direct())
    assert "Sooner" in in_direct
    assert playing.unheard(stage) == set()
