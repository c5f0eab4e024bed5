from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import payloads
import pytest
from bolt_apps import make_app
from prometheus_client import CollectorRegistry
from slack_bolt.request.payload_utils import is_event
from socket_slack import APP_TOKEN, SocketSlack, envelope, socket_slack

from bot.front.metrics import FrontMetrics
from bot.front.socket_mode import SocketMode
from bot.slack.failures import Disconnected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp


@pytest.fixture(autouse=True)
async def in_time() -> AsyncIterator[None]:
    async with asyncio.timeout(20):
        yield


def handler_for(app: AsyncApp, metrics: FrontMetrics | None = None, **other: Any) -> SocketMode:
    return SocketMode(
        app,
        app_token=APP_TOKEN,
        metrics=metrics or FrontMetrics(CollectorRegistry()),
        ping_interval=0.2,
        **other,
    )


@asynccontextmanager
async def connected(make=make_app, **other: Any) -> AsyncIterator[tuple[SocketSlack, SocketMode, AsyncApp]]:
    async with socket_slack() as (slack, api_url):
        app = make(verifies=False, api_url=api_url)
        handler = handler_for(app, **other)
        await handler.connect_async()
        try:
            yield slack, handler, app
        finally:
            await handler.close_async()


def payload(form: tuple[bytes, str]) -> dict[str, Any]:
    return json.loads(parse_qs(form[0].decode())["payload"][0])


async def test_an_envelope_is_answered_with_the_payload_of_its_listener():
    metrics = FrontMetrics(CollectorRegistry())
    async with connected(metrics=metrics) as (slack, _, _):
        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.view("view_submission", "errors"))))
        answer = await slack.acknowledged.get()
    assert answer == {
        "envelope_id": "E-1",
        "payload": {"response_action": "errors", "errors": {"b": "Too short"}},
    }
    assert slack.tokens == [f"Bearer {APP_TOKEN}"]
    labels = {"transport": "socket", "status": "200"}
    assert metrics.registry.get_sample_value("socmob_slack_requests_total", labels) == 1


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (envelope(payload(payloads.press())), {"envelope_id": "E-1"}),
        (
            envelope({"command": "/socmob", "text": "help", "team_id": "T1", "user_id": "U1"}),
            {"envelope_id": "E-1", "payload": {"text": "You typed: help"}},
        ),
        (
            envelope(payload(payloads.view("view_submission", "clear")), takes_payload=False),
            {"envelope_id": "E-1"},
        ),
        (envelope(json.loads(payloads.event("app_home_opened", user="U1")[0])), {"envelope_id": "E-1"}),
        (envelope(payload(payloads.press(team="T2"))), {"envelope_id": "E-1"}),
    ],
    ids=["nothing to say", "text", "no payload wanted", "event", "another workspace"],
)
async def test_acknowledgements(sent, answer):
    async with connected() as (slack, _, _):
        socket = await slack.connected.get()
        await socket.send_json(sent)
        assert await slack.acknowledged.get() == answer


async def test_what_nobody_handles_is_not_acknowledged_and_hurts_nobody():
    async with connected() as (slack, _, _):
        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.press("nobody")), envelope_id="E-nobody"))
        await socket.send_json(envelope({"team": 5}, envelope_id="E-odd"))
        await socket.send_json(envelope(payload(payloads.press())))
        assert await slack.acknowledged.get() == {"envelope_id": "E-1"}
        await asyncio.sleep(0.1)
        assert slack.acknowledged.empty()


async def test_listeners_see_redeliveries():
    seen = []
    async with connected() as (slack, _, app):

        @app.use
        async def remember(request, next):
            if is_event(request.body):
                seen.append(request.headers)
            await next()

        socket = await slack.connected.get()
        event = json.loads(payloads.event("app_home_opened", user="U1")[0])
        await socket.send_json(envelope(event, retry_attempt=1, retry_reason="timeout"))
        await slack.acknowledged.get()
    assert seen == [{"x-slack-retry-num": ["1"], "x-slack-retry-reason": ["timeout"]}]


async def test_closing_lets_what_has_begun_be_answered_and_takes_nothing_new():
    begun, release = asyncio.Event(), asyncio.Event()

    async with connected() as (slack, handler, app):

        @app.action("slow")
        async def slow(ack):
            begun.set()
            await release.wait()
            await ack()

        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.press("slow"))))
        await begun.wait()
        closing = asyncio.create_task(handler.close_async())
        await asyncio.sleep(0.05)
        await socket.send_json(envelope(payload(payloads.press()), envelope_id="E-late"))
        await asyncio.sleep(0.05)
        assert not closing.done()
        release.set()
        await closing
        assert await slack.acknowledged.get() == {"envelope_id": "E-1"}
        assert slack.acknowledged.empty()
        assert socket.closed


async def test_closing_does_not_wait_for_ever(caplog):
    async with connected(stop_seconds=0.05) as (slack, handler, app):
        begun = asyncio.Event()

        @app.action("stuck")
        async def stuck():
            begun.set()
            await asyncio.sleep(1)

        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.press("stuck"))))
        await begun.wait()
        await handler.close_async()
        assert "Disconnecting with 1 envelopes unanswered" in caplog.messages


async def test_a_lost_connection_comes_back_with_a_new_address_each_time():
    """Slack's addresses are good for one attempt; the SDK alone would try the first of them for ever."""
    async with connected() as (slack, _, _):
        socket = await slack.connected.get()
        slack.handshakes_to_refuse = 2
        await socket.close()
        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.press())))
        assert await slack.acknowledged.get() == {"envelope_id": "E-1"}
    assert len(slack.tokens) >= 4


async def test_a_disconnect_asked_for_by_slack_is_followed():
    async with connected() as (slack, _, _):
        socket = await slack.connected.get()
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        socket = await slack.connected.get()
        await socket.send_json(envelope(payload(payloads.press())))
        assert await slack.acknowledged.get() == {"envelope_id": "E-1"}


async def test_a_refused_app_token_is_said_at_once():
    async with socket_slack() as (slack, api_url):
        slack.open_error = "invalid_auth"
        handler = handler_for(make_app(verifies=False, api_url=api_url))
        with pytest.raises(Disconnected, match="invalid_auth"):
            await handler.connect_async()
        await handler.close_async()


async def test_an_unreachable_slack_is_waited_for():
    async with socket_slack() as (slack, api_url):
        slack.open_error = "internal_error"
        handler = handler_for(make_app(verifies=False, api_url=api_url))
        connecting = asyncio.create_task(handler.connect_async())
        await asyncio.sleep(0.1)
        assert not connecting.done()
        slack.open_error = None
        await connecting
        assert await slack.connected.get()
        await handler.close_async()


async def test_closing_ends_the_waiting():
    handler = handler_for(make_app(verifies=False))
    connecting = asyncio.create_task(handler.connect_async())
    await asyncio.sleep(0.1)
    await handler.close_async()
    await connecting
