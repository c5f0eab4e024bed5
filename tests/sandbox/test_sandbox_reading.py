"""conversations.*, users.* and the rest of what an app reads."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"


async def posted(client: AsyncWebClient, number: int) -> list[str]:
    return [
        (await client.chat_postMessage(channel=CHANNEL, text=f"message {n}"))["ts"] for n in range(number)
    ]


async def test_history_comes_newest_first_in_pages(client: AsyncWebClient) -> None:
    timestamps = await posted(client, 5)
    seen, cursor = [], None
    for _ in range(3):
        page = await client.conversations_history(channel=CHANNEL, limit=2, cursor=cursor)
        seen += [one["ts"] for one in page["messages"]]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
    assert seen == timestamps[::-1]
    assert cursor is None


async def test_history_between_two_moments(client: AsyncWebClient) -> None:
    first, second, third = await posted(client, 3)

    async def between(**args: Any) -> list[str]:
        answer = await client.conversations_history(channel=CHANNEL, **args)
        return [one["ts"] for one in answer["messages"]]

    assert await between(oldest=first) == [third, second]
    assert await between(oldest=first, inclusive=True) == [third, second, first]
    assert await between(latest=third) == [second, first]
    assert await between(oldest=first, latest=third) == [second]
    assert await between(oldest=str(int(float(first)) - 60)) == [third, second, first]


async def test_history_tells_metadata_to_who_asks_for_all(client: AsyncWebClient) -> None:
    metadata = {"event_type": "asked", "event_payload": {"key": "1"}}
    await client.chat_postMessage(channel=CHANNEL, text="one", metadata=metadata)
    short = await client.conversations_history(channel=CHANNEL)
    whole = await client.conversations_history(channel=CHANNEL, include_all_metadata=True)
    assert short["messages"][0]["metadata"] == {"event_type": "asked"}
    assert whole["messages"][0]["metadata"] == metadata


async def test_replies_come_oldest_first_after_their_root(client: AsyncWebClient) -> None:
    root = (await posted(client, 1))[0]
    for n in range(3):
        await client.chat_postMessage(channel=CHANNEL, text=f"reply {n}", thread_ts=root)
    page = await client.conversations_replies(channel=CHANNEL, ts=root, limit=3)
    assert [one["text"] for one in page["messages"]] == ["message 0", "reply 0", "reply 1"]
    rest = await client.conversations_replies(
        channel=CHANNEL, ts=root, limit=3, cursor=page["response_metadata"]["next_cursor"]
    )
    assert [one["text"] for one in rest["messages"]] == ["message 0", "reply 2"]
    lost = await refusal(client.conversations_replies(channel=CHANNEL, ts="1600000000.000000"))
    assert lost["error"] == "thread_not_found"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("CGENERAL01", "not_in_channel"),
        ("CLEADERS01", "channel_not_found"),
        ("CNOWHERE01", "channel_not_found"),
    ],
)
async def test_history_of_a_foreign_channel(client: AsyncWebClient, channel: str, error: str) -> None:
    assert (await refusal(client.conversations_history(channel=channel)))["error"] == error


async def test_history_needs_the_scope_of_the_kind_of_channel(
    client: AsyncWebClient, sandbox: Sandbox, amina: Person
) -> None:
    sandbox.world.app.scopes.remove("im:history")
    answer = await refusal(client.conversations_history(channel=amina.direct()))
    assert answer["needed"] == "im:history"


async def test_a_cursor_that_was_never_given_out(client: AsyncWebClient) -> None:
    for call in (client.conversations_history, client.conversations_members):
        assert (await refusal(call(channel=CHANNEL, cursor="bm9uc2Vuc2U=")))["error"] == "invalid_cursor"


async def test_members_in_pages(client: AsyncWebClient, sandbox: Sandbox) -> None:
    first = await client.conversations_members(channel=CHANNEL, limit=4)
    rest = await client.conversations_members(
        channel=CHANNEL, limit=4, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [*first["members"], *rest["members"]] == list(sandbox.world.channels[CHANNEL].members)
    assert "USOCMOB001" in rest["members"]
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_what_an_app_knows_of_channels(client: AsyncWebClient) -> None:
    general = (await client.conversations_info(channel="CGENERAL01", include_num_members=True))["channel"]
    assert (general["is_member"], general["is_private"], general["num_members"]) == (False, False, 8)
    assert (await client.conversations_info(channel="COLDPROJ01"))["channel"]["is_archived"] is True
    assert (await refusal(client.conversations_info(channel="CLEADERS01")))["error"] == "channel_not_found"


async def test_lists_of_channels(client: AsyncWebClient) -> None:
    async def names(**args: Any) -> list[str]:
        return [one["name"] for one in (await client.conversations_list(**args))["channels"]]

    assert await names() == ["social-mobility", "general", "old-project"]
    assert await names(exclude_archived=True) == ["social-mobility", "general"]
    assert await names(types="private_channel") == []
    own = await client.users_conversations(exclude_archived=True)
    assert [one["id"] for one in own["channels"]] == [CHANNEL]
    assert (await refusal(client.conversations_list(types="secret")))["error"] == "invalid_types"


async def test_people_have_real_zones(client: AsyncWebClient) -> None:
    hana = (await client.users_info(user="UHANA00001"))["user"]
    assert (hana["tz"], hana["tz_offset"], hana["tz_label"]) == ("Asia/Tokyo", 9 * 3600, "JST")
    grace = (await client.users_info(user="UGRACE0001", include_locale=True))["user"]
    assert (grace["is_restricted"], grace["locale"]) == (True, "en-GB")
    ivan = (await client.users_info(user="UIVAN00001"))["user"]
    assert ivan["deleted"] is True
    assert "tz" not in ivan
    slackbot = (await client.users_info(user="USLACKBOT"))["user"]
    assert slackbot["is_bot"] is False
    assert (await refusal(client.users_info(user="UNOBODY")))["error"] == "user_not_found"


async def test_a_person_of_another_organisation_is_a_stranger(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    outside = sandbox.world.add_person("Olu Partner", team_id="TELSEWHERE")
    user = (await client.users_info(user=outside))["user"]
    assert (user["team_id"], user["is_stranger"]) == ("TELSEWHERE", True)


async def test_everybody_is_listed_once(client: AsyncWebClient, sandbox: Sandbox) -> None:
    found: list[str] = []
    async for page in await client.users_list(limit=4):
        found += [one["id"] for one in page["members"]]
    assert sorted(found) == sorted(sandbox.world.people)


async def test_bots_and_the_team(client: AsyncWebClient, sandbox: Sandbox) -> None:
    assert (await client.bots_info(bot="BSOCMOB001"))["bot"]["app_id"] == "ASOCMOB001"
    assert (await refusal(client.bots_info(bot="BNONE")))["error"] == "bot_not_found"
    sandbox.world.app.scopes.append("team:read")
    assert (await client.team_info())["team"]["name"] == "Harbour & Pine"


async def test_opening_direct_messages_and_joining_with_the_scopes_for_it(
    client: AsyncWebClient, sandbox: Sandbox, amina: Person
) -> None:
    sandbox.world.app.scopes += ["im:write", "channels:join"]
    opened = await client.conversations_open(users="UAMINA0001")
    assert opened["channel"]["id"] == amina.direct()
    assert (await refusal(client.conversations_open(users="UIVAN00001")))["error"] == "user_disabled"
    assert (await refusal(client.conversations_open(users="UNOBODY")))["error"] == "user_not_found"
    await client.conversations_join(channel="CGENERAL01")
    assert (await client.chat_postMessage(channel="CGENERAL01", text="in"))["ok"] is True
    assert (await refusal(client.conversations_join(channel="COLDPROJ01")))["error"] == "is_archived"
