from __future__ import annotations

import asyncio

import pytest
from scripted_slack import drops, half_a_body, hangs, redirects_to, refuses, says, says_bytes, says_text

from bot.slack.client import Posted, SlackClient
from bot.slack.failures import (
    Disconnected,
    NotInChannel,
    NotSent,
    RateLimited,
    SlackFailure,
    Unclear,
    Unknown,
    WrongPayload,
)
from bot.slack.session import open_session

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "Größe ✓"}}]
POSTED = says({"ok": True, "channel": "D1", "ts": "1.2", "message": {}})


async def test_a_post_is_one_json_request(client, slack):
    slack.will(POSTED)
    metadata = {"event_type": "socmob", "event_payload": {"id": "x"}}
    posted = await client.post("U1", "Hello", BLOCKS, metadata=metadata)
    assert posted == Posted("D1", "1.2")
    (request,) = slack.received
    assert (request.method, request.path) == ("POST", "/api/chat.postMessage")
    assert request.headers["Authorization"] == "Bearer xoxb-sandbox-not-a-real-token"
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert request.json == {
        "channel": "U1",
        "text": "Hello",
        "blocks": BLOCKS,
        "metadata": metadata,
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_an_update_names_its_message_and_leaves_out_what_is_not_given(client, slack):
    slack.will(says({"ok": True, "channel": "C1", "ts": "1.2"}))
    assert await client.update("C1", "1.2", "Hello") == Posted("C1", "1.2")
    assert slack.received[0].path == "/api/chat.update"
    assert slack.received[0].json == {"channel": "C1", "ts": "1.2", "text": "Hello"}


async def test_an_ephemeral_message_has_its_reader(client, slack):
    slack.will(says({"ok": True, "message_ts": "1.2"}))
    await client.post_ephemeral("C1", "U1", "Only you see this")
    assert slack.received[0].path == "/api/chat.postEphemeral"
    assert slack.received[0].json == {"channel": "C1", "user": "U1", "text": "Only you see this"}


NOBODY_KNOWS = {
    "dropped": drops,
    "half a body": half_a_body,
    "too slow": hangs,
    "500": says_text("oops", status=500),
    "503 with a code": says({"ok": False, "error": "channel_not_found"}, status=503),
    "no JSON": says_text("<html>"),
    "no object": says(["ok"]),
    "no UTF-8": says_bytes(b'{"ok": true, "channel": "\xff", "ts": "1"}'),
    "neither ok nor not": says({"channel": "C1", "ts": "1.2"}),
    "ok without a ts": says({"ok": True, "channel": "C1"}),
    "internal error": refuses("internal_error"),
    "duplicate": refuses("duplicate_message_not_found"),
    "redirected": redirects_to("/api/elsewhere"),
}


@pytest.mark.parametrize("step", NOBODY_KNOWS.values(), ids=NOBODY_KNOWS)
async def test_what_nobody_knows_is_ambiguous_and_sent_once(client, slack, step):
    slack.will(step, POSTED)
    with pytest.raises(Unclear) as caught:
        await client.post("C1", "Hello")
    assert caught.value.ambiguous
    assert not caught.value.permanent
    assert caught.value.retry_after is None
    assert len(slack.received) == 1


async def test_a_connection_that_went_stale_is_not_tried_again(client, slack):
    """The first post leaves an open connection; Slack drops it when the second has arrived."""
    slack.will(POSTED, drops, POSTED)
    await client.post("C1", "first")
    with pytest.raises(Unclear):
        await client.post("C1", "second")
    assert [request.json["text"] for request in slack.received] == ["first", "second"]


async def test_what_was_never_sent_may_be_sent_again():
    async with open_session(http_total=5) as session:
        client = SlackClient(session, "xoxb-sandbox-not-a-real-token", "http://127.0.0.1:9/api/")
        for call in (client.post("C1", "Hello"), client.users_info("U1")):
            with pytest.raises(NotSent) as caught:
                await call
            failure = caught.value
            assert [failure.ambiguous, failure.permanent, failure.disconnected] == [False] * 3


async def test_what_waited_in_vain_for_a_connection_was_never_sent(slack):
    slack.will(hangs)
    async with open_session(http_total=0.6, connections=1) as session:
        client = SlackClient(session, "xoxb-sandbox-not-a-real-token", slack.api_url)
        first = asyncio.create_task(client.post("C1", "holds the only connection"))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSent):
            await client.post("C1", "waits")
        with pytest.raises(Unclear):
            await first
    assert len(slack.received) == 1


async def test_tls_to_a_server_without_it_was_never_sent(slack):
    async with open_session(http_total=5) as session:
        client = SlackClient(
            session, "xoxb-sandbox-not-a-real-token", slack.api_url.replace("http:", "https:")
        )
        with pytest.raises(NotSent):
            await client.post("C1", "Hello")
    assert slack.received == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [({"Retry-After": "7"}, 7), ({}, 30), ({"Retry-After": "soon"}, 30), ({"Retry-After": "9" * 9}, 86_400)],
)
async def test_a_rate_limit_says_how_long(client, slack, header, seconds):
    slack.will(says({"ok": False, "error": "ratelimited"}, status=429, **header))
    with pytest.raises(RateLimited) as caught:
        await client.post("C1", "Hello")
    assert caught.value.retry_after == seconds


async def test_a_rate_limit_without_json_is_one_too(client, slack):
    slack.will(says_text("slow down", status=429), refuses("rate_limited"))
    for _ in range(2):
        with pytest.raises(RateLimited):
            await client.update("C1", "1.2", "Hello")


@pytest.mark.parametrize(
    ("code", "cause"),
    [("not_in_channel", NotInChannel), ("token_revoked", Disconnected), ("never_heard_of", Unknown)],
)
async def test_a_refusal_has_its_cause(client, slack, code, cause):
    slack.will(refuses(code))
    with pytest.raises(SlackFailure) as caught:
        await client.post("C1", "Hello")
    assert type(caught.value) is cause
    assert str(caught.value) == f"chat.postMessage: {code}"


async def test_an_invalid_message_says_where(client, slack):
    slack.will(refuses("invalid_blocks", response_metadata={"messages": ["[ERROR] no more than 50 items"]}))
    with pytest.raises(WrongPayload, match="no more than 50 items"):
        await client.post("C1", "Hello", BLOCKS)
