"""Settings: one's own, and the workspace's by its coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import form_of, said

if TYPE_CHECKING:
    from typing import Any

    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

LEADERSHIP, OLD_PROJECT, GENERAL = "CLEADERS01", "COLDPROJ01", "CGENERAL01"


async def workspace_form(stage: Stage, name: str = "amina") -> Person:
    person = await form_of(stage, name, "/socmob settings")
    await person.press_in_modal(ids.SETTINGS_WORKSPACE)
    await person.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.WORKSPACE_FORM)
    return person


def errors(reply: Any) -> dict[str, str]:
    assert reply.body["response_action"] == "errors", reply.body
    return reply.body["errors"]


async def test_ones_own(stage: Stage) -> None:
    ben = await form_of(stage, "ben", "/socmob settings")
    assert ids.SETTINGS_WORKSPACE not in str(ben.modal.view), "he is no coordinator"
    await ben.pick("digest", "on")
    await ben.pick("digest_day", "2")
    await ben.pick("digest_time", "08:30")
    assert (await ben.submit()).ok
    assert "Wednesdays at 08:30, your time." in await said(stage, "ben", "/socmob digest")
    again = await form_of(stage, "ben", "/socmob settings")
    assert '"initial_time": "08:30"' in str(again.modal.view).replace("'", '"')


async def test_a_press_on_a_button_that_is_not_theirs(stage: Stage) -> None:
    """Amina opens it; what she could press is refused to Ben, who hears who can."""
    amina = await form_of(stage, "amina", "/socmob settings")
    await amina.press_in_modal(ids.SETTINGS_WORKSPACE)
    sent = stage.payload_of()
    ben = await form_of(stage, "ben", "/socmob settings")
    await stage.again(
        sent,
        user={**sent.payload["user"], "id": PEOPLE["ben"]},
        view=ben.modal.view | {"id": ben.modal.id},
        trigger_id=stage.payload_of("command").payload["trigger_id"],
    )
    await ben.until(
        lambda one: (
            "Slack's admins can change the settings" in str(one.modal.view if one.modal else "")
            or any("Slack's admins" in message.text for message in stage.direct("ben"))
        )
    )


async def test_an_admin_sets_up_the_workspace(stage: Stage) -> None:
    amina = await workspace_form(stage)
    await amina.pick("region", "GB-SCT")
    await amina.pick("coordinators", [PEOPLE["ben"], PEOPLE["amina"]])
    await amina.pick("network_channel", [CHANNEL])
    assert (await amina.submit()).ok
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'network_welcome' AND state = 'sent'")
    [welcome] = stage.posts("everybody in it gets the weekly digest")
    members = await stage.rows("SELECT user_id FROM person_settings WHERE digest_at IS NOT NULL")
    assert {row.user_id for row in members} == {PEOPLE[name] for name in PEOPLE if name != "grace"}
    chloe = stage.person("chloe")
    await chloe.press(welcome, ids.NETWORK_LEAVE, channel_id=CHANNEL)
    await stage.until_row("SELECT 1 FROM person_settings WHERE membership = 'left'")
    await workspace_form(stage, "ben")


async def test_what_slack_has_against_a_channel_stands_beside_it(stage: Stage) -> None:
    amina = await workspace_form(stage)
    await amina.pick("network_channel", [GENERAL])
    await amina.pick("coordinators", [PEOPLE["amina"], "UROTABOT01"])
    found = errors(await amina.submit())
    assert "Type /invite @socmob there, then press Save again" in found["network_channel"]
    await amina.pick("network_channel", [])
    found = errors(await amina.submit())
    assert "no app and no guest. Take out <@UROTABOT01>" in found["coordinators"]
    await amina.pick("coordinators", [PEOPLE["amina"]])
    await amina.pick("tz", "Middle-earth")
    assert "I do not know that time zone" in errors(await amina.submit())["tz"]
    await amina.pick("tz", "Europe/Dublin")
    assert not (await amina.submit()).body
    assert [row.tz for row in await stage.rows("SELECT tz FROM workspace_settings")] == ["Europe/Dublin"]


async def test_an_archived_channel(stage: Stage) -> None:
    amina = await workspace_form(stage)
    await amina.pick("digest_channel", [CHANNEL])
    stage.sandbox.world.channels[CHANNEL].archived = True
    assert "archived" in errors(await amina.submit())["digest_channel"]


async def test_days_off(stage: Stage) -> None:
    amina = await workspace_form(stage)
    await amina.press_in_modal(ids.SETTINGS_DAYS)
    await amina.until(lambda one: one.modal and one.modal.view["callback_id"] == ids.DAYS_FORM)
    day = (stage.clock.now().date()).replace(month=12, day=31).isoformat()
    await amina.pick("on", day)
    await amina.pick("name", "Founders' day")
    await amina.submit()
    assert "Founders' day" in str(amina.modal.view)
    await amina.pick("on", day)
    [sentence] = errors(await amina.submit()).values()
    assert sentence.startswith("That day is in the list already")
    await amina.press_in_modal(ids.DAY_REMOVE)
    await amina.until(
        lambda one: (
            "Founders' day: " not in str(one.modal.view) and "No days of your own" in str(one.modal.view)
        )
    )
    assert await stage.rows("SELECT 1 FROM workspace_days") == []


async def test_who_comes_into_the_network_s_channel_and_goes(stage: Stage) -> None:
    efua = stage.person("efua")
    await efua.leave(CHANNEL)
    amina = await workspace_form(stage)
    await amina.pick("network_channel", [CHANNEL])
    assert (await amina.submit()).ok
    assert await stage.rows("SELECT 1 FROM person_settings WHERE user_id = :efua", efua=efua.id) == []
    await efua.join(CHANNEL)
    told = "You have joined the channel of the social mobility network"
    await efua.until(lambda _: any(told in one.text for one in stage.direct("efua")))
    await efua.leave(CHANNEL)
    await stage.until_row(
        "SELECT 1 FROM person_settings WHERE user_id = :efua AND membership = 'none' AND digest_at IS NULL",
        efua=efua.id,
    )


async def test_a_private_review_is_told_of_only_where_its_facilitator_says_so(stage: Stage) -> None:
    amina = stage.person("amina")
    await amina.command(LEADERSHIP, "/invite @socmob")
    await stage.start_review(channel_id=LEADERSHIP)
    await amina.command(LEADERSHIP, "/socmob next")
    menu = (
        await amina.until(
            lambda one: [m for m in one.messages(LEADERSHIP) if "leaves this review out" in m.text]
        )
    )[-1]
    await amina.press(menu, ids.REVIEW_SHARE_COUNTS, channel_id=LEADERSHIP)
    await stage.until_row("SELECT 1 FROM reviews WHERE shares_counts")
    assert await stage.rows("SELECT 1 FROM audit_events WHERE action = 'counts shared with the network'")


async def test_coordinators_of_the_operator(stage: Stage) -> None:
    stage.environ["SOCMOB_COORDINATORS"] = f"{PEOPLE['chloe']}, {PEOPLE['ben']}"
    await stage.stop_program()
    await stage.start_program()
    await stage.until_row("SELECT 1 FROM members WHERE user_id = :chloe", chloe=PEOPLE["chloe"])
    form = await workspace_form(stage, "ben")
    assert "'initial_value': 'Europe/Paris'" in str(form.modal.view), "Chloé's, who was named first"
