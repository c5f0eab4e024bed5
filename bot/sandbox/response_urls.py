"""response_url: a few answers to what somebody did, even where the app is not a member."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from bot.sandbox import posting
from bot.sandbox.arguments import TRUE
from bot.sandbox.errors import SlackError
from bot.sandbox.limits_check import accept_message
from bot.sandbox.message import Message
from bot.sandbox.misbehaving import Outcome, misbehave

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

USES = 5
LIFE_SECONDS = 30 * 60.0


@dataclass(slots=True)
class Origin:
    """What an address answers: in which conversation, to whom, and to which message, if to one."""

    channel_id: str
    user_id: str
    issued: float
    message: Message | None = None
    uses: int = 0


class ResponseUrls:
    """Five uses in thirty minutes of real time."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._origins: dict[str, Origin] = {}

    def issue(self, kind: str, channel_id: str, user_id: str, message: Message | None = None) -> str:
        """A new address; ``kind`` is a part of its path, as with Slack's own."""
        secret = secrets.token_urlsafe(18)
        self._origins[secret] = Origin(channel_id, user_id, time.monotonic(), message)
        return f"{self._slack.url}/{kind}/{self._slack.world.team_id}/{secret}"

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """``POST`` to such an address: a message object, as JSON or as ``payload`` of a form."""
        slack = self._slack
        origin = self._origins.get(request.match_info["secret"])
        began = time.monotonic()
        try:
            body = await _body(request)
        except SlackError as wrong:
            return self._respond(Outcome(400, wrong.body()))

        def run() -> Outcome:
            try:
                self._use(origin, body)
            except SlackError as refused:
                gone = refused.code in ("expired_url", "used_url", "invalid_url")
                return Outcome(404 if gone else 400, refused.body())
            return Outcome(200, {"ok": True})

        fault = slack.faults.take("response_url", body)
        if fault is None:
            outcome = run()
            slack.record("response_url", body, outcome, began)
            return self._respond(outcome)
        outcome, response = await misbehave(request, fault, run, self._respond, slack.stopping)
        slack.record("response_url", body, outcome, began)
        return response

    @staticmethod
    def _respond(outcome: Outcome) -> web.Response:
        return web.Response(
            status=outcome.status,
            body=orjson.dumps(outcome.body),
            headers=outcome.headers,
            content_type="application/json",
        )

    def _use(self, origin: Origin | None, body: dict[str, Any]) -> None:
        if origin is None:
            raise SlackError("invalid_url")
        if time.monotonic() - origin.issued > LIFE_SECONDS:
            raise SlackError("expired_url")
        if origin.uses >= USES:
            raise SlackError("used_url")
        source = self._source(origin)
        if body.get("delete_original") in TRUE:
            if source is not None:
                posting.remove(self._slack, source)
            if not any(body.get(name) for name in ("text", "blocks", "attachments")):
                origin.uses += 1
                return
            source = None
        accept_message(self._slack, "response_url", body)
        if body.get("replace_original") in TRUE and source is not None:
            self._replace(source, body)
        else:
            self._new(origin, body)
        origin.uses += 1

    def _source(self, origin: Origin) -> Message | None:
        """The message that was pressed, as it is now; None when it is gone."""
        if origin.message is None:
            return None
        world = self._slack.world
        ts = origin.message.ts
        if origin.message.ephemeral_for is not None:
            return world.ephemerals.get((origin.message.ephemeral_for, origin.channel_id), {}).get(ts)
        return world.channels[origin.channel_id].messages.get(ts)

    def _replace(self, source: Message, body: dict[str, Any]) -> None:
        """The original becomes this, for everybody who sees it: a channel's message for the whole channel."""
        posting.update(
            self._slack,
            source,
            text=str(body.get("text") or ""),
            blocks=body.get("blocks"),
            attachments=body.get("attachments") or [],
            metadata=body.get("metadata"),
        )

    def _new(self, origin: Origin, body: dict[str, Any]) -> None:
        world = self._slack.world
        channel = world.channels[origin.channel_id]
        if channel.archived:
            raise SlackError("is_archived")
        content: dict[str, Any] = {
            "blocks": body.get("blocks"),
            "attachments": body.get("attachments"),
            "thread_ts": body.get("thread_ts"),
        }
        text = str(body.get("text") or "")
        if body.get("response_type", "ephemeral") == "in_channel":
            posting.post(
                self._slack, channel, world.app.user_id, text, metadata=body.get("metadata"), **content
            )
        else:
            posting.post_ephemeral(self._slack, channel, origin.user_id, world.app.user_id, text, **content)


async def _body(request: web.Request) -> dict[str, Any]:
    data: str | bytes = await request.read()
    if request.content_type == "application/x-www-form-urlencoded":
        data = str((await request.post()).get("payload", ""))
    try:
        body = orjson.loads(data)
    except orjson.JSONDecodeError as wrong:
        raise SlackError("invalid_payload") from wrong
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body
