"""What a person did, read out of Slack's payload."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

TIMESTAMP = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Interaction:
    """One command, press, pick, submitted form or shortcut.

    ``workspace_id`` is the one that the app is installed in: a person of another organisation presses in a
    shared channel under it. ``channel_id`` is None in a form and in the App Home. ``message`` is the one that
    a shortcut was used on.
    """

    workspace_id: str
    user_id: str
    channel_id: str | None = None
    trigger_id: str | None = None
    response_url: str | None = None
    text: str = ""
    value: str = ""
    action: dict[str, Any] = field(default_factory=dict)
    message_ts: str | None = None
    is_ephemeral: bool = False
    message: dict[str, Any] | None = None
    view: dict[str, Any] | None = None

    @property
    def is_direct(self) -> bool:
        """Whether it happened in direct messages (with the app, or among people)."""
        return (self.channel_id or "").startswith("D")

    @property
    def acted_at_us(self) -> int | None:
        """When a press happened, by Slack's clock, in microseconds since 1970; None for a submitted form."""
        if not TIMESTAMP.fullmatch(self.action.get("action_ts") or ""):
            return None
        seconds, _, fraction = self.action["action_ts"].partition(".")
        return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0"))

    @property
    def is_in_form(self) -> bool:
        return self.view is not None and self.view.get("type") == "modal"

    @property
    def is_in_home(self) -> bool:
        return self.view is not None and self.view.get("type") == "home"

    @property
    def is_submission(self) -> bool:
        return self.is_in_form and not self.action

    @classmethod
    def of_command(cls, workspace_id: str, body: dict[str, Any]) -> Interaction:
        return cls(
            workspace_id=workspace_id,
            user_id=body["user_id"],
            channel_id=body.get("channel_id"),
            trigger_id=body.get("trigger_id"),
            response_url=body.get("response_url"),
            text=_typed(body.get("text") or ""),
        )

    @classmethod
    def of_action(cls, workspace_id: str, body: dict[str, Any]) -> Interaction:
        action = body["actions"][0]
        container = body.get("container") or {}
        return cls(
            workspace_id=workspace_id,
            user_id=body["user"]["id"],
            channel_id=(body.get("channel") or {}).get("id") or container.get("channel_id"),
            trigger_id=body.get("trigger_id"),
            response_url=body.get("response_url") or None,
            value=_value(action),
            action=action,
            message_ts=container.get("message_ts"),
            is_ephemeral=bool(container.get("is_ephemeral")),
            view=body.get("view"),
        )

    @classmethod
    def of_shortcut(cls, workspace_id: str, body: dict[str, Any]) -> Interaction:
        message = body.get("message") or {}
        return cls(
            workspace_id=workspace_id,
            user_id=body["user"]["id"],
            channel_id=(body.get("channel") or {}).get("id"),
            trigger_id=body.get("trigger_id"),
            response_url=body.get("response_url") or None,
            message_ts=body.get("message_ts") or message.get("ts"),
            message=message,
        )

    @classmethod
    def of_view(cls, workspace_id: str, body: dict[str, Any]) -> Interaction:
        return cls(
            workspace_id=workspace_id,
            user_id=body["user"]["id"],
            trigger_id=body.get("trigger_id"),
            view=body["view"],
        )


def _typed(text: str) -> str:
    """What was typed after a command: Slack sends three characters of it as entities."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.strip()


def _value(action: dict[str, Any]) -> str:
    """A button's value, or the value of the option that was chosen."""
    return action.get("value") or (action.get("selected_option") or {}).get("value") or ""
