"""Socket Mode, with Bolt's own handler at the other end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import TEXT, field, modal
from tests.sandbox.conftest import MovableNow
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"


@pytest.fixture
async def sandbox(now: MovableNow) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(now, transport="socket", pacing=False)
    sandbox.retry_delays = (0.0, 0.02, 0.02)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def bolt(
    sandbox: Sandbox, client: AsyncWebClient, session: aiohttp.ClientSession
) -> AsyncIterator[BoltOverHttp]:
    bolt = BoltOverHttp(client, sandbox.signing_secret)
    web_client = AsyncWebClient(base_url=sandbox.api_url, session=session)
    handler = AsyncSocketModeHandler(bolt.app, sandbox.app_token, web_client=web_client, ping_interval=0.2)
    await handler.connect_async()
    await connected(sandbox)
    yield bolt
    await handler.close_async()


async def connected(sandbox: Sandbox) -> None:
    def usable(_: Person) -> bool:
        return any(not one.leaving for one in sandbox.sockets.connections)

    await sandbox.person("UAMINA0001").until(usable)


async def test_a_command_and_a_form_over_a_socket(
    bolt: BoltOverHttp, sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    @bolt.app.command("/socmob")
    async def command(ack: Any, body: dict[str, Any]) -> None:
        await ack("Only you")
        await client.views_open(trigger_id=body["trigger_id"], view=modal(field(TEXT, "name")))

    @bolt.app.view("form")
    async def view(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "Taken"})

    reply = await amina.command(CHANNEL, "/socmob status")
    assert reply.ok
    assert amina.messages(CHANNEL)[-1].text == "Only you"
    await amina.until(lambda person: person.modal)
    await amina.pick("value", "Amina")
    assert (await amina.submit()).errors == {"name": "Taken"}


async def test_events_come_in_envelopes(bolt: BoltOverHttp, sandbox: Sandbox) -> None:
    heard: list[str] = []

    @bolt.app.event("channel_archive")
    async def listen(event: dict[str, Any]) -> None:
        heard.append(event["channel"])

    await sandbox.archive(CHANNEL)
    assert (heard, sandbox.sent[-1].status) == ([CHANNEL], 200)


async def test_the_app_comes_back_after_a_disconnect(
    bolt: BoltOverHttp, sandbox: Sandbox, amina: Person
) -> None:
    @bolt.app.command("/socmob")
    async def command(ack: Any) -> None:
        await ack("Back")

    first = sandbox.sockets.connections[0]
    await sandbox.disconnect("refresh_requested", linger=0.05)
    await asyncio.wait_for(first.closed.wait(), 5)
    await connected(sandbox)
    assert (await amina.command(CHANNEL, "/socmob")).body["text"] == "Back"


async def test_an_envelope_survives_its_connection(
    bolt: BoltOverHttp, sandbox: Sandbox, amina: Person
) -> None:
    times: list[int] = []

    @bolt.app.command("/socmob")
    async def command(ack: Any) -> None:
        times.append(1)
        if len(times) == 1:
            sandbox.drop_connections()
            await asyncio.sleep(0.05)
        await ack("Here")

    assert (await amina.command(CHANNEL, "/socmob")).ok
    assert len(times) == 2


async def test_without_a_connection_the_person_is_told_at_once(sandbox: Sandbox, amina: Person) -> None:
    reply = await amina.command(CHANNEL, "/socmob status")
    assert (reply.status, reply.error) == (0, "/socmob failed with the error “dispatch_failed”")
    assert reply.seconds < 0.5


async def raw(sandbox: Sandbox, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    socket = await session.ws_connect(sandbox.sockets.new_address())
    hello = await socket.receive_json()
    assert hello["type"] == "hello"
    assert hello["connection_info"] == {"app_id": "ASOCMOB001"}
    return socket


async def test_what_an_envelope_looks_like(
    sandbox: Sandbox, session: aiohttp.ClientSession, amina: Person
) -> None:
    socket = await raw(sandbox, session)
    typing = asyncio.ensure_future(amina.command(CHANNEL, "/socmob status"))
    envelope = await socket.receive_json()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["text"] == "status"
    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Yes"}})
    assert (await typing).body == {"text": "Yes"}
    opening = asyncio.ensure_future(sandbox.archive(CHANNEL))
    envelope = await socket.receive_json()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    await opening
    await socket.close()


async def test_a_payload_goes_to_one_of_several_connections(
    sandbox: Sandbox, session: aiohttp.ClientSession, amina: Person
) -> None:
    sockets = [await raw(sandbox, session) for _ in range(2)]
    counts = [0, 0]

    async def serve(index: int) -> None:
        while True:
            envelope = await sockets[index].receive_json()
            counts[index] += 1
            await sockets[index].send_json({"envelope_id": envelope["envelope_id"]})

    tasks = [asyncio.ensure_future(serve(index)) for index in range(2)]
    for _ in range(4):
        await amina.command(CHANNEL, "/socmob status")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert counts == [2, 2]


async def test_a_ticket_lets_one_connection_in(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    address = sandbox.sockets.new_address()
    await session.ws_connect(address)
    with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
        await session.ws_connect(address)


async def test_addresses_are_asked_for_with_the_app_token(sandbox: Sandbox, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=sandbox.app_token)
    assert opened["url"].startswith(sandbox.url.replace("http://", "ws://"))
    wrong = client.apps_connections_open(app_token=sandbox.bot_token)
    assert (await refusal(wrong))["error"] == "not_allowed_token_type"
