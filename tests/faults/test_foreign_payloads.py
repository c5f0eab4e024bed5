"""Signed by Slack, and yet not what our messages carry: one sentence or nothing, and nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.blocks import ids
from bot.listeners import ACTIONS, SUBMISSIONS
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.journal import Sent
    from tests.faults.stage import Stage

VALUES = [
    "",
    "x",
    "|||",
    "1|normalise",
    "1|normalise|one|workplace-conversations",
    "1|normalise|1|no-such-question",
    "1|no-such-area|1|workplace-conversations",
    "999999999|normalise|1|workplace-conversations",
    "99999999999999999999999|normalise|1|workplace-conversations",
    "-1|normalise|1|workplace-conversations",
    "٣|normalise|1|workplace-conversations",
    "1|normalise|99999999999|workplace-conversations",
    "1|normalise|1|" + "q" * 2000,
    "1|normalise|1|a\u0000b",
    "amber|1|normalise|1|no-such-question",
    "maybe|1|normalise|1|workplace-conversations",
    "99999999999999999999",
]


CARRY_NOTHING = {
    ids.REVIEW_START,
    ids.REVIEW_HELP,
    ids.REVIEW_ABOUT,
    ids.NETWORK_JOIN,
    ids.NETWORK_LEAVE,
    ids.FORGET,
}
"""These are about whoever presses, and do for them what is written on them, whatever they carry."""


async def _kept(stage: Stage) -> list[Any]:
    tables = (
        "reviews",
        "review_areas",
        "review_facilitators",
        "review_participants",
        "answers",
        "agreements",
        "next_steps",
        "next_step_changes",
        "follow_up_answers",
        "person_settings",
        "coordinators",
        "workspace_settings",
        "workspace_days",
        "audit_events",
    )
    return [sorted(map(str, await stage.rows(f"SELECT * FROM {table}"))) for table in tables]


@pytest.fixture
async def press(stage: Stage) -> Sent:
    """The payload of a press in a review whose second area is revealed and whose third is open."""
    await stage.start_review()
    area, other = await stage.post_area("2"), await stage.post_area("3")
    for name in ("ben", "chloe", "dev"):
        await stage.answer(name, area)
    await stage.reveal(area)
    await stage.answer("amina", other)
    await stage.told("amina", "Saved")
    await stage.settled(other)
    return stage.payload_of()


async def test_values_that_are_none_of_ours(stage: Stage, press: Sent) -> None:
    before = await _kept(stage)
    action_ids = [*ids.ANSWERS.values(), *ACTIONS, f"{ids.AREA_CHOICE}.0"]
    for action_id in action_ids:
        if action_id in CARRY_NOTHING:
            continue
        for value in VALUES:
            again = await stage.action(press, action_id=action_id, value=value, action_ts="1.5")
            assert again.status == 200, (action_id, value, again)
    await stage.person("amina").until(lambda _: not stage.program_is_busy())
    assert await _kept(stage) == before


async def test_a_sentence_for_each(stage: Stage, press: Sent) -> None:
    for action_id in (ids.ANSWER_RED, ids.QUESTION_AGREE, ids.REVIEW_STATUS, ids.AREA_FORM, "no.such.action"):
        said = len(stage.whispers("amina"))
        url = stage.sandbox.response_urls.issue("actions", CHANNEL, press.payload["user"]["id"])
        (action,) = press.payload["actions"]
        changed = {**action, "action_id": action_id, "value": "garbage"}
        again = await stage.again(press, actions=[changed], response_url=url)
        assert again.status == 200
        await stage.person("amina").until(lambda _, said=said: len(stage.whispers("amina")) > said)
        assert stage.whispers("amina")[-1] == (
            "I do not know that button any more. Type `/socmob` to see where things stand."
        )


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_of_another_workspace(start_stage: Callable[..., Awaitable[Stage]], transport: str) -> None:
    stage = await start_stage(transport)
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    press = stage.payload_of()
    before = await _kept(stage)
    foreign = {"id": "TFOREIGN01", "domain": "elsewhere"}
    user = {**press.payload["user"], "id": "UFOREIGN01", "team_id": "TFOREIGN01"}
    (action,) = press.payload["actions"]
    newer = {**action, "action_id": "answer.red", "action_ts": stage.sandbox.stamps.next()}
    again = await stage.again(press, team=foreign, user=user, actions=[newer])
    assert again.status < 500
    command = {
        "team_id": "TFOREIGN01",
        "channel_id": CHANNEL,
        "user_id": "UFOREIGN01",
        "command": "/socmob",
        "text": "status",
    }
    sent = await stage.sandbox.courier.deliver("command", command)
    assert sent.status < 500
    assert "review" not in str(sent.body)
    assert await _kept(stage) == before


async def test_forms_without_their_state(stage: Stage, press: Sent) -> None:
    amina = stage.person("amina")
    await amina.command(CHANNEL, "/socmob discard")
    await amina.until(lambda one: one.modal)
    await amina.submit()
    form = stage.payload_of("view_submission")
    before = await _kept(stage)
    for callback_id in (*SUBMISSIONS, "no.such.form"):
        for metadata in ("", "x", "1|normalise|1|no-such-question", "1/2/ 0|x", "{}"):
            for state in ({}, {"state": {"values": {}}}, {"state": {"values": {"choice": {}}}}):
                view = {k: v for k, v in form.payload["view"].items() if k != "state"}
                view |= {"callback_id": callback_id, "private_metadata": metadata, **state}
                again = await stage.again(form, view=view)
                assert again.status == 200, (callback_id, metadata, state, again)
    assert await _kept(stage) == before


async def test_payloads_without_their_parts(stage: Stage, press: Sent) -> None:
    before = await _kept(stage)
    for missing in (
        "actions",
        "user",
        "team",
        "channel",
        "container",
        "message",
        "response_url",
        "trigger_id",
    ):
        payload = {key: value for key, value in press.payload.items() if key != missing}
        sent = await stage.sandbox.courier.deliver("block_actions", payload)
        assert sent.status < 500, (missing, sent)
    for event in ({"type": "member_joined_channel"}, {"type": "no_such_event"}, {"type": "user_change"}):
        await stage.sandbox.courier.deliver(
            "event", {"team_id": "TSANDBOX01", "type": "event_callback", "event": event}
        )
    assert await _kept(stage) == before
