"""The app's tokens and secrets: visibly not real, and the only ones that open anything here."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any, Literal

from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from bot.sandbox.world import World

BOT_TOKEN = "xoxb-sandbox-not-a-real-token"
APP_TOKEN = "xapp-sandbox-not-a-real-token"
SIGNING_SECRET = "sandbox-signing-secret-not-a-real-one"
VERIFICATION_TOKEN = "sandbox-verification-token"


class Tokens:
    """Whether a token opens a method."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._revoked = False

    def check(self, token: str, kind: Literal["bot", "app", "none"]) -> None:
        """Raises SlackError for a token that is not ours, no longer good, or of the other kind."""
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackError("invalid_auth")
        if (token == APP_TOKEN) != (kind == "app"):
            raise SlackError("not_allowed_token_type")
        if token == BOT_TOKEN and self._revoked:
            raise SlackError("token_revoked" if self._world.app.installed else "account_inactive")

    def revoke(self) -> None:
        """The bot token opens nothing any more."""
        self._revoked = True

    def issue(self) -> None:
        """The bot token is good (again), as after an installation."""
        self._revoked = False

    def as_event(self) -> dict[str, Any]:
        """The ``tokens`` of a tokens_revoked event."""
        return {"oauth": [], "bot": [self._world.app.user_id]}


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request body, version 0."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
