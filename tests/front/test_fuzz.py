"""Whatever arrives, the front answers, and never with 500."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson
import payloads
import pytest
from bolt_apps import make_app
from front_server import front_site
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_bolt.response import BoltResponse

from bot.front.form import FORM, JSON
from bot.web import Site

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def served(site: Site) -> Iterator[int]:
    """The port of ``site``, which runs in a thread of its own: one server for all examples."""
    loop = asyncio.new_event_loop()
    loop.run_until_complete(site.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield site.port
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.run_until_complete(site.stop())
        loop.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = make_app(verifies=False)
    app.error(_refused)
    with served(front_site(app)) as port:
        yield port


async def _refused(error: Exception) -> BoltResponse:
    """As the app itself answers where Bolt hands it an error."""
    return BoltResponse(status=400)


def status_of(port: int, request: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while received := connection.recv(65536):
            answer += received
    version, status, _ = answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").split(b" ", 2)
    assert version.startswith(b"HTTP/1.")
    return int(status)


def request(headers: list[tuple[bytes, bytes]], body: bytes) -> bytes:
    lines = [
        b"POST /slack/events HTTP/1.1",
        b"Host: x",
        b"Connection: close",
        b"Content-Length: %d" % len(body),
    ]
    return b"\r\n".join([*lines, *(name + b": " + value for name, value in headers), b"", body])


NAMES = st.sampled_from(
    [
        b"X-Slack-Request-Timestamp",
        b"X-Slack-Signature",
        b"X-Slack-Retry-Num",
        b"Content-Type",
        b"Content-Encoding",
        b"Accept-Encoding",
        b"Cookie",
        b"Expect",
        b"X-Slack-Bolt-Lazy-Only",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [b"gzip", b"deflate", b"100-continue", b"v0=" + b"0" * 64, b"1", FORM.encode(), JSON.encode()]
    ),
    st.binary(max_size=80),
    st.integers().map(lambda number: str(number).encode()),
)


@settings(max_examples=300, deadline=None)
@given(headers=st.lists(st.tuples(NAMES, VALUES), max_size=6), body=st.binary(max_size=300))
def test_without_a_signature(port, headers, body):
    assert status_of(port, request(headers, body)) in {400, 401, 413, 417}


KEYS = (
    "id team team_id user channel view event type actions authorizations message response_url response_urls "
    "enterprise thread_ts function_data callback_id command"
)
KINDS = (
    "block_actions view_submission view_closed event_callback shortcut message_action block_suggestion "
    "url_verification dialog_submission interactive_message function_executed"
)
NAME, KIND = st.sampled_from(KEYS.split(" ")), st.sampled_from(KINDS.split(" "))
LEAF = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "T1", "U1", "block_actions"])
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAME, inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(NAME, VALUE, max_size=8).flatmap(
    lambda body: KIND.map(lambda kind: {"team": {"id": "T1"}, **body, "type": kind})
)


@settings(max_examples=300, deadline=None)
@given(body=BODIES)
def test_with_a_signature_over_shapes_that_slack_never_sends(port, body):
    """Bolt itself fails over some of them (a form without its view); the front does not."""
    raw = orjson.dumps(body)
    headers = [(name.encode(), value.encode()) for name, value in payloads.signed(raw, JSON).items()]
    assert status_of(port, request(headers, raw)) in {200, 400, 404}


@settings(max_examples=200, deadline=None)
@given(body=st.binary(max_size=200), content_type=st.sampled_from([FORM, JSON, "text/html", ""]))
def test_with_a_signature_over_any_bytes(port, body, content_type):
    headers = [(name.encode(), value.encode()) for name, value in payloads.signed(body, content_type).items()]
    assert status_of(port, request(headers, body)) in {200, 400, 404}
