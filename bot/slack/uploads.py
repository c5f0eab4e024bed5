"""Putting a file into a channel: three steps, of which only the last is ever seen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import aiohttp
from yarl import URL

from bot.slack.addresses import is_slack
from bot.slack.calls import ask, data_of, part
from bot.slack.classify import Reply, classify
from bot.slack.failures import ForeignAddress, NotSent, SlackFailure

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient


GET_PLACE = "files.getUploadURLExternal"
BRING = "upload"
COMPLETE = "files.completeUploadExternal"
STEPS = (GET_PLACE, BRING, COMPLETE)
"""What the three are called in failures; Slack limits each by itself."""


async def upload(
    web: AsyncWebClient,
    session: aiohttp.ClientSession,
    channel_id: str,
    content: bytes,
    *,
    filename: str,
    title: str,
    alt_text: str,
    comment: str | None = None,
    thread_ts: str | None = None,
) -> dict[str, Any]:
    """Share ``content`` as a file and return it as Slack describes it.

    Whatever fails before the last step raises a failure that is safe to repeat: nobody has seen anything. The
    last step itself may be ambiguous, like a post.
    """
    try:
        file_id = await _bring(web, session, content, filename=filename, alt_text=alt_text)
    except SlackFailure as failure:
        if failure.ambiguous:
            raise NotSent("not_sent", failure.method, details=failure.details) from failure
        raise
    name = COMPLETE
    answer = data_of(
        await ask(
            name,
            web.files_completeUploadExternal,
            files=[{"id": file_id, "title": title}],
            channel_id=channel_id,
            initial_comment=comment,
            thread_ts=thread_ts,
        )
    )
    files = part(answer, name, "files", list)
    return part({"file": files[0] if files else None}, name, "file", dict)


async def _bring(
    web: AsyncWebClient, session: aiohttp.ClientSession, content: bytes, *, filename: str, alt_text: str
) -> str:
    name = GET_PLACE
    place = data_of(
        await ask(
            name, web.files_getUploadURLExternal, filename=filename, length=len(content), alt_txt=alt_text
        )
    )
    address, file_id = part(place, name, "upload_url", str), part(place, name, "file_id", str)
    if not is_slack(address, URL(web.base_url)):
        raise ForeignAddress("foreign_address", name)
    try:
        async with session.post(
            address, data=io.BytesIO(content), allow_redirects=False, proxy=web.proxy
        ) as response:
            await response.read()
    except (aiohttp.ClientError, OSError, TimeoutError) as problem:
        raise classify(problem, BRING) from problem
    if response.status != 200:
        raise classify(Reply(response.status, response.headers, None), BRING)
    return str(file_id)
