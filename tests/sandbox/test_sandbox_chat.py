"""chat.*: messages come, change and go, and Slack's refusals are those of its documents."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.building import actions, button, section
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"


async def test_a_post_is_seen_by_the_members(client: AsyncWebClient, amina: Person) -> None:
    answer = await client.chat_postMessage(channel=CHANNEL, text="Hello", blocks=[section("*Hello*")])
    seen = amina.messages(CHANNEL)[-1]
    assert seen.ts == answer["ts"]
    assert seen.words() == "*Hello*"
    assert answer["message"]["bot_id"] == "BSOCMOB001"
    assert answer["message"]["blocks"][0]["block_id"]


async def test_timestamps_follow_the_clock_and_never_repeat(client: AsyncWebClient, now: Any) -> None:
    first = await client.chat_postMessage(channel=CHANNEL, text="one")
    second = await client.chat_postMessage(channel=CHANNEL, text="two")
    now.move(days=1)
    third = await client.chat_postMessage(channel=CHANNEL, text="three")
    assert first["ts"] < second["ts"] < third["ts"]
    assert int(float(third["ts"])) == int(now().timestamp())


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("CGENERAL01", "not_in_channel"),
        ("CLEADERS01", "channel_not_found"),
        ("COLDPROJ01", "is_archived"),
        ("CNOWHERE01", "channel_not_found"),
        ("UIVAN00001", "channel_not_found"),
        ("UROTABOT01", "cannot_dm_bot"),
    ],
)
async def test_where_the_app_cannot_post(client: AsyncWebClient, channel: str, error: str) -> None:
    assert (await refusal(client.chat_postMessage(channel=channel, text="Hello")))["error"] == error


async def test_a_post_to_a_person_opens_their_direct_messages(client: AsyncWebClient, amina: Person) -> None:
    answer = await client.chat_postMessage(channel="UAMINA0001", text="For you")
    assert answer["channel"] == amina.direct()
    assert [one.text for one in amina.messages(amina.direct())] == ["For you"]


async def test_others_do_not_see_direct_messages(client: AsyncWebClient, amina: Person, ben: Person) -> None:
    await client.chat_postMessage(channel="UAMINA0001", text="For you")
    with pytest.raises(ValueError, match="no channel"):
        ben.messages(amina.direct())


async def test_a_message_says_something(client: AsyncWebClient) -> None:
    empty = client.api_call("chat.postMessage", json={"channel": CHANNEL, "text": ""})
    assert (await refusal(empty))["error"] == "no_text"


async def test_a_broken_block_is_refused_with_its_place_and_noted(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    blocks = [section("x" * 3001)]
    answer = await refusal(client.chat_postMessage(channel=CHANNEL, text="Hello", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/text" in answer["response_metadata"]["messages"][0]
    assert (sandbox.violations[0].where, sandbox.violations[0].pointer) == (
        "chat.postMessage",
        "/blocks/0/text/text",
    )
    assert not sandbox.world.channels[CHANNEL].messages


async def test_a_text_beyond_all_measure_is_cut_and_noted(client: AsyncWebClient, sandbox: Sandbox) -> None:
    answer = await client.chat_postMessage(channel=CHANNEL, text="x" * 40_001)
    assert len(answer["message"]["text"]) == 40_000
    assert sandbox.violations[0].pointer == "/text"


async def test_an_update_replaces_what_is_there(client: AsyncWebClient, amina: Person) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one", blocks=[section("one")]))["ts"]
    before = amina.messages(CHANNEL)[-1]
    await client.chat_update(channel=CHANNEL, ts=ts, text="two", blocks=[section("two")])
    after = amina.messages(CHANNEL)[-1]
    assert (before.words(), after.words(), after.edited) == ("one", "two", None)


async def test_a_text_alone_takes_the_blocks_away_and_shows_as_edited(
    client: AsyncWebClient, amina: Person
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one", blocks=[section("one")]))["ts"]
    await client.chat_update(channel=CHANNEL, ts=ts, text="two")
    after = amina.messages(CHANNEL)[-1]
    assert (after.blocks, after.words()) == ([], "two")
    assert after.edited is not None


async def test_metadata_stays_until_it_is_taken_away(client: AsyncWebClient, amina: Person) -> None:
    metadata = {"event_type": "asked", "event_payload": {"key": "1"}}
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one", metadata=metadata))["ts"]
    await client.chat_update(channel=CHANNEL, ts=ts, text="two")
    assert amina.messages(CHANNEL)[-1].metadata == metadata
    await client.chat_update(channel=CHANNEL, ts=ts, text="three", metadata={})
    assert amina.messages(CHANNEL)[-1].metadata is None


async def test_what_cannot_be_updated(client: AsyncWebClient, amina: Person, sandbox: Sandbox) -> None:
    own = (await client.chat_postMessage(channel=CHANNEL, text="one"))["ts"]
    hers = (await amina.say(CHANNEL, "mine")).ts

    async def update(ts: str, text: str = "new") -> str:
        return (await refusal(client.chat_update(channel=CHANNEL, ts=ts, text=text)))["error"]

    assert await update("1600000000.000000") == "message_not_found"
    assert await update(hers) == "cant_update_message"
    assert await update(own, "x" * 4001) == "msg_too_long"
    assert (await refusal(client.chat_delete(channel=CHANNEL, ts=hers)))["error"] == "cant_delete_message"
    await sandbox.archive(CHANNEL)
    assert await update(own) == "is_inactive"


async def test_a_deleted_message_is_gone(client: AsyncWebClient, amina: Person) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one"))["ts"]
    await client.chat_delete(channel=CHANNEL, ts=ts)
    assert amina.messages(CHANNEL) == []
    assert (await refusal(client.chat_update(channel=CHANNEL, ts=ts, text="x")))[
        "error"
    ] == "message_not_found"


async def test_a_deleted_root_leaves_a_gravestone(
    client: AsyncWebClient, amina: Person, sandbox: Sandbox
) -> None:
    root = (await client.chat_postMessage(channel=CHANNEL, text="one"))["ts"]
    await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=root)
    await sandbox.delete_message(CHANNEL, root)
    assert amina.messages(CHANNEL)[0].deleted
    assert [one.text for one in amina.messages(CHANNEL, root)] == ["reply"]
    again = await refusal(client.chat_update(channel=CHANNEL, ts=root, text="x"))
    assert again["error"] == "message_not_found"


async def test_replies_stand_in_the_thread_unless_they_are_broadcast(
    client: AsyncWebClient, amina: Person
) -> None:
    root = (await client.chat_postMessage(channel=CHANNEL, text="root"))["ts"]
    quiet = await client.chat_postMessage(channel=CHANNEL, text="quiet", thread_ts=root)
    await client.chat_postMessage(channel=CHANNEL, text="to a reply", thread_ts=quiet["ts"])
    await client.chat_postMessage(channel=CHANNEL, text="loud", thread_ts=root, reply_broadcast=True)
    assert [one.text for one in amina.messages(CHANNEL)] == ["root", "loud"]
    assert [one.text for one in amina.messages(CHANNEL, root)] == ["quiet", "to a reply", "loud"]
    assert amina.messages(CHANNEL)[0].reply_count == 3


@pytest.mark.parametrize(
    ("thread_ts", "error"), [("1600000000.000000", "thread_not_found"), ("0", "invalid_thread_ts")]
)
async def test_a_thread_that_is_not_there(client: AsyncWebClient, thread_ts: str, error: str) -> None:
    answer = await refusal(client.chat_postMessage(channel=CHANNEL, text="x", thread_ts=thread_ts))
    assert answer["error"] == error


async def test_an_ephemeral_message_is_for_one_reader_until_they_reload(
    client: AsyncWebClient, amina: Person, ben: Person
) -> None:
    await client.chat_postEphemeral(channel=CHANNEL, user="UAMINA0001", text="psst")
    assert [one.text for one in amina.messages(CHANNEL)] == ["psst"]
    assert ben.messages(CHANNEL) == []
    history = await client.conversations_history(channel=CHANNEL)
    assert history["messages"] == []
    await amina.reload()
    assert amina.messages(CHANNEL) == []


async def test_an_ephemeral_message_reaches_members_only(client: AsyncWebClient) -> None:
    outside = await refusal(client.chat_postEphemeral(channel=CHANNEL, user="UGRACE0001", text="psst"))
    assert outside["error"] == "user_not_in_channel"
    nowhere = await refusal(client.chat_postEphemeral(channel="CGENERAL01", user="UGRACE0001", text="psst"))
    assert nowhere["error"] == "not_in_channel"


async def test_a_permalink_leads_to_the_page(client: AsyncWebClient, sandbox: Sandbox) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one"))["ts"]
    answer = await client.chat_getPermalink(channel=CHANNEL, message_ts=ts)
    assert answer["permalink"] == f"{sandbox.url}/archives/{CHANNEL}/p{ts.replace('.', '')}"


async def test_blocks_may_come_as_json_in_a_form(
    client: AsyncWebClient, sandbox: Sandbox, session: Any, amina: Person
) -> None:
    form = {
        "token": sandbox.bot_token,
        "channel": CHANNEL,
        "text": "Hello",
        "blocks": '[{"type": "divider"}]',
    }
    async with session.post(f"{sandbox.api_url}chat.postMessage", data=form) as response:
        assert (await response.json())["ok"] is True
    assert amina.messages(CHANNEL)[-1].blocks[0]["type"] == "divider"
    async with session.post(f"{sandbox.api_url}chat.postMessage", data=form | {"blocks": "[{"}) as response:
        assert (await response.json())["error"] == "invalid_blocks_format"


async def test_blocks_validate_needs_no_token(sandbox: Sandbox) -> None:
    anybody = AsyncWebClient(base_url=sandbox.api_url)
    good = await anybody.api_call("blocks.validate", json={"blocks": [actions(button("go"))]})
    bad = await anybody.api_call("blocks.validate", json={"blocks": [{"type": "header"}]})
    assert good["valid"] is True
    assert (bad["valid"], bad["errors"][0]["pointer"]) == (False, "/blocks/0")
    assert sandbox.violations == []
