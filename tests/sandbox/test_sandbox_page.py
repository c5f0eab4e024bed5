"""What the page is served, and whom the sandbox lets in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import TEXT, actions, button, field, modal, option, section

CHANNEL = "CSOCMOB001"
Do = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def do(sandbox: Sandbox, session: aiohttp.ClientSession) -> Do:
    async def do(what: str, person: str = "UAMINA0001", **body: Any) -> dict[str, Any]:
        body |= {"do": what, "as": person}
        async with session.post(f"{sandbox.url}/sandbox/do", json=body) as response:
            return await response.json()

    return do


@pytest.fixture
def get(sandbox: Sandbox, session: aiohttp.ClientSession) -> Do:
    async def get(what: str, person: str = "UAMINA0001", **query: str) -> dict[str, Any]:
        address = f"{sandbox.url}/sandbox/{what}"
        async with session.get(address, params={"as": person, **query}) as response:
            return await response.json()

    return get


async def test_the_page_and_nothing_beside_it_is_served(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{sandbox.url}/") as response:
        assert "It is not Slack" in await response.text()
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    async with session.get(f"{sandbox.url}/page/page.js") as response:
        assert response.content_type in ("text/javascript", "application/javascript")
    for outside in ("%2e%2e%2fserver.py", "..%2f..%2fcli.py", "missing.js"):
        async with session.get(f"{sandbox.url}/page/{outside}") as response:
            assert response.status == 404


async def test_another_host_is_refused(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    for path in ("/", "/sandbox/state", "/api/auth.test"):
        async with session.get(f"{sandbox.url}{path}", headers={"Host": "example.org"}) as response:
            assert response.status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_a_foreign_page_can_do_nothing(
    sandbox: Sandbox, session: aiohttp.ClientSession, amina: Person, headers: dict[str, str]
) -> None:
    body = json.dumps({"do": "say", "as": "UAMINA0001", "channel": CHANNEL, "text": "Hello"})
    headers = {"Content-Type": "application/json", **headers}
    async with session.post(f"{sandbox.url}/sandbox/do", data=body, headers=headers) as response:
        assert response.status == 403
    assert amina.messages(CHANNEL) == []


def test_only_this_machine(now: Any) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Sandbox(now, host="0.0.0.0")


async def test_the_state_is_what_a_person_may_see(get: Do) -> None:
    amina, grace = await get("state"), await get("state", "UGRACE0001")
    names = {one["name"] for one in amina["channels"]}
    assert {"social-mobility", "general", "leadership", "old-project", "socmob"} <= names
    assert [one["name"] for one in grace["channels"]] == ["general", "socmob"]
    direct = next(one for one in amina["channels"] if one["kind"] == "im")
    assert direct["peer"] == "USOCMOB001"
    assert amina["clock"] == "2026-11-23T09:00:00+00:00"
    assert amina["app"]["commands"][0]["command"] == "/socmob"
    assert {one["id"]: one["initials"] for one in amina["people"]}["UCHLOE0001"] == "CD"


async def test_messages_are_written_and_read(do: Do, get: Do, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="From the app")
    before = await get("state", "UBEN000001")
    assert (await do("say", channel=CHANNEL, text="From Amina & co"))["ok"] is True
    seen = (await get("messages", "UBEN000001", channel=CHANNEL))["messages"]
    assert [(one["name"], one["text"], one["is_app"]) for one in seen] == [
        ("socmob", "From the app", True),
        ("Amina Okafor", "From Amina &amp; co", False),
    ]
    after = await get("state", "UBEN000001")

    def unread(state: dict[str, Any]) -> int:
        return next(one["unread"] for one in state["channels"] if one["id"] == CHANNEL)

    assert (unread(before), unread(after)) == (1, 0)


async def test_a_thread_comes_with_its_root(do: Do, get: Do, client: AsyncWebClient) -> None:
    root = (await client.chat_postMessage(channel=CHANNEL, text="Root"))["ts"]
    await do("say", channel=CHANNEL, text="Reply", thread=root)
    thread = await get("messages", channel=CHANNEL, thread=root)
    assert thread["root"]["text"] == "Root"
    assert [one["text"] for one in thread["messages"]] == ["Reply"]


async def test_what_slack_refuses_is_said_in_a_sentence(do: Do) -> None:
    for body in (
        {"what": "say", "channel": CHANNEL, "text": "/socmob", "thread": "1.2"},
        {"what": "say", "channel": "COLDPROJ01", "text": "Hello"},
        {"what": "say", "channel": CHANNEL, "text": "/nonsense"},
        {"what": "close"},
        {"what": "forward"},
    ):
        answer = await do(**body)
        assert answer["ok"] is False
        assert answer["error"].endswith((".", "!"))


async def test_what_makes_no_sense_is_refused(do: Do) -> None:
    for body in (
        {"what": "explode"},
        {"what": "say"},
        {"what": "press", "person": "UNOBODY"},
        {"what": "fault", "method": "auth.test", "kind": "429", "times": "often"},
    ):
        assert (await do(**body))["ok"] is False


async def test_pressing_choosing_and_sending_from_the_page(
    bolt: BoltOverHttp, client: AsyncWebClient, do: Do, get: Do, sandbox: Sandbox
) -> None:
    select = {"type": "static_select", "action_id": "pick", "options": [option("red"), option("green")]}

    @bolt.app.action("vote")
    async def vote(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(field(TEXT, "name")))

    @bolt.app.action("pick")
    async def pick(ack: Any) -> None:
        await ack()

    @bolt.app.view("form")
    async def sent(ack: Any) -> None:
        await ack()

    ts = (
        await client.chat_postMessage(
            channel=CHANNEL, text="Question", blocks=[section("Q"), actions(select, button("vote"))]
        )
    )["ts"]
    here = {"channel": CHANNEL, "ts": ts, "block_id": "acts"}
    assert (await do("choose", **here, action_id="pick", value="green"))["reply"]["status"] == 200
    message = (await get("messages", channel=CHANNEL))["messages"][-1]
    assert message["state"]["acts"]["pick"]["selected_option"]["value"] == "green"
    assert (await do("press", **here, action_id="vote"))["reply"]["status"] == 200
    assert (await get("state"))["modals"][0]["view"]["callback_id"] == "form"
    await do("submit")
    assert (await get("state"))["modals"][0]["errors"] == {"name": "Please complete this required field."}
    await do("input", modal=True, block_id="name", action_id="value", value="typed")
    state = (await get("state"))["modals"][0]
    assert (state["state"]["name"]["value"]["value"], state["errors"]) == ("typed", {})
    assert (await do("submit"))["reply"]["status"] == 200
    assert (await get("state"))["modals"] == []


async def test_a_failing_app_is_shown_to_the_person(do: Do, sandbox: Sandbox) -> None:
    sandbox.app_url = "http://127.0.0.1:9/"
    answer = await do("say", channel=CHANNEL, text="/socmob status")
    assert answer["ok"] is True
    assert answer["reply"]["status"] == 0
    assert "dispatch_failed" in answer["reply"]["text"]


async def test_the_clock_is_moved_where_it_can_be(do: Do, get: Do, sandbox: Sandbox, now: Any) -> None:
    asked: list[datetime | None] = []

    async def forward(until: datetime | None) -> str | None:
        asked.append(until)
        now.move(days=1)
        return None if until is None else "That is too far."

    assert (await get("state"))["can_forward"] is False
    sandbox.forward = forward
    assert (await do("forward"))["ok"] is True
    state = await get("state")
    assert (state["can_forward"], state["clock"]) == (True, "2026-11-24T09:00:00+00:00")
    answer = await do("forward", until="2027-03-28T10:00:00+01:00")
    assert (answer["ok"], answer["error"]) == (False, "That is too far.")
    assert asked == [None, datetime(2027, 3, 28, 9, tzinfo=UTC)]
    for nonsense in ("soon", "2027-03-28T10:00:00", 7):
        assert (await do("forward", until=nonsense))["error"] == "Choose a day and a time."
    assert len(asked) == 2


async def test_the_inspector_tells_what_passed(
    bolt: BoltOverHttp, client: AsyncWebClient, do: Do, get: Do
) -> None:
    await client.auth_test()
    await do("say", channel=CHANNEL, text="/socmob status")
    seen = await get("inspector")
    assert (seen["calls"][0]["method"], seen["calls"][0]["ok"]) == ("auth.test", True)
    assert (seen["sent"][0]["kind"], seen["sent"][0]["summary"]) == ("command", "/socmob status")
    assert seen["violations"] == []


async def test_faults_are_switched_on_and_off(do: Do, get: Do) -> None:
    await do("fault", method="chat.postMessage", kind="429", times=2, retry_after=3)
    assert (await get("state"))["faults"] == [{"method": "chat.postMessage", "kind": "429", "times": 2}]
    await do("clear_faults")
    assert (await get("state"))["faults"] == []


async def listened(response: aiohttp.ClientResponse) -> dict[str, Any]:
    async with asyncio.timeout(5):
        async for line in response.content:
            if line.startswith(b"data: "):
                return json.loads(line[6:])
    raise AssertionError("The stream ended.")


async def test_changes_are_told_to_who_can_see_them(
    sandbox: Sandbox, session: aiohttp.ClientSession, client: AsyncWebClient, amina: Person
) -> None:
    address = f"{sandbox.url}/sandbox/events"
    async with (
        session.get(address, params={"as": "UAMINA0001"}) as hers,
        session.get(address, params={"as": "UBEN000001"}) as his,
    ):
        assert hers.content_type == "text/event-stream"
        await client.chat_postEphemeral(channel=CHANNEL, user="UAMINA0001", text="psst")
        assert set((await listened(hers))["what"]) == {f"messages:{CHANNEL}", "inspector"}
        assert (await listened(his))["what"] == ["inspector"]


async def test_a_permalink_opens_the_channel(
    sandbox: Sandbox, session: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one"))["ts"]
    link = (await client.chat_getPermalink(channel=CHANNEL, message_ts=ts))["permalink"]
    async with session.get(link, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, f"{sandbox.url}/?channel={CHANNEL}")


async def test_direct_messages_with_anybody(do: Do, get: Do) -> None:
    await do("open_dm", user="UBEN000001")
    channels = (await get("state"))["channels"]
    assert "UBEN000001" in [one.get("peer") for one in channels]
