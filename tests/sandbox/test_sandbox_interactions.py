"""Presses and choices: what Bolt gets, and what response_url does."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox import Message, Person, Refused, Sandbox, response_urls
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import actions, button, option, plain, section

CHANNEL = "CSOCMOB001"
SELECT = {"type": "static_select", "action_id": "pick", "options": [option("red"), option("green")]}


class Heard:
    """The last payload of any block_actions, acknowledged."""

    def __init__(self, bolt: BoltOverHttp) -> None:
        self.body: dict[str, Any] = {}

        @bolt.app.action({"block_id": "acts"})
        async def listen(ack: Any, body: dict[str, Any]) -> None:
            self.body = body
            await ack()


@pytest.fixture
def heard(bolt: BoltOverHttp) -> Heard:
    return Heard(bolt)


async def posted(client: AsyncWebClient, person: Person, *elements: dict[str, Any]) -> Message:
    await client.chat_postMessage(
        channel=CHANNEL, text="Question", blocks=[section("Question"), actions(*elements)]
    )
    return person.messages(CHANNEL)[-1]


async def test_a_press_tells_who_where_and_what(
    client: AsyncWebClient, amina: Person, heard: Heard, now: Any
) -> None:
    message = await posted(client, amina, button("vote", "amber"))
    reply = await amina.press(message, "vote")
    body = heard.body
    assert reply.ok
    assert body["user"] == {
        "id": "UAMINA0001",
        "username": "amina.okafor",
        "name": "amina.okafor",
        "team_id": "TSANDBOX01",
    }
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": CHANNEL,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": CHANNEL, "name": "social-mobility"}
    assert body["message"]["blocks"][1]["block_id"] == "acts"
    assert body["team"] == {"id": "TSANDBOX01", "domain": "harbour-and-pine"}
    action = body["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "vote",
        "acts",
        "amber",
        "button",
    )
    assert int(float(action["action_ts"])) == int(now().timestamp())


async def test_the_button_is_found_by_its_value(client: AsyncWebClient, amina: Person, heard: Heard) -> None:
    blocks = [actions(button("vote", "red"), block_id="other"), actions(button("vote", "green"))]
    await client.chat_postMessage(channel=CHANNEL, text="Question", blocks=blocks)
    message = amina.messages(CHANNEL)[-1]
    await amina.press(message, "vote", "green")
    assert heard.body["actions"][0]["value"] == "green"
    with pytest.raises(Refused, match="2 elements vote"):
        await amina.press(message, "vote")
    with pytest.raises(Refused, match="vote='red', vote='green'"):
        await amina.press(message, "other")


async def test_a_question_before_the_press_can_be_answered_with_no(
    client: AsyncWebClient, amina: Person, heard: Heard
) -> None:
    confirm = {
        "title": plain("Sure?"),
        "text": plain("Really?"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    message = await posted(client, amina, button("go", confirm=confirm, url="https://example.org/"))
    assert (await amina.press(message, "go", confirm=False)).status == 0
    assert heard.body == {}
    reply = await amina.press(message, "go")
    assert (reply.status, reply.url) == (200, "https://example.org/")


async def test_a_choice_is_told_and_stays_until_its_block_changes(
    client: AsyncWebClient, amina: Person, heard: Heard
) -> None:
    message = await posted(client, amina, SELECT, button("vote"))
    await amina.choose(message, "pick", "green")
    assert heard.body["actions"][0]["selected_option"]["value"] == "green"

    async def held_after_update(block_id: str) -> Any:
        blocks = [actions(SELECT, button("vote"), block_id=block_id), actions(button("say"))]
        await client.chat_update(channel=CHANNEL, ts=message.ts, text="Question", blocks=blocks)
        await amina.press(message, "say")
        return heard.body["state"]["values"][block_id]["pick"]["selected_option"]

    blocks = [section("Question"), actions(SELECT, button("vote"))]
    await client.chat_update(channel=CHANNEL, ts=message.ts, text="Question", blocks=blocks)
    await amina.press(message, "vote")
    assert heard.body["state"]["values"]["acts"]["pick"]["selected_option"]["value"] == "green"
    assert await held_after_update("another") is None


async def test_choices_are_everybodys_own(
    client: AsyncWebClient, amina: Person, ben: Person, heard: Heard
) -> None:
    message = await posted(client, amina, SELECT, button("vote"))
    await amina.choose(message, "pick", "green")
    await ben.press(message, "vote")
    assert heard.body["state"]["values"]["acts"]["pick"]["selected_option"] is None


@pytest.mark.parametrize(
    ("element", "value", "field", "expected"),
    [
        ({"type": "overflow", "options": [option("a"), option("b")]}, "b", "selected_option", option("b")),
        ({"type": "radio_buttons", "options": [option("a")]}, "a", "selected_option", option("a")),
        ({"type": "checkboxes", "options": [option("a")]}, ["a"], "selected_options", [option("a")]),
        ({"type": "datepicker"}, "2026-12-24", "selected_date", "2026-12-24"),
        ({"type": "timepicker"}, "9:30", "selected_time", None),
        ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
        ({"type": "users_select"}, "UBEN000001", "selected_user", "UBEN000001"),
        ({"type": "conversations_select"}, CHANNEL, "selected_conversation", CHANNEL),
        ({"type": "datetimepicker"}, 1796000000, "selected_date_time", 1796000000),
    ],
)
async def test_each_element_says_what_was_chosen(
    client: AsyncWebClient,
    amina: Person,
    heard: Heard,
    element: dict[str, Any],
    value: Any,
    field: str,
    expected: Any,
) -> None:
    message = await posted(client, amina, {"action_id": "pick", **element})
    if expected is None:
        with pytest.raises(ValueError, match="9:30"):
            await amina.choose(message, "pick", value)
        return
    await amina.choose(message, "pick", value)
    assert heard.body["actions"][0][field] == expected


async def test_an_option_that_is_not_there(client: AsyncWebClient, amina: Person, heard: Heard) -> None:
    message = await posted(client, amina, SELECT)
    with pytest.raises(Refused, match="'red', 'green'"):
        await amina.choose(message, "pick", "blue")


async def test_an_ephemeral_message_is_not_in_the_payload(
    client: AsyncWebClient, amina: Person, ben: Person, heard: Heard
) -> None:
    await client.chat_postEphemeral(
        channel=CHANNEL, user="UAMINA0001", text="psst", blocks=[actions(button("vote"))]
    )
    message = amina.messages(CHANNEL)[-1]
    await amina.press(message, "vote")
    assert heard.body["container"]["is_ephemeral"] is True
    assert "message" not in heard.body
    with pytest.raises(Refused, match="no message"):
        await ben.press(message, "vote")


async def answered(heard: Heard, client: AsyncWebClient, amina: Person) -> tuple[Message, AsyncWebhookClient]:
    message = await posted(client, amina, button("vote"))
    await amina.press(message, "vote")
    return message, AsyncWebhookClient(heard.body["response_url"])


async def test_an_answer_is_for_the_presser_alone(
    client: AsyncWebClient, amina: Person, ben: Person, heard: Heard
) -> None:
    _, hook = await answered(heard, client, amina)
    answer = await hook.send(text="Saved", response_type="ephemeral", replace_original=False)
    assert answer.status_code == 200
    assert [one.words() for one in amina.messages(CHANNEL)][-1] == "Saved"
    assert len(ben.messages(CHANNEL)) == 1


async def test_replacing_the_original_replaces_it_for_the_whole_channel(
    client: AsyncWebClient, amina: Person, ben: Person, heard: Heard
) -> None:
    message, hook = await answered(heard, client, amina)
    await hook.send(text="Over", replace_original=True)
    assert [(one.ts, one.words()) for one in ben.messages(CHANNEL)] == [(message.ts, "Over")]


async def test_an_ephemeral_message_can_be_replaced_and_deleted_by_its_own_address(
    client: AsyncWebClient, amina: Person, heard: Heard
) -> None:
    await client.chat_postEphemeral(
        channel=CHANNEL, user="UAMINA0001", text="psst", blocks=[actions(button("vote"))]
    )
    await amina.press(amina.messages(CHANNEL)[-1], "vote")
    hook = AsyncWebhookClient(heard.body["response_url"])
    await hook.send(text="Done", replace_original=True)
    assert [one.words() for one in amina.messages(CHANNEL)] == ["Done"]
    await hook.send(delete_original=True)
    assert amina.messages(CHANNEL) == []


async def test_the_original_is_deleted_and_something_new_said(
    client: AsyncWebClient, amina: Person, ben: Person, heard: Heard
) -> None:
    _, hook = await answered(heard, client, amina)
    await hook.send(text="New", delete_original=True, response_type="in_channel")
    assert [one.words() for one in ben.messages(CHANNEL)] == ["New"]


async def test_five_uses_and_no_more(client: AsyncWebClient, amina: Person, heard: Heard) -> None:
    _, hook = await answered(heard, client, amina)
    statuses = [(await hook.send(text=f"{n}", replace_original=False)).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]


async def test_half_an_hour_and_no_longer(
    client: AsyncWebClient, amina: Person, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, hook = await answered(heard, client, amina)
    monkeypatch.setattr(response_urls, "LIFE_SECONDS", 0.0)
    answer = await hook.send(text="Late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_what_an_answer_must_be(
    client: AsyncWebClient,
    amina: Person,
    heard: Heard,
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
) -> None:
    _, hook = await answered(heard, client, amina)
    assert (await hook.send(text="", response_type="ephemeral")).status_code == 400
    broken = await hook.send(text="x", blocks=[{"type": "header"}])
    assert (broken.status_code, sandbox.violations[-1].where) == (400, "response_url")
    async with session.post(f"{sandbox.url}/actions/TSANDBOX01/made-up", json={"text": "x"}) as response:
        assert response.status == 404
    async with session.post(heard.body["response_url"], data=b"not json") as response:
        assert response.status == 400


async def test_the_app_failing_is_shown_beside_the_button(
    client: AsyncWebClient, amina: Person, sandbox: Sandbox
) -> None:
    message = await posted(client, amina, button("vote"))
    sandbox.app_url = "http://127.0.0.1:9/"
    reply = await amina.press(message, "vote")
    assert (reply.status, reply.ok) == (0, False)
    assert reply.error
