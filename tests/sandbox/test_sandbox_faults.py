"""Faults on request, and the rate limits."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"


class Poster:
    """Posts by plain HTTP, without the SDK's own retries."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._sandbox = sandbox
        self._session = session

    async def post(self, text: str = "Hello", timeout: float = 5.0) -> tuple[int, dict[str, Any], Any]:  # noqa: ASYNC109
        body = {"channel": CHANNEL, "text": text}
        headers = {"Authorization": f"Bearer {self._sandbox.bot_token}"}
        async with self._session.post(
            f"{self._sandbox.api_url}chat.postMessage",
            json=body,
            headers=headers,
            timeout=aiohttp.ClientTimeout(timeout),
        ) as response:
            return response.status, await response.json(), response.headers


@pytest.fixture
def poster(sandbox: Sandbox, session: aiohttp.ClientSession) -> Poster:
    return Poster(sandbox, session)


def texts(person: Person) -> list[str]:
    return [one.text for one in person.messages(CHANNEL)]


async def test_rate_limited_and_nothing_done(sandbox: Sandbox, poster: Poster, amina: Person) -> None:
    sandbox.faults.add("chat.postMessage", "429", retry_after=7)
    status, body, headers = await poster.post()
    assert (status, body["error"], headers["Retry-After"]) == (429, "ratelimited", "7")
    assert texts(amina) == []
    assert (await poster.post())[1]["ok"] is True


@pytest.mark.parametrize(("kind", "done"), [("500_before", []), ("500_after", ["Hello"])])
async def test_a_server_error_before_and_after(
    sandbox: Sandbox, poster: Poster, amina: Person, kind: str, done: list[str]
) -> None:
    sandbox.faults.add("chat.postMessage", kind, status=503)
    assert (await poster.post())[0] == 503
    assert texts(amina) == done


@pytest.mark.parametrize(
    ("kind", "done"), [("drop_before", []), ("drop_after", ["Hello"]), ("half_body", ["Hello"])]
)
async def test_a_connection_that_breaks(
    sandbox: Sandbox, poster: Poster, amina: Person, kind: str, done: list[str]
) -> None:
    sandbox.faults.add("chat.postMessage", kind)
    with pytest.raises(aiohttp.ClientError):
        await poster.post()
    assert texts(amina) == done
    assert sandbox.calls[-1].http_status == 0


async def test_an_answer_that_never_comes(sandbox: Sandbox, poster: Poster, amina: Person) -> None:
    sandbox.faults.add("chat.postMessage", "hang")
    with pytest.raises(TimeoutError):
        await poster.post(timeout=0.1)
    assert texts(amina) == []


async def test_a_slow_answer_is_done_at_once(sandbox: Sandbox, poster: Poster, amina: Person) -> None:
    sandbox.faults.add("chat.postMessage", "slow", seconds=0.2)
    posting = asyncio.ensure_future(poster.post())
    await amina.until(lambda _: texts(amina) == ["Hello"], timeout=0.15)
    assert (await posting)[1]["ok"] is True


async def test_what_is_accepted_late_is_accepted(sandbox: Sandbox, poster: Poster, amina: Person) -> None:
    sandbox.faults.add("chat.postMessage", "late", seconds=0.2)
    with pytest.raises(TimeoutError):
        await poster.post(timeout=0.05)
    assert texts(amina) == []
    await amina.until(lambda _: texts(amina) == ["Hello"], timeout=2)


async def test_any_error_for_the_calls_that_match(
    sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    sandbox.faults.add("chat.postMessage", "error", times=2, match={"text": "two"}, code="restricted_action")
    await client.chat_postMessage(channel=CHANNEL, text="one")
    for _ in range(2):
        refused = await refusal(client.chat_postMessage(channel=CHANNEL, text="two"))
        assert refused["error"] == "restricted_action"
    await client.chat_postMessage(channel=CHANNEL, text="two")
    assert texts(amina) == ["one", "two"]


async def test_an_unknown_fault_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="hang"):
        sandbox.faults.add("chat.postMessage", "explode")


async def test_stopping_does_not_wait_for_what_hangs(sandbox: Sandbox, poster: Poster) -> None:
    sandbox.faults.add("chat.postMessage", "hang")
    hanging = asyncio.ensure_future(poster.post())
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await sandbox.stop()
    assert time.monotonic() - began < 1
    with pytest.raises(aiohttp.ClientError):
        await hanging


async def test_a_channel_takes_a_few_posts_at_once_and_then_one_a_second(
    sandbox: Sandbox, client: AsyncWebClient, poster: Poster
) -> None:
    sandbox.pacing = True
    statuses = [(await poster.post(f"{n}"))[0] for n in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    status, body, headers = await poster.post()
    assert (status, body["error"], headers["Retry-After"]) == (429, "ratelimited", "1")
    assert (await client.chat_postMessage(channel="UAMINA0001", text="elsewhere"))["ok"] is True


async def test_a_person_is_one_place_by_either_address(
    sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    sandbox.pacing = True
    for channel in ("UAMINA0001", amina.direct()) * 2:
        await client.chat_postMessage(channel=channel, text="Hello")
    fifth = client.chat_postMessage(channel=amina.direct(), text="Hello")
    assert (await refusal(fifth))["error"] == "ratelimited"


async def test_updates_are_counted_for_the_whole_workspace(sandbox: Sandbox, client: AsyncWebClient) -> None:
    timestamps = [(await client.chat_postMessage(channel=CHANNEL, text=f"{n}"))["ts"] for n in range(2)]
    sandbox.pacing = True
    for n in range(50):
        await client.chat_update(channel=CHANNEL, ts=timestamps[n % 2], text=f"new {n}")
    refused = await refusal(client.chat_update(channel=CHANNEL, ts=timestamps[0], text="once more"))
    assert refused["error"] == "ratelimited"
