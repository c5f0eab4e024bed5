"""Slash commands, as Bolt gets them by signed HTTP, and what the person sees of the answer."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web

from bot.sandbox import Person, Refused, Sandbox
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import section

CHANNEL = "CSOCMOB001"


async def test_a_command_arrives_signed_with_all_its_fields(bolt: BoltOverHttp, amina: Person) -> None:
    seen: list[dict[str, Any]] = []

    @bolt.app.command("/socmob")
    async def listen(ack: Any, command: dict[str, Any]) -> None:
        seen.append(command)
        await ack()

    reply = await amina.command(CHANNEL, "/socmob status")
    assert (reply.status, reply.ok) == (200, True)
    assert seen[0] | {"trigger_id": "", "response_url": ""} == {
        "token": "sandbox-verification-token",
        "team_id": "TSANDBOX01",
        "team_domain": "harbour-and-pine",
        "channel_id": CHANNEL,
        "channel_name": "social-mobility",
        "user_id": "UAMINA0001",
        "user_name": "amina.okafor",
        "command": "/socmob",
        "text": "status",
        "api_app_id": "ASOCMOB001",
        "is_enterprise_install": "false",
        "response_url": "",
        "trigger_id": "",
    }
    headers, body = bolt.requests[0]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body.decode())["command"] == ["/socmob"]


async def test_bolt_refuses_what_another_secret_signed(
    bolt: BoltOverHttp, amina: Person, sandbox: Sandbox
) -> None:
    sandbox.signing_secret = "another"
    reply = await amina.command(CHANNEL, "/socmob status")
    assert reply.status == 401
    assert reply.error == "/socmob failed with the error “dispatch_failed”"


async def test_an_answer_in_the_acknowledgement_is_for_the_asker(
    bolt: BoltOverHttp, amina: Person, ben: Person
) -> None:
    @bolt.app.command("/socmob")
    async def listen(ack: Any) -> None:
        await ack(text="Only you", blocks=[section("*Only* you")])

    await amina.command(CHANNEL, "/socmob")
    assert amina.messages(CHANNEL)[-1].words() == "*Only* you"
    assert amina.messages(CHANNEL)[-1].ephemeral_for == "UAMINA0001"
    assert ben.messages(CHANNEL) == []


async def test_an_answer_in_the_channel_is_for_all(bolt: BoltOverHttp, amina: Person, ben: Person) -> None:
    @bolt.app.command("/socmob")
    async def listen(ack: Any) -> None:
        await ack(text="For all", response_type="in_channel")

    await amina.command(CHANNEL, "/socmob")
    assert [one.text for one in ben.messages(CHANNEL)] == ["For all"]


async def test_an_answer_that_breaks_a_limit_is_an_error(
    bolt: BoltOverHttp, amina: Person, sandbox: Sandbox
) -> None:
    @bolt.app.command("/socmob")
    async def listen(ack: Any) -> None:
        await ack(text="", blocks=[{"type": "header"}])

    reply = await amina.command(CHANNEL, "/socmob")
    assert "invalid_command_response" in str(reply.error)
    assert sandbox.violations[0].where == "command response"


async def test_the_asker_is_answered_where_the_app_is_not(bolt: BoltOverHttp, amina: Person) -> None:
    @bolt.app.command("/socmob")
    async def listen(ack: Any, respond: Any) -> None:
        await ack()
        await respond("From outside")

    await amina.command("CGENERAL01", "/socmob")
    assert amina.messages("CGENERAL01")[-1].text == "From outside"
    await amina.command(amina.direct(), "/socmob")
    assert amina.messages(amina.direct())[-1].text == "From outside"


async def test_places_are_named_as_slack_names_them(bolt: BoltOverHttp, amina: Person) -> None:
    names: list[str] = []

    @bolt.app.command("/socmob")
    async def listen(ack: Any, command: dict[str, Any]) -> None:
        names.append(command["channel_name"])
        await ack()

    for channel in (CHANNEL, "CLEADERS01", amina.direct()):
        await amina.command(channel, "/socmob")
    assert names == ["social-mobility", "privategroup", "directmessage"]


async def test_typed_names_become_ids_and_the_rest_is_escaped(bolt: BoltOverHttp, amina: Person) -> None:
    texts: list[str] = []

    @bolt.app.command("/socmob")
    async def listen(ack: Any, command: dict[str, Any]) -> None:
        texts.append(command["text"])
        await ack()

    await amina.command(CHANNEL, "/socmob add @Ben Carter & #general <now> me@ben.carter <@UDEV000001>")
    assert texts == [
        "add <@UBEN000001|ben.carter> &amp; <#CGENERAL01|general> &lt;now&gt; me@ben.carter <@UDEV000001>"
    ]


async def test_an_app_that_is_away_is_shown_at_once(sandbox: Sandbox, amina: Person) -> None:
    sandbox.app_url = "http://127.0.0.1:9/slack/events"
    reply = await amina.command(CHANNEL, "/socmob status")
    assert (reply.status, reply.error) == (0, "/socmob failed with the error “dispatch_failed”")
    assert sandbox.sent[-1].error == "connection_failed"
    assert reply.seconds < 1


async def test_an_app_that_does_not_answer_is_given_three_seconds(sandbox: Sandbox, amina: Person) -> None:
    released = asyncio.Event()

    async def wait(_: web.Request) -> web.Response:
        await released.wait()
        return web.Response()

    server = web.Application()
    server.router.add_post("/", wait)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    reply = await amina.command(CHANNEL, "/socmob status")
    released.set()
    await runner.cleanup()
    assert reply.error == "/socmob failed with the error “operation_timeout”"
    assert 2.9 < reply.seconds < 3.5


@pytest.mark.parametrize(
    ("who", "channel", "text", "thread", "words"),
    [
        ("UAMINA0001", CHANNEL, "/nonsense", None, "not a valid command"),
        ("UAMINA0001", CHANNEL, "/socmob status", "1600000000.000000", "not supported in threads"),
        ("UAMINA0001", "COLDPROJ01", "/socmob", None, "archived"),
        ("UGRACE0001", "CGENERAL01", "/invite @nobody", None, "nobody called"),
        ("UEFUA00001", "CLEADERS01", "/socmob", None, "no channel"),
        ("UIVAN00001", "CSOCMOB001", "/socmob", None, "no channel"),
    ],
)
async def test_what_slack_itself_refuses(
    sandbox: Sandbox, who: str, channel: str, text: str, thread: str | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        await sandbox.person(who).command(channel, text, thread)
    assert sandbox.sent == []


async def test_the_app_is_invited_and_removed(bolt: BoltOverHttp, amina: Person, sandbox: Sandbox) -> None:
    await amina.command("CGENERAL01", "/invite @socmob")
    assert "USOCMOB001" in sandbox.world.channels["CGENERAL01"].members
    event = sandbox.sent[-1].payload["event"]
    assert (event["type"], event["user"], event["inviter"]) == (
        "member_joined_channel",
        "USOCMOB001",
        "UAMINA0001",
    )
    await amina.command("CGENERAL01", "/remove @socmob")
    assert "USOCMOB001" not in sandbox.world.channels["CGENERAL01"].members
    assert sandbox.sent[-1].payload["event"]["type"] == "channel_left"
