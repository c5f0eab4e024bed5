"""Our way into Bolt answers what Bolt's own would."""

from __future__ import annotations

import json

import payloads
import pytest
from bolt_apps import make_app
from front_server import front_of

from bot.front.form import FORM, JSON
from bot.web import Site

SAME = {
    "command answered with text": payloads.command(),
    "command with signs of a form in its text": payloads.command(
        "50 % + 1&2=3 ✓ %41 \N{SLIGHTLY SMILING FACE}"
    ),
    "command with empty text": payloads.command(""),
    "command answered with blocks": payloads.command(name="/blocks"),
    "command acknowledged": payloads.command(name="/silent"),
    "command never acknowledged": payloads.command(name="/forgets"),
    "command that fails": payloads.command(name="/fails"),
    "command that nobody knows": payloads.command(name="/nobody"),
    "press": payloads.press(),
    "press that nobody knows": payloads.press("nobody"),
    "form with errors": payloads.view("view_submission", "errors"),
    "form updated": payloads.view("view_submission", "update"),
    "form pushed": payloads.view("view_submission", "push"),
    "forms cleared": payloads.view("view_submission", "clear"),
    "form accepted": payloads.view("view_submission", "close"),
    "form closed": payloads.view("view_closed", "close"),
    "suggestions": payloads.suggestion(),
    "message shortcut": payloads.shortcut("message_action"),
    "global shortcut": payloads.shortcut("shortcut"),
    "event": payloads.event("app_home_opened", user="U1", tab="home"),
    "event of ourselves": payloads.event("app_home_opened", user="UBOT", tab="home"),
    "event of joining": payloads.event("member_joined_channel", user="UBOT", channel="C1"),
    "event that fails": payloads.event("user_change", user={"id": "U1"}),
    "event that nobody knows": payloads.event("emoji_changed"),
    "event without authorization": payloads.event("tokens_revoked", tokens={"bot": ["UBOT"]}),
    "event with a charset": (payloads.event("app_home_opened", user="U1")[0], f"{JSON}; charset=utf-8"),
    "challenge": (b'{"type": "url_verification", "challenge": "abc", "token": "t"}', JSON),
    "certificate check": payloads.form(ssl_check="1", token="t"),
    "another workspace": payloads.press(team="T2"),
    "no workspace": payloads.form(command="/socmob", text="help"),
    "unknown kind": payloads.interaction({"type": "telepathy", "team": payloads.TEAM}),
    "no kind": payloads.interaction({}),
}


async def answer(http, url, body, content_type, **headers):
    headers = payloads.signed(body, content_type) | headers
    async with http.post(f"{url}/slack/events", data=body, headers=headers) as response:
        return response.status, await response.text(), response.headers.get("Content-Type")


@pytest.mark.parametrize("payload", SAME.values(), ids=SAME)
async def test_same_status_body_and_content_type(http, payload):
    bolts_own = Site(make_app(verifies=True).web_app(), "127.0.0.1", 0)
    await bolts_own.start()
    try:
        async with front_of(make_app(verifies=False)) as ours:
            assert await answer(http, ours.url, *payload) == await answer(http, bolts_own.url, *payload)
    finally:
        await bolts_own.stop()


async def test_the_answers_are_not_all_the_same(http):
    """The comparison above would hold as well between two servers that refuse everything."""
    async with front_of(make_app(verifies=False)) as site:
        found = {name: await answer(http, site.url, *payload) for name, payload in SAME.items()}
    assert found["command answered with text"][1] == "You typed: help"
    assert json.loads(found["form with errors"][1])["errors"] == {"b": "Too short"}
    assert json.loads(found["challenge"][1]) == {"challenge": "abc"}
    assert found["press that nobody knows"][0] == 404
    assert found["command that fails"][0] == 500
    assert found["another workspace"][:2] == (200, "")


async def test_the_word_payload_in_a_command_is_only_a_word(http):
    """Bolt takes such a command for an interaction without a payload and answers 404."""
    async with front_of(make_app(verifies=False)) as site:
        body, kind = payloads.command("payload please")
        status, text, _ = await answer(http, site.url, body, kind)
    assert (status, text) == (200, "You typed: payload please")


async def test_listeners_see_retries_and_no_other_header(http):
    app = make_app(verifies=False)
    seen = {}

    @app.event("channel_rename")
    async def remember(request):
        seen.update(request.headers)

    async with front_of(app) as site:
        body, kind = payloads.event("channel_rename", channel={"id": "C1"})
        retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        await answer(http, site.url, body, kind, **retry, **{"X-Slack-Bolt-Lazy-Only": "1"})
    assert seen == {
        "content-type": [JSON],
        "x-slack-retry-num": ["1"],
        "x-slack-retry-reason": ["http_timeout"],
    }


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"payload=%FF", FORM),
        (b"text=%C3%28", FORM),
        (b"text=\xff", FORM),
        (b"text=a&text=b", FORM),
        (b"te%78t=a&text=b", FORM),
        (b"payload=%7B", FORM),
        (b"payload=", FORM),
        (b"payload=%5B1%5D", FORM),
        (b"&".join(b"a%d=1" % n for n in range(101)), FORM),
        (b"", JSON),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b'{"a": "\xff"}', JSON),
        (b"{}", "text/plain"),
        (b"{}", ""),
        (b'{"team": 5}', JSON),
        (b'{"user": 5}', JSON),
    ],
)
async def test_what_slack_never_sends_is_400(http, body, content_type):
    async with front_of(make_app(verifies=False)) as site:
        status, _, _ = await answer(http, site.url, body, content_type)
    assert status == 400
