"""The invented workspace, and what a person sees and waits for in it."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox, World
from bot.sandbox.words import words
from tests.sandbox.building import actions, button, home, option, plain, section
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"


async def test_waiting_ends_with_the_change_it_waits_for(client: AsyncWebClient, amina: Person) -> None:
    waiting = asyncio.ensure_future(amina.until(lambda person: person.messages(CHANNEL)))
    await asyncio.sleep(0)
    began = time.monotonic()
    await client.chat_postMessage(channel=CHANNEL, text="Hello")
    assert (await waiting)[0].text == "Hello"
    assert time.monotonic() - began < 1


async def test_waiting_in_vain_says_what_there_is_to_be_seen(client: AsyncWebClient, amina: Person) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Something else")
    with pytest.raises(TimeoutError, match="#social-mobility: USOCMOB001: Something else"):
        await amina.until(lambda person: person.modal, timeout=0.05)


async def test_a_message_in_hand_stays_as_it_was(client: AsyncWebClient, amina: Person) -> None:
    blocks = [section("Question"), actions(button("vote", "red"), button("skip"))]
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Question", blocks=blocks))["ts"]
    message = amina.messages(CHANNEL)[-1]
    await client.chat_update(channel=CHANNEL, ts=ts, text="Over")
    assert [one["action_id"] for one in message.buttons()] == ["vote", "skip"]
    found = message.find("vote")
    assert found is not None
    assert (found["value"], found["block_id"]) == ("red", "acts")
    assert message.find("nothing") is None
    assert amina.message(message).buttons() == []


def test_words_are_what_can_be_read() -> None:
    menu = {"type": "overflow", "action_id": "more", "options": [option("hidden")]}
    radios = {"type": "radio_buttons", "action_id": "r", "options": [option("shown")]}
    confirm = {"title": plain("Sure?"), "text": plain("Unseen"), "confirm": plain("Yes"), "deny": plain("No")}
    blocks = [
        {"type": "header", "text": plain("Head")},
        section("Body", accessory=menu),
        actions(button("go", confirm=confirm), radios),
        {"type": "image", "image_url": "https://example.org/", "alt_text": "Chart", "title": plain("Title")},
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "Cell"}]],
        },
    ]
    assert words(blocks).split("\n") == ["Head", "Body", "Go", "Shown", "Chart", "Title", "Cell"]


async def test_people_and_channels_can_be_added(sandbox: Sandbox, client: AsyncWebClient) -> None:
    world = sandbox.world
    olu = world.add_person("Olu Adeyemi", tz="Africa/Lagos")
    channel = world.add_channel("sports", [olu], is_private=True)
    await client.chat_postMessage(channel=channel, text="Hello")
    assert sandbox.person(olu).messages(channel)[0].text == "Hello"
    with pytest.raises(ValueError, match="no channel"):
        sandbox.person("UAMINA0001").messages(channel)
    with pytest.raises(ValueError, match="nobody"):
        sandbox.person("UNOBODY")


async def test_who_is_deactivated_sees_and_does_nothing(sandbox: Sandbox, ben: Person) -> None:
    await sandbox.deactivate(ben.id)
    with pytest.raises(ValueError, match="no channel"):
        await ben.say("CGENERAL01", "Hello")


async def test_a_home_is_refused_when_it_was_changed_in_between(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    first = (await client.views_publish(user_id="UAMINA0001", view=home(section("1"))))["view"]
    await client.views_publish(user_id="UAMINA0001", view=home(section("2")), hash=first["hash"])
    stale = client.views_publish(user_id="UAMINA0001", view=home(section("3")), hash=first["hash"])
    assert (await refusal(stale))["error"] == "hash_conflict"
    sandbox.world.app.home_tab_enabled = False
    off = client.views_publish(user_id="UAMINA0001", view=home(section("4")))
    assert (await refusal(off))["error"] == "not_enabled"


async def test_no_messages_where_the_tab_for_them_is_off(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.world.app.messages_tab_enabled = False
    refused = client.chat_postMessage(channel="UAMINA0001", text="Hello")
    assert (await refusal(refused))["error"] == "messages_tab_disabled"


def test_two_worlds_have_nothing_in_common() -> None:
    one, other = World.demo(), World.demo()
    one.archive(CHANNEL)
    one.app.scopes.clear()
    assert other.channels[CHANNEL].archived is False
    assert other.app.scopes


async def test_slack_goes_away_and_comes_back_at_the_same_address(
    sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="before")
    await sandbox.stop()
    with pytest.raises((SlackApiError, aiohttp.ClientError)):
        await client.chat_postMessage(channel=CHANNEL, text="meanwhile")
    await sandbox.start()
    await client.chat_postMessage(channel=CHANNEL, text="after")
    assert [one.text for one in amina.messages(CHANNEL)] == ["before", "after"]
