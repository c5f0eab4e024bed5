"""Events: what the app hears of the workspace, and how often it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import actions, button, home, section

CHANNEL = "CSOCMOB001"

Happening = Callable[[Sandbox], Awaitable[Any]]

HAPPENINGS: list[tuple[str, Happening, dict[str, Any]]] = [
    ("channel_archive", lambda s: s.archive(CHANNEL, by="UBEN000001"), {"user": "UBEN000001"}),
    ("channel_unarchive", lambda s: s.unarchive("COLDPROJ01"), {"channel": "COLDPROJ01"}),
    ("channel_deleted", lambda s: s.delete_channel(CHANNEL), {"channel": CHANNEL}),
    ("member_joined_channel", lambda s: s.add_member(CHANNEL, "UGRACE0001"), {"user": "UGRACE0001"}),
    ("member_left_channel", lambda s: s.remove_member(CHANNEL, "UBEN000001"), {"channel_type": "C"}),
    ("channel_left", lambda s: s.remove_member(CHANNEL, "USOCMOB001"), {"channel": CHANNEL}),
    ("tokens_revoked", lambda s: s.revoke_token(), {"tokens": {"oauth": [], "bot": ["USOCMOB001"]}}),
    ("app_uninstalled", lambda s: s.uninstall(), {}),
]


@pytest.mark.parametrize(("name", "happening", "fields"), HAPPENINGS, ids=[one[0] for one in HAPPENINGS])
async def test_what_happens_is_told(
    bolt: BoltOverHttp, sandbox: Sandbox, name: str, happening: Happening, fields: dict[str, Any]
) -> None:
    heard: list[dict[str, Any]] = []

    @bolt.app.event(name)
    async def listen(body: dict[str, Any]) -> None:
        heard.append(body)

    await happening(sandbox)
    body = heard[0]
    assert body["event"].items() >= fields.items()
    assert body["api_app_id"] == "ASOCMOB001"
    assert body["authorizations"][0]["user_id"] == "USOCMOB001"
    assert body["event_id"].startswith("Ev")
    assert body["event_time"] == int(sandbox.now().timestamp())


async def test_renames_and_people_bring_what_is_new(bolt: BoltOverHttp, sandbox: Sandbox) -> None:
    await sandbox.rename(CHANNEL, "fair-chances")
    assert sandbox.sent[-1].payload["event"]["channel"]["name"] == "fair-chances"
    await sandbox.deactivate("UBEN000001")
    assert sandbox.sent[-1].payload["event"]["user"]["deleted"] is True
    assert "UBEN000001" not in sandbox.world.channels[CHANNEL].members
    await sandbox.change_person("UHANA00001", tz="Europe/Paris")
    assert sandbox.sent[-1].payload["event"]["user"]["tz"] == "Europe/Paris"
    with pytest.raises(TypeError, match="shoe_size"):
        await sandbox.change_person("UHANA00001", shoe_size=38)


async def test_what_the_app_is_not_told(bolt: BoltOverHttp, sandbox: Sandbox, amina: Person) -> None:
    await sandbox.archive("CLEADERS01")
    await amina.leave("CGENERAL01")
    sandbox.world.app.events.discard("channel_rename")
    await sandbox.rename(CHANNEL, "fair-chances")
    assert sandbox.sent == []


async def test_a_private_channel_has_events_of_its_own_names(bolt: BoltOverHttp, sandbox: Sandbox) -> None:
    await sandbox.add_member("CLEADERS01", "USOCMOB001")
    await sandbox.archive("CLEADERS01")
    events = [one.payload["event"] for one in sandbox.sent]
    assert [one["type"] for one in events] == ["member_joined_channel", "group_archive"]
    assert events[0]["channel_type"] == "G"


async def test_the_home_is_opened_published_and_pressed(
    bolt: BoltOverHttp, sandbox: Sandbox, client: AsyncWebClient, amina: Person, ben: Person
) -> None:
    pressed: list[dict[str, Any]] = []

    @bolt.app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        await client.views_publish(user_id=event["user"], view=home(section("Yours"), actions(button("act"))))

    @bolt.app.action("act")
    async def act(ack: Any, body: dict[str, Any]) -> None:
        pressed.append(body)
        await ack()

    reply = await amina.open_home()
    assert reply.ok
    assert amina.home is not None
    assert amina.home["blocks"][0]["text"]["text"] == "Yours"
    assert ben.home is None
    await amina.press_in_home("act")
    assert pressed[0]["container"]["type"] == "view"
    assert pressed[0]["view"]["type"] == "home"
    await amina.open_home()
    event = sandbox.sent[-1].payload["event"]
    assert (event["tab"], event["channel"], event["view"]["hash"]) == (
        "home",
        amina.direct(),
        pressed[0]["view"]["hash"],
    )


class Flaky:
    """Answers with the given statuses in turn, the last one for good; keeps the headers it got."""

    def __init__(self) -> None:
        self.statuses = [500]
        self.answer_headers: dict[str, str] = {}
        self.got: list[tuple[str | None, str | None]] = []

    async def take(self, request: web.Request) -> web.Response:
        headers = request.headers
        self.got.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.Response(status=status, headers=self.answer_headers)


@pytest.fixture
async def flaky(sandbox: Sandbox) -> AsyncIterator[Flaky]:
    flaky = Flaky()
    server = web.Application()
    server.router.add_post("/", flaky.take)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield flaky
    await runner.cleanup()


async def test_an_event_is_tried_again_three_times(flaky: Flaky, sandbox: Sandbox, amina: Person) -> None:
    await sandbox.rename(CHANNEL, "fair-chances")
    await amina.until(lambda _: sandbox.sent[0].retries == 3)
    assert flaky.got == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


async def test_an_event_that_arrives_is_not_sent_again(flaky: Flaky, sandbox: Sandbox, amina: Person) -> None:
    flaky.statuses = [500, 200]
    await sandbox.rename(CHANNEL, "fair-chances")
    await amina.until(lambda _: sandbox.sent[0].acknowledged)
    assert len(flaky.got) == 2


async def test_an_app_may_say_that_once_is_enough(flaky: Flaky, sandbox: Sandbox, amina: Person) -> None:
    flaky.answer_headers = {"X-Slack-No-Retry": "1"}
    await sandbox.rename(CHANNEL, "fair-chances")
    with pytest.raises(TimeoutError):
        await amina.until(lambda _: sandbox.sent[0].retries, timeout=0.2)
    assert len(flaky.got) == 1


async def test_an_app_that_is_away_holds_nothing_up(sandbox: Sandbox, amina: Person) -> None:
    sandbox.app_url = "http://127.0.0.1:9/"
    await sandbox.rename(CHANNEL, "fair-chances")
    assert sandbox.sent[0].error == "connection_failed"
    await amina.until(lambda _: sandbox.sent[0].retries == 3)


async def test_an_uninstalled_app_hears_no_more(bolt: BoltOverHttp, sandbox: Sandbox) -> None:
    await sandbox.uninstall()
    before = len(sandbox.sent)
    await sandbox.rename(CHANNEL, "fair-chances")
    assert len(sandbox.sent) == before == 2


async def test_shortcuts_bring_the_message_or_nothing(
    bolt: BoltOverHttp, sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    sandbox.world.app.shortcuts += [
        {"name": "Make a step", "callback_id": "make", "type": "message"},
        {"name": "Start", "callback_id": "begin", "type": "global"},
    ]
    bodies: list[dict[str, Any]] = []

    @bolt.app.shortcut("make")
    @bolt.app.shortcut("begin")
    async def listen(ack: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack()

    message = await amina.say(CHANNEL, "We should call them")
    assert (await amina.shortcut(message, "make")).ok
    assert (await amina.global_shortcut("begin")).ok
    assert (bodies[0]["type"], bodies[0]["message"]["text"]) == ("message_action", "We should call them")
    assert bodies[0]["message_ts"] == message.ts
    assert (bodies[1]["type"], "channel" in bodies[1]) == ("shortcut", False)
    with pytest.raises(ValueError, match="no message shortcut"):
        await amina.shortcut(message, "begin")
