"""The App Home of each kind of person, and its buttons, as people in Slack meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import at_home, playing
from tests.flows.at_home import opened, reads
from tests.flows.test_next_steps_flow import add, open_day
from tests.flows.test_who_takes_part import start_chosen

if TYPE_CHECKING:
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

LEADERSHIP = "CLEADERS01"
NEWCOMER = "Review how your organisation speaks up for social mobility"
WAITS = "for your answers"


async def pressed(stage: Stage, name: str, action_id: str, value: str | None = None) -> Person:
    person = stage.person(name)
    reply = await person.press_in_home(action_id, value)
    assert reply.ok, reply
    return person


async def test_somebody_new(stage: Stage) -> None:
    home = await opened(stage, "dev")
    assert at_home.headers(stage, "dev") == [NEWCOMER]
    assert "people answer 42 questions Red, Amber or Green" in home
    dev = await pressed(stage, "dev", ids.REVIEW_START)
    await dev.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.START_FORM)
    await dev.close_modal()
    await pressed(stage, "dev", ids.REVIEW_ABOUT)
    await dev.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.ABOUT)
    await dev.close_modal()
    await pressed(stage, "dev", ids.NETWORK_JOIN)
    await reads(stage, "dev", "Weekly digest: Mondays at 09:00, your time.", "The next one is due on")
    await reads(stage, "dev", "You are in the social mobility network.")
    await pressed(stage, "dev", ids.DIGEST_SHOW)
    await dev.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.MESSAGE)
    assert "Social mobility, " in str(dev.modal.view if dev.modal else "")
    await dev.close_modal()
    await pressed(stage, "dev", ids.NETWORK_LEAVE)
    await reads(stage, "dev", "You have left the network", without=("Weekly digest: Mondays",))


async def test_a_guest_cannot_start_and_is_told_how_it_goes(stage: Stage) -> None:
    home = await opened(stage, "grace")
    assert at_home.headers(stage, "grace") == [NEWCOMER]
    assert "Start a review" not in home
    assert "Somebody starts a review in a channel" in home
    assert at_home.values(stage, "grace", ids.REVIEW_START) == []


async def test_somebody_of_another_organisation(stage: Stage) -> None:
    stage.sandbox.world.add_person("Olga Out", user_id="UOLGA00001", team_id="TELSEWHERE")
    home = await opened(stage, "UOLGA00001")
    assert "Start a review" not in home
    assert "Join the weekly digest" not in home


async def test_only_the_home_s_own_tab_is_answered(stage: Stage) -> None:
    ben = stage.person("ben")
    assert (await ben.open_home("messages")).ok
    await opened(stage, "chloe")
    assert ben.home is None
    assert [tuple(row) for row in await stage.rows("SELECT user_id FROM homes")] == [(PEOPLE["chloe"],)]


async def test_a_participant_answers_with_one_press(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    await reads_after_opening(stage, "ben", "1 area waits for your answers", "3 questions, about 2 minutes")
    (value,) = at_home.values(stage, "ben", ids.AREA_FORM)
    ben = await pressed(stage, "ben", ids.AREA_FORM, value)
    await ben.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.ANSWER_FORM)
    await playing.pick(ben, 1, "amber")
    await reads(stage, "ben", "2 of 3 questions are left")
    for number in (2, 3):
        await playing.pick(ben, number, "green")
    assert (await ben.submit()).ok
    await reads(stage, "ben", "Where the reviews stand", "1 of 5 have answered", without=(WAITS,))


async def test_an_observer_reads_along(stage: Stage) -> None:
    """Where the review stands, and nothing to answer or to run; a next step can be theirs all the same."""
    await start_chosen(stage, [PEOPLE["ben"], PEOPLE["chloe"]])
    home = await opened(stage, "dev")
    assert at_home.headers(stage, "dev") == ["Where the reviews stand", "Your digest and reminders"]
    assert "Normalise conversation: 0 of 2 have answered" in home
    assert WAITS not in home
    assert WAITS in await opened(stage, "ben")
    await add(stage, "amina", "Write prompts", owner=PEOPLE["dev"])
    await reads(stage, "dev", "1 open next step of yours", "Write prompts", without=(WAITS,))


async def test_own_next_steps(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    for number in (1, 2):
        await add(stage, "ben", f"Step {number}", owner=PEOPLE["ben"], due=open_day(stage, 10 + number))
    home = await opened(stage, "ben")
    assert "2 open next steps of yours" in home
    first, second = at_home.values(stage, "ben", ids.MORNING_DONE)
    ben = await pressed(stage, "ben", ids.MORNING_DONE, first)
    await reads(stage, "ben", 'Done: \\"Step 1\\".', "1 open next step of yours")
    assert at_home.values(stage, "ben", ids.MORNING_DONE) == [second]
    await pressed(stage, "ben", ids.MORNING_UNDO)
    await reads(stage, "ben", "Undone: ", "2 open next steps of yours")

    block_id = at_home.blocks(stage, "ben")[-1]["block_id"]
    assert block_id == "foot"
    snooze = block_of(stage, "ben", ids.MORNING_SNOOZE)
    option = snooze["options"][0]["value"]
    assert (await ben.choose_in_home(ids.MORNING_SNOOZE, option, block_id=snooze["block_id"])).ok
    await reads(stage, "ben", "Reminder moved to")
    await pressed(stage, "ben", ids.MORNING_UNDO)
    await reads(stage, "ben", "Undone: ")

    menu = block_of(stage, "ben", ids.MORNING_MENU)
    entry = next(one["value"] for one in menu["options"] if one["value"].startswith("wont_do"))
    assert (await ben.choose_in_home(ids.MORNING_MENU, entry, block_id=menu["block_id"])).ok
    await ben.until(lambda one: one.modal)
    await ben.pick("reason", "Somebody else has done it")
    assert (await ben.submit()).ok
    assert not ben.modal
    await reads(stage, "ben", "Won't do: ", "1 open next step of yours")
    await pressed(stage, "ben", ids.MORNING_UNDO)
    await reads(stage, "ben", "Undone: ", "2 open next steps of yours")
    assert not [one for one in stage.direct("ben") if "Step" in one.text], "all of it stood on the Home"


def block_of(stage: Stage, name: str, action_id: str) -> dict:
    """The first menu of a kind, with the id of its block."""
    for block in at_home.blocks(stage, name):
        for one in (block.get("accessory"), *block.get("elements", ())):
            if one and one.get("action_id") == action_id:
                return {**one, "block_id": block["block_id"]}
    raise AssertionError(f"there is no {action_id}")


async def test_snoozed_until_another_day_by_a_form(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    await add(stage, "ben", "Step", owner=PEOPLE["ben"], due=open_day(stage, 30))
    await opened(stage, "ben")
    ben, snooze = stage.person("ben"), block_of(stage, "ben", ids.MORNING_SNOOZE)
    assert (
        await ben.choose_in_home(
            ids.MORNING_SNOOZE, snooze["options"][-1]["value"], block_id=snooze["block_id"]
        )
    ).ok
    await ben.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.SNOOZE_FORM)
    assert (await ben.submit()).ok
    await reads(stage, "ben", "Reminder moved to")


async def test_a_facilitator_reveals_discusses_posts_and_closes(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ("red", "amber", "green"))
    await reads_after_opening(
        stage, "amina", "You facilitate", "Answers are still missing from: 4 people in Normalise"
    )
    for name in ("chloe", "dev", "efua", "hana"):
        await playing.answer_area(stage, name, message, ("green", "amber", "green"))
    await reads(stage, "amina", "Everybody has answered *Normalise the conversation*: 5 of 5.")
    await pressed(stage, "amina", ids.AREA_REVEAL)
    home = await reads(
        stage, "amina", "Revealed: the channel sees it now.", "1 question to discuss, 2 proposed, to agree."
    )
    assert "Discuss: split, both red and green were given." in home
    amina = await pressed(stage, "amina", ids.DISCUSS)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.DISCUSS_FORM)
    await amina.close_modal(all=True)
    await pressed(stage, "amina", ids.AREA_POST)
    await reads(stage, "amina", "is on its way to <#", "can be posted next")
    await playing.agree(stage, message, 2)
    await reads(stage, "amina", "1 question to discuss, 1 proposed, to agree.", "1 of 42 agreed")
    assert "You facilitate" not in await opened(stage, "ben")


async def test_the_menu_beside_a_review(stage: Stage) -> None:
    review_id = await stage.start_review()
    await stage.post_area()
    await opened(stage, "amina")
    menu = block_of(stage, "amina", ids.HOME_REVIEW_MENU)
    entries = {one["value"].split("|")[0] for one in menu["options"]}
    assert entries == {"status", "pace", "pause", "discard"}
    amina = stage.person("amina")
    forms = {
        "status": ids.MESSAGE,
        "pace": ids.PACE_FORM,
        "pause": ids.PAUSE_FORM,
        "discard": ids.DISCARD_FORM,
    }
    for entry, form in forms.items():
        where = block_of(stage, "amina", ids.HOME_REVIEW_MENU)["block_id"]
        reply = await amina.choose_in_home(ids.HOME_REVIEW_MENU, f"{entry}|{review_id}", block_id=where)
        assert reply.ok
        await amina.until(lambda one, form=form: one.modal and one.modal.view["callback_id"] == form)
        await amina.close_modal(all=True)
    await opened(stage, "ben")
    ben = await pressed(stage, "ben", ids.REVIEW_STATUS)
    await ben.until(lambda one: one.modal and "0 of 42 agreed" in str(one.modal.view))


async def test_an_area_is_opened_again_from_the_menu(stage: Stage) -> None:
    review_id = await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message)
    await stage.reveal(message)
    await opened(stage, "amina")
    amina, menu = stage.person("amina"), block_of(stage, "amina", ids.HOME_REVIEW_MENU)
    value = f"reopen|{review_id}"
    assert value in [one["value"] for one in menu["options"]]
    reply = await amina.choose_in_home(ids.HOME_REVIEW_MENU, value, block_id=menu["block_id"])
    assert reply.ok
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.REOPEN_FORM)


async def test_a_list_in_a_form_over_the_home(stage: Stage) -> None:
    """What a button of a longer answer comes to stands in that answer."""
    await stage.start_review()
    await stage.post_area()
    await add(stage, "ben", "Step", owner=PEOPLE["ben"], due=open_day(stage, 30))
    await opened(stage, "ben")
    ben = await pressed(stage, "ben", ids.REVIEW_STATUS)
    await ben.until(lambda one: one.modal and "0 of 42 agreed" in str(one.modal.view))
    assert (await ben.press_in_modal(ids.STEPS_SHOW)).ok
    await ben.until(lambda one: one.modal and "1 next step" in str(one.modal.view))
    assert (await ben.press_in_modal(ids.STEP_DONE)).ok
    await ben.until(lambda one: one.modal and 'Done: "Step".' in str(one.modal.view))
    assert (await ben.press_in_modal(ids.STEP_UNDO)).ok
    await ben.until(lambda one: one.modal and "Undone: " in str(one.modal.view))
    block_id, value = next(
        (block["block_id"], option["value"])
        for block in ben.modal.view["blocks"]
        if block.get("accessory", {}).get("action_id") == ids.STEP_MENU
        for option in block["accessory"]["options"]
        if option["value"].startswith("text|")
    )
    await ben.pick(ids.STEP_MENU, value, block_id=block_id)
    await ben.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.STEP_TEXT_FORM)
    await ben.pick("text", "Another step")
    assert (await ben.submit()).ok
    await ben.until(lambda one: one.modal and 'Changed: "Another step".' in str(one.modal.view))


async def test_a_coordinator(stage: Stage) -> None:
    home = await opened(stage, "amina")
    assert "Workspace settings" in home
    assert "Bank holidays of England and Wales are kept. People without a time zone have London's." in home
    amina = await pressed(stage, "amina", ids.SETTINGS_DAYS)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.DAYS_FORM)
    await amina.pick("on", open_day(stage, 20))
    await amina.pick("name", "Founders' day")
    assert (await amina.submit()).ok
    await reads(stage, "amina", "Founders' day")
    await amina.close_modal()
    await pressed(stage, "amina", ids.SETTINGS_WORKSPACE)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.WORKSPACE_FORM)
    await amina.pick("region", "GB-SCT")
    await amina.pick("coordinators", [PEOPLE["amina"], PEOPLE["ben"]])
    await amina.pick("network_channel", [CHANNEL])
    assert (await amina.submit()).ok
    await reads(stage, "amina", "Bank holidays of Scotland are kept.", f"<@{PEOPLE['ben']}>", f"<#{CHANNEL}>")
    assert "Workspace settings" in await opened(stage, "ben")
    assert "Workspace settings" not in await opened(stage, "chloe")


async def test_a_review_is_seen_only_by_members_of_its_channel(stage: Stage) -> None:
    amina = stage.person("amina")
    await amina.command(LEADERSHIP, "/invite @socmob")
    await stage.start_review(channel_id=LEADERSHIP, title="Secret review")
    await reads_after_opening(stage, "ben", "Secret review")
    # A coordinator gets no more than anybody else.
    stage.sandbox.world.people[PEOPLE["chloe"]].is_admin = True
    home = await opened(stage, "chloe")
    assert "Secret review" not in home
    assert LEADERSHIP not in home


async def reads_after_opening(stage: Stage, name: str, *words: str) -> str:
    await opened(stage, name)
    return await reads(stage, name, *words)


async def test_a_home_is_switched_off(stage: Stage) -> None:
    """Decided: it is published again when somebody next opens it."""
    await opened(stage, "ben")
    stage.sandbox.world.app.home_tab_enabled = False
    await stage.person("ben").open_home()
    await stage.until_row("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM homes)")
    stage.sandbox.world.app.home_tab_enabled = True
    await opened(stage, "ben")


async def test_foreign_and_unknown_values_change_nothing(stage: Stage) -> None:
    review_id = await stage.start_review()
    await stage.post_area()
    await add(stage, "ben", "Ben's step", owner=PEOPLE["ben"], due=open_day(stage, 30))
    await opened(stage, "ben")
    await opened(stage, "chloe")
    steps = await stage.rows("SELECT state, sequence FROM next_steps")
    await pressed(stage, "chloe", ids.NETWORK_JOIN)
    await reads(stage, "chloe", "You are in the social mobility network")
    sent = stage.payload_of()
    (ref,) = at_home.values(stage, "ben", ids.MORNING_DONE)
    for action_id, value, told in (
        (ids.MORNING_DONE, ref, "This next step belongs to"),
        (ids.MORNING_DONE, "999999|1|-", "This next step is no longer there."),
        (ids.MORNING_DONE, "rubbish", "I do not know that button any more."),
        (ids.HOME_STEPS_LATER, "-1", "I do not know that button any more."),
        (ids.HOME_REVIEWS_LATER, "9999999999", "I do not know that button any more."),
        (ids.HOME_REVIEW_MENU, f"close|{review_id}", "I do not know that button any more."),
        (ids.HOME_REVIEW_MENU, "status|999", "I cannot find that review."),
        (ids.AREA_POST, str(review_id), "Only"),
        (ids.AREA_REVEAL, f"{review_id}|normalise|1", "Only"),
    ):
        before = at_home.published(stage, "chloe")
        again = await stage.action(sent, action_id=action_id, value=value)
        assert again.status == 200
        await stage.person("chloe").until(
            lambda _, n=before, said=told: (
                at_home.published(stage, "chloe") > n and said in at_home.top(stage, "chloe")
            )
        )
    assert await stage.rows("SELECT state, sequence FROM next_steps") == steps
    states = await stage.rows("SELECT state FROM review_areas WHERE state = 'revealed'")
    assert states == []
