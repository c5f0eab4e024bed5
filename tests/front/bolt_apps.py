"""A small Bolt app with a listener of each kind, and one answer of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payloads import SECRET
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.authorize import OneWorkspace, TurnAway
from bot.slack.workspace import Workspace

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck

WORKSPACE = Workspace(
    team_id="T1", bot_id="B1", bot_user_id="UBOT", team_name="Acme", url="https://acme.example/"
)
VIEW = {"type": "modal", "callback_id": "next", "title": {"type": "plain_text", "text": "Next"}, "blocks": []}


def make_app(*, verifies: bool, api_url: str = "http://127.0.0.1:9/api/") -> AsyncApp:
    """``verifies``: Bolt checks signatures itself, as it does behind its own server."""
    app = AsyncApp(
        client=AsyncWebClient(base_url=api_url, retry_handlers=[]),
        signing_secret=SECRET,
        authorize=OneWorkspace(WORKSPACE, "xoxb-sandbox-not-a-real-token"),
        before_authorize=TurnAway(WORKSPACE),
        process_before_response=True,
        request_verification_enabled=verifies,
    )
    _commands(app)
    _interactions(app)
    _events(app)
    return app


def _commands(app: AsyncApp) -> None:
    @app.command("/socmob")
    async def text(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"You typed: {command['text']}")

    @app.command("/blocks")
    async def blocks(ack: AsyncAck) -> None:
        await ack(text="Hello", blocks=[{"type": "divider"}], response_type="in_channel")

    @app.command("/silent")
    async def silent(ack: AsyncAck) -> None:
        await ack()

    @app.command("/forgets")
    async def forgets() -> None: ...

    @app.command("/fails")
    async def fails() -> None:
        raise LookupError("meant to fail")


def _interactions(app: AsyncApp) -> None:
    @app.action("press")
    async def press(ack: AsyncAck) -> None:
        await ack()

    @app.view("errors")
    async def errors(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"b": "Too short"})

    @app.view("update")
    async def update(ack: AsyncAck) -> None:
        await ack(response_action="update", view=VIEW)

    @app.view("push")
    async def push(ack: AsyncAck) -> None:
        await ack(response_action="push", view=VIEW)

    @app.view("clear")
    async def clear(ack: AsyncAck) -> None:
        await ack(response_action="clear")

    @app.view("close")
    async def close(ack: AsyncAck) -> None:
        await ack()

    @app.view_closed("close")
    async def closed(ack: AsyncAck) -> None:
        await ack()

    @app.options("find")
    async def find(ack: AsyncAck) -> None:
        await ack(options=[{"text": {"type": "plain_text", "text": "Ada"}, "value": "U1"}])

    @app.shortcut("shortcut")
    async def shortcut(ack: AsyncAck) -> None:
        await ack()


def _events(app: AsyncApp) -> None:
    for kind in ("app_home_opened", "member_joined_channel", "tokens_revoked"):

        @app.event(kind)
        async def nothing() -> None: ...

    @app.event("user_change")
    async def fails() -> None:
        raise LookupError("meant to fail")
