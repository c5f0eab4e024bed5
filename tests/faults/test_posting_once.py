"""Whatever Slack does with a post: it is there once in the end, or given up where everybody can see it."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs.posting import METADATA_EVENT
from tests.faults.stage import CHANNEL, with_times

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.faults.stage import Stage


HASTY = with_times(
    http_total=timedelta(seconds=0.25), settle=timedelta(seconds=0.5), lease=timedelta(seconds=1.6)
)


def _posted(stage: Stage) -> list[str]:
    """The ids of the deliveries that are in the channel, one for each message."""
    channel = stage.sandbox.world.channels[CHANNEL]
    found = [message.metadata for message in channel.messages.values() if message.metadata]
    assert all(metadata["event_type"] == METADATA_EVENT for metadata in found)
    return [metadata["event_payload"]["id"] for metadata in found]


async def _settle(stage: Stage, timeout: float = 8.0) -> None:  # noqa: ASYNC109
    deadline = asyncio.get_running_loop().time() + timeout
    while await stage.rows("SELECT 1 FROM deliveries WHERE state IN ('planned', 'sending', 'check')"):
        assert asyncio.get_running_loop().time() < deadline, await stage.deliveries()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("database_url", "kind", "arguments"),
    [
        ("sqlite", "500_before", {}),
        ("postgresql", "500_after", {}),
        ("sqlite", "drop_before", {}),
        ("postgresql", "drop_after", {}),
        ("sqlite", "half_body", {}),
        ("postgresql", "hang", {}),
        ("sqlite", "slow", {"seconds": 0.5}),
        ("postgresql", "late", {"seconds": 0.3}),
    ],
    indirect=["database_url"],
)
async def test_a_post_that_went_wrong_is_posted_once(
    start_stage: Callable[..., Awaitable[Stage]], kind: str, arguments: dict
) -> None:
    stage = await start_stage(times=HASTY)
    await stage.start_review()
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'start' AND state = 'sent'")
    stage.sandbox.faults.add("chat.postMessage", kind, **arguments)
    await stage.person("amina").command(CHANNEL, "/socmob post 2")
    await _settle(stage)
    assert {row[2] for row in await stage.deliveries()} == {"sent"}
    assert sorted(_posted(stage)) == sorted(row.id for row in await stage.rows("SELECT id FROM deliveries"))
    (message,) = stage.area_messages()
    assert [row.ts for row in await stage.rows("SELECT ts FROM area_messages")] == [message.ts]
    await stage.answer("ben", message)
    await stage.told("ben", "Saved: Amber for question 1.")


async def test_nothing_is_posted_again_before_the_history_was_read(
    start_stage: Callable[..., Awaitable[Stage]],
) -> None:
    stage = await start_stage(times=HASTY)
    stage.sandbox.faults.add("chat.postMessage", "500_before", times=2)
    await stage.start_review()
    await _settle(stage)
    tried = [
        call.method
        for call in stage.sandbox.calls
        if call.method in ("chat.postMessage", "conversations.history")
    ]
    assert tried == [
        "chat.postMessage",
        "conversations.history",
        "chat.postMessage",
        "conversations.history",
        "chat.postMessage",
    ]
    posts = [call.at_monotonic for call in stage.sandbox.calls if call.method == "chat.postMessage"]
    settle = stage.times.settle.total_seconds()
    assert all(later - earlier >= settle for earlier, later in itertools.pairwise(posts))


async def test_slack_asks_to_wait(stage: Stage) -> None:
    stage.sandbox.faults.add("chat.postMessage", "429", retry_after=1)
    await stage.start_review()
    await _settle(stage)
    posts = [call.at_monotonic for call in stage.sandbox.calls if call.method == "chat.postMessage"]
    assert len(posts) == 2
    assert posts[1] - posts[0] >= 1.0
    assert len(_posted(stage)) == 1


async def test_slack_asks_to_wait_where_the_history_is_read(stage: Stage) -> None:
    """However often: it tells nothing about the post, so it is no reason to give it up."""
    stage.sandbox.faults.add("chat.postMessage", "drop_after")
    stage.sandbox.faults.add("conversations.history", "429", times=4, retry_after=0)
    await stage.start_review()
    await _settle(stage)
    assert [row[2] for row in await stage.deliveries()] == ["sent"]
    assert len(_posted(stage)) == 1


@pytest.mark.parametrize(
    ("database_url", "accepted"), [("sqlite", True), ("postgresql", False)], indirect=["database_url"]
)
async def test_without_the_history_scope_it_is_given_up_visibly(
    start_stage: Callable[..., Awaitable[Stage]], accepted: bool
) -> None:
    stage = await start_stage(times=HASTY)
    scopes = stage.sandbox.world.app.scopes
    stage.sandbox.world.app.scopes = [scope for scope in scopes if scope != "channels:history"]
    stage.sandbox.faults.add("chat.postMessage", "drop_after" if accepted else "drop_before")
    await stage.start_review()
    await _settle(stage)
    ((_, _, state, reason),) = await stage.deliveries()
    assert (state, reason) == ("dead", "ambiguous")
    assert len([call for call in stage.sandbox.calls if call.method == "chat.postMessage"]) == 1
    assert len(_posted(stage)) == accepted


async def test_our_own_mistake_does_not_swallow_the_news(stage: Stage, unexpected: list[str]) -> None:
    unexpected.append("Slack refused the blocks of delivery")
    stage.sandbox.faults.add("chat.postMessage", "error", code="invalid_blocks")
    await stage.start_review()
    await _settle(stage)
    (message,) = stage.posts()
    assert message.blocks == []
    assert "has started a review" in message.text


async def test_deliveries_go_on_after_a_restart(stage: Stage) -> None:
    """Stopped in the middle: what was claimed is checked, what was planned is sent, each once."""
    stage.sandbox.faults.add("chat.postMessage", "hang")
    amina = await stage.open_form()
    await amina.submit()
    await stage.until_row("SELECT 1 FROM deliveries WHERE state = 'sending'")
    await stage.stop_program()
    assert await stage.rows("SELECT 1 FROM deliveries WHERE state = 'planned'")
    await stage.start_program()
    await _settle(stage)
    assert {row[2] for row in await stage.deliveries()} == {"sent"}
    assert len(_posted(stage)) == len(set(_posted(stage))) == 11
