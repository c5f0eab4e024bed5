"""Takes a Web API call: arguments, token, pace, scope, fault, method, answer, record."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from bot.sandbox.arguments import Args, read_arguments
from bot.sandbox.errors import RateLimited, SlackError
from bot.sandbox.misbehaving import Outcome, misbehave
from bot.sandbox.webapi.access import need_scope
from bot.sandbox.webapi.table import METHODS, Method

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class Desk:
    """Answers ``/api/<method>``."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Slack says ``ok: false`` with HTTP 200; only rate limits and its own failures have other codes."""
        slack = self._slack
        name = request.match_info["method"]
        began = time.monotonic()
        args = Args()
        try:
            args, token = await read_arguments(request)
            self._basic_auth(request, name, args)
            args.decoded()
        except SlackError as refused:
            outcome = Outcome(200, refused.body())
            self._record(name, args, outcome, began)
            return self._response(outcome)
        fault = slack.faults.take(name, args)

        def run() -> Outcome:
            return self._outcome(name, args, token)

        if fault is None:
            outcome = run()
            self._record(name, args, outcome, began)
            return self._response(outcome)
        outcome, response = await misbehave(request, fault, run, self._response, slack.stopping)
        self._record(name, args, outcome, began)
        return response

    def _outcome(self, name: str, args: Args, token: str | None) -> Outcome:
        try:
            method = METHODS.get(name)
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            self._check_token(method, token)
            if self._slack.pacing:
                self._slack.paces.check(name, self._place(args.text("channel")))
            if method.scope is not None:
                need_scope(self._slack, method.scope)
            return Outcome(200, method.handle(self._slack, args))
        except RateLimited as limited:
            return Outcome(429, limited.body(), {"Retry-After": str(limited.retry_after)})
        except SlackError as refused:
            return Outcome(200, refused.body())

    def _place(self, channel_id: str | None) -> str | None:
        """What posts are counted by: a person and their direct messages are one place."""
        channel = self._slack.world.channels.get(channel_id or "")
        if channel is not None and channel.kind == "im":
            return self._slack.world.peer(channel, self._slack.world.app.user_id)
        return channel_id

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.token == "none":
            return
        if not token:
            raise SlackError("not_authed")
        self._slack.tokens.check(token, method.token)

    @staticmethod
    def _basic_auth(request: web.Request, name: str, args: Args) -> None:
        """oauth.v2.access takes the app's id and secret in the header too, as the SDK sends them."""
        header = request.headers.get("Authorization", "")
        if name != "oauth.v2.access" or not header.startswith("Basic "):
            return
        try:
            pair = base64.b64decode(header.removeprefix("Basic "), validate=True).decode()
        except ValueError as wrong:
            raise SlackError("invalid_auth") from wrong
        client_id, _, client_secret = pair.partition(":")
        args.setdefault("client_id", client_id)
        args.setdefault("client_secret", client_secret)

    def _response(self, outcome: Outcome) -> web.Response:
        headers = {"x-oauth-scopes": ",".join(self._slack.world.app.scopes), **outcome.headers}
        return web.Response(
            status=outcome.status,
            body=orjson.dumps(outcome.body),
            headers=headers,
            content_type="application/json",
            charset="utf-8",
        )

    def _record(self, name: str, args: dict[str, Any], outcome: Outcome, began: float) -> None:
        """Secrets are not kept."""
        if name == "oauth.v2.access":
            args = {key: value for key, value in args.items() if key != "client_secret"}
        self._slack.record(name, args, outcome, began)
