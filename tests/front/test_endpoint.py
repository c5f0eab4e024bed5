from __future__ import annotations

import asyncio
import gzip
import io
import logging

import payloads
from bolt_apps import make_app
from front_server import front_of
from prometheus_client import CollectorRegistry

from bot.front import endpoint
from bot.front.form import FORM
from bot.front.metrics import FrontMetrics


async def post(http, site, body, content_type=FORM):
    headers = payloads.signed(body, content_type)
    async with http.post(f"{site.url}/slack/events", data=io.BytesIO(body), headers=headers) as response:
        return response.status


async def test_a_body_beyond_the_limit_is_413(http):
    body = b"text=" + b"x" * endpoint.MAX_BODY
    async with front_of(make_app(verifies=False)) as site:
        assert await post(http, site, body) == 413
        assert await post(http, site, body[: endpoint.MAX_BODY - 1]) == 200


async def test_a_body_that_does_not_come_is_408(monkeypatch):
    monkeypatch.setattr(endpoint, "BODY_SECONDS", 0.1)
    headers = payloads.signed(b"whatever")
    async with front_of(
        make_app(verifies=False), now=lambda: int(headers["X-Slack-Request-Timestamp"])
    ) as site:
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        lines = ["POST /slack/events HTTP/1.1", "Host: x", "Content-Length: 100"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", "only a beginning"]).encode())
        status = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
    assert status.startswith(b"HTTP/1.1 408 ")


async def test_a_compressed_body_is_not_unpacked(http):
    """Its signature is over what was sent, and what it unpacks to may be of any size."""
    body = gzip.compress(payloads.command()[0])
    headers = payloads.signed(body) | {"Content-Encoding": "gzip"}
    async with front_of(make_app(verifies=False)) as site:
        response = await http.post(f"{site.url}/slack/events", data=body, headers=headers)
        assert response.status == 400


async def test_an_unsigned_body_is_not_even_read():
    async with front_of(make_app(verifies=False)) as site:
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
        status = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
    assert status.startswith(b"HTTP/1.1 401 ")


async def test_without_a_signing_secret_there_is_no_endpoint(http):
    async with front_of(make_app(verifies=False), signing_secret=None) as site:
        assert await post(http, site, payloads.command()[0]) == 404
        async with http.get(f"{site.url}/healthz") as response:
            assert response.status == 200


async def test_another_workspace_is_dropped_and_said_in_the_log(http, caplog):
    caplog.set_level(logging.WARNING, "bot")
    async with front_of(make_app(verifies=False)) as site:
        assert await post(http, site, payloads.press(team="T2")[0]) == 200
    assert caplog.messages == ["Dropped a payload of workspace T2: this app serves T1"]


async def test_answers_and_refusals_are_counted(http):
    registry = CollectorRegistry()
    async with front_of(make_app(verifies=False), metrics=FrontMetrics(registry)) as site:
        await post(http, site, payloads.press()[0])
        await post(http, site, b"a=1&a=2")
        async with http.post(f"{site.url}/slack/events", data=b"") as response:
            assert response.status == 401

    def count(status):
        return registry.get_sample_value(
            "socmob_slack_requests_total", {"transport": "http", "status": str(status)}
        )

    assert [count(status) for status in (200, 400, 401)] == [1, 1, 1]
    assert registry.get_sample_value("socmob_slack_request_seconds_count", {"transport": "http"}) == 3
