from __future__ import annotations

import pytest
from scripted_slack import drops, half_a_body, hangs, refuses, says, says_bytes, says_text

from bot.slack.client import SlackClient
from bot.slack.failures import (
    Disconnected,
    MissingScope,
    Overtaken,
    PersonGone,
    RateLimited,
    TooLate,
    Unclear,
)
from bot.slack.session import open_session
from bot.slack.workspace import Workspace

VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "Answer"}, "blocks": []}
OPENED = says({"ok": True, "view": {"id": "V1", "hash": "h"}})
AUTH = {
    "ok": True,
    "url": "https://acme.slack.example/",
    "team": "Acme",
    "team_id": "T1",
    "user_id": "UBOT",
    "bot_id": "B1",
}


async def test_who_we_are_comes_with_our_permissions(client, slack):
    slack.will(says(AUTH, **{"x-oauth-scopes": "chat:write,commands, users:read"}))
    assert await client.auth_test() == Workspace(
        team_id="T1",
        bot_id="B1",
        bot_user_id="UBOT",
        team_name="Acme",
        url="https://acme.slack.example/",
        scopes=frozenset({"chat:write", "commands", "users:read"}),
    )


async def test_a_persons_token_is_no_bots(client, slack):
    slack.will(says({name: value for name, value in AUTH.items() if name != "bot_id"}))
    with pytest.raises(Disconnected, match="no_bot_token"):
        await client.auth_test()


async def test_views_are_sent_whole_and_given_back(client, slack):
    slack.will(OPENED, OPENED, OPENED, OPENED)
    assert await client.views_open("1.2", VIEW) == {"id": "V1", "hash": "h"}
    await client.views_push("1.2", VIEW)
    await client.views_update("V1", VIEW, hash_="h")
    await client.views_publish("U1", VIEW)
    assert [request.path for request in slack.received] == [
        f"/api/views.{name}" for name in ("open", "push", "update", "publish")
    ]
    assert [request.json.get("hash") for request in slack.received] == [None, None, "h", None]


async def test_what_becomes_of_a_late_press_and_of_an_overtaken_form(client, slack):
    slack.will(refuses("expired_trigger_id"), refuses("hash_conflict"))
    with pytest.raises(TooLate):
        await client.views_open("1.2", VIEW)
    with pytest.raises(Overtaken):
        await client.views_update("V1", VIEW, hash_="h")


async def test_members_come_from_all_pages(client, slack):
    slack.will(
        says({"ok": True, "members": ["U1", "U2"], "response_metadata": {"next_cursor": "dX=="}}),
        says({"ok": True, "members": ["U3"], "response_metadata": {"next_cursor": ""}}),
    )
    assert await client.conversations_members("C1") == ["U1", "U2", "U3"]
    assert [request.query.get("cursor") for request in slack.received] == [None, "dX=="]


async def test_channels_come_from_all_pages(client, slack):
    slack.will(
        says({"ok": True, "channels": [{"id": "C1"}], "response_metadata": {"next_cursor": "x"}}),
        says({"ok": True, "channels": [{"id": "C2"}]}),
    )
    assert [channel["id"] for channel in await client.conversations_list()] == ["C1", "C2"]


async def test_history_is_read_a_page_at_a_time_with_its_metadata(client, slack):
    slack.will(says({"ok": True, "messages": [], "has_more": True}))
    page = await client.conversations_history("C1", oldest="1.0", latest="2.0")
    assert page["has_more"] is True
    (request,) = slack.received
    assert request.query == {
        "channel": "C1",
        "oldest": "1.0",
        "latest": "2.0",
        "limit": "15",
        "include_all_metadata": "1",
    }


async def test_small_questions(client, slack):
    slack.will(
        says({"ok": True, "user": {"id": "U1", "tz": "Europe/Berlin"}}),
        says({"ok": True, "channel": {"id": "C1"}}),
        says({"ok": True, "channel": {"id": "D1"}}),
        says({"ok": True, "permalink": "https://acme.example/p1"}),
        says({"ok": True, "messages": []}),
        says({"ok": True, "file": {"id": "F1"}}),
        says({"ok": True, "team": {"id": "T1"}}),
    )
    assert (await client.users_info("U1"))["tz"] == "Europe/Berlin"
    assert (await client.conversations_info("C1"))["id"] == "C1"
    assert await client.conversations_open("U1") == "D1"
    assert await client.chat_get_permalink("C1", "1.2") == "https://acme.example/p1"
    assert (await client.conversations_replies("C1", "1.2"))["messages"] == []
    assert (await client.files_info("F1"))["id"] == "F1"
    assert (await client.team_info())["team"]["id"] == "T1"


NOT_SLACKS = {
    "text": says_text("hello", content_type="text/plain"),
    "page": says_text("<html>"),
    "list": says([1]),
    "null": says(None),
    "word": says("ok"),
    "bytes": says_bytes(b"\xff\xfe"),
    "half": half_a_body,
    "500": says_text("oops", status=500),
    "500 with text": says_text("oops", status=500, content_type="text/plain"),
    "503 with a code": says({"ok": False, "error": "user_not_found"}, status=503),
    "nothing in it": says({"ok": True}),
    "too slow": hangs,
}


@pytest.mark.parametrize("step", NOT_SLACKS.values(), ids=NOT_SLACKS)
async def test_what_is_no_answer_of_slacks_is_unclear(client, slack, step):
    slack.will(step)
    with pytest.raises(Unclear):
        await client.users_info("U1")


async def test_no_call_is_retried_by_itself(client, slack):
    slack.will(drops, OPENED)
    with pytest.raises(Unclear):
        await client.views_open("1.2", VIEW)
    assert len(slack.received) == 1


async def test_causes_come_through_the_sdk_too(client, slack):
    slack.will(
        says({"ok": False, "error": "ratelimited"}, status=429, **{"Retry-After": "5"}),
        refuses("missing_scope", needed="users:read", provided="chat:write"),
        refuses("user_not_found"),
    )
    with pytest.raises(RateLimited) as limited:
        await client.users_info("U1")
    assert limited.value.retry_after == 5
    with pytest.raises(MissingScope, match="needs users:read"):
        await client.users_info("U1")
    with pytest.raises(PersonGone):
        await client.users_info("U1")


async def test_no_proxy_of_the_environment_stands_before_this_machine(slack, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with open_session() as session:
        client = SlackClient(session, "xoxb-sandbox-not-a-real-token", slack.api_url)
        slack.will(says({"ok": True, "team": {}}), says({"ok": True, "channel": "C1", "ts": "1.2"}))
        await client.team_info()
        await client.post("C1", "Hello")
        assert SlackClient(session, "xoxb-sandbox-not-a-real-token").web.proxy == "http://127.0.0.1:9"
