"""One workspace's Slack, as the rest of the app sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.slack import uploads
from bot.slack.addresses import is_loopback
from bot.slack.calls import Calls
from bot.slack.failures import Unclear
from bot.slack.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiohttp

    Blocks = Sequence[Mapping[str, Any]]

API_URL = "https://slack.com/api/"
POST = "chat.postMessage"
UPDATE = "chat.update"


class Posted(NamedTuple):
    """Where a message is. After a post to a person this is the id of the direct messages, not theirs."""

    channel_id: str
    ts: str


class SlackClient(Calls):
    """Posts, updates, answers and asks. Nothing is retried here, and every failure is a ``SlackFailure``.

    It is made for each token and costs little; the session (``open_session``) is shared and outlives it.
    ``web`` is the SDK's client, for ``AsyncApp(client=…)``.
    """

    def __init__(self, session: aiohttp.ClientSession, token: str, api_url: str = API_URL) -> None:
        super().__init__(AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[]))
        if is_loopback(URL(api_url)):
            # The SDK takes a proxy from the environment for every host; none leads to this machine.
            self.web.proxy = None
        self._session = session
        self._wire = Wire(session, token, self.web.base_url, self.web.proxy)

    async def post(
        self,
        channel_id: str,
        text: str,
        blocks: Blocks | None = None,
        *,
        thread_ts: str | None = None,
        reply_broadcast: bool = False,
        metadata: Mapping[str, Any] | None = None,
    ) -> Posted:
        """Post a message: ``await slack.post(channel_id, *message)``.

        ``reply_broadcast`` shows a reply in the channel as well as in its thread. ``metadata`` is what an
        ambiguous post is later recognised by; anybody in the channel can read it.
        """
        arguments = {
            "channel": channel_id,
            "text": text,
            "blocks": blocks,
            "thread_ts": thread_ts,
            "reply_broadcast": True if reply_broadcast else None,
            "metadata": metadata,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        return _posted(await self._wire.call(POST, arguments), POST)

    async def update(self, channel_id: str, ts: str, text: str, blocks: Blocks | None = None) -> Posted:
        """Replace a message of ours. It keeps its metadata; without ``blocks`` it loses those it had."""
        arguments = {"channel": channel_id, "ts": ts, "text": text, "blocks": blocks}
        return _posted(await self._wire.call(UPDATE, arguments), UPDATE)

    async def post_ephemeral(
        self, channel_id: str, user_id: str, text: str, blocks: Blocks | None = None
    ) -> None:
        """Show something to one person in a channel, until they reload. Slack does not promise that it
        arrives.
        """
        arguments = {"channel": channel_id, "user": user_id, "text": text, "blocks": blocks}
        await self._wire.call("chat.postEphemeral", arguments)

    async def respond(
        self,
        response_url: str,
        text: str,
        blocks: Blocks | None = None,
        *,
        response_type: Literal["ephemeral", "in_channel"] = "ephemeral",
        replace_original: bool = False,
    ) -> None:
        """Answer a command or a press by the address that came with it: five times within thirty minutes.

        Both choices are always sent, for Slack's own defaults differ between commands and presses, and a
        ``replace_original`` by mistake takes the channel's message away.
        """
        await self._wire.respond(
            response_url,
            {
                "text": text,
                "blocks": blocks,
                "response_type": response_type,
                "replace_original": replace_original,
            },
        )

    async def upload(
        self,
        channel_id: str,
        content: bytes,
        *,
        filename: str,
        title: str,
        alt_text: str,
        comment: str | None = None,
        thread_ts: str | None = None,
    ) -> dict[str, Any]:
        """Share a file in a channel; see ``uploads.upload``."""
        return await uploads.upload(
            self.web,
            self._session,
            channel_id,
            content,
            filename=filename,
            title=title,
            alt_text=alt_text,
            comment=comment,
            thread_ts=thread_ts,
        )


def _posted(answer: dict[str, Any], method: str) -> Posted:
    channel_id, ts = answer.get("channel"), answer.get("ts")
    if not isinstance(channel_id, str) or not isinstance(ts, str):
        raise Unclear("unclear", method, details=("no channel and ts in the answer",))
    return Posted(channel_id, ts)
