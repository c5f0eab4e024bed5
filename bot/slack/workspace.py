"""The workspace that a token belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.slack.failures import Disconnected


@dataclass(frozen=True, slots=True)
class Workspace:
    """What ``auth.test`` says, and the permissions that came with it."""

    team_id: str
    bot_id: str
    bot_user_id: str
    team_name: str
    url: str
    scopes: frozenset[str] = frozenset()
    enterprise_id: str | None = None

    def permalink(self, channel_id: str, ts: str) -> str:
        """The address of a message, in the form that ``chat.getPermalink`` gives it."""
        return f"{self.url.rstrip('/')}/archives/{channel_id}/p{ts.replace('.', '')}"

    @classmethod
    def of_auth_test(cls, answer: dict[str, Any], scopes: str) -> Workspace:
        """``scopes`` is the header that came with it. Raises ``Disconnected`` for a person's token."""
        if not answer.get("bot_id"):
            raise Disconnected("no_bot_token", "auth.test")
        return cls(
            team_id=answer["team_id"],
            bot_id=answer["bot_id"],
            bot_user_id=answer["user_id"],
            team_name=answer.get("team") or answer["team_id"],
            url=answer.get("url") or "",
            scopes=frozenset(scope for part in scopes.split(",") if (scope := part.strip())),
            enterprise_id=answer.get("enterprise_id"),
        )
