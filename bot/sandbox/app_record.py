"""The app as Slack has it on file: its names, its rights, and what it wants to hear of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPES = (
    "chat:write",
    "commands",
    "users:read",
    "files:write",
    "files:read",
    "channels:read",
    "groups:read",
    "channels:history",
    "groups:history",
    "im:history",
    "im:write",
)
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "tokens_revoked",
    "user_change",
)


@dataclass(slots=True)
class AppRecord:
    """One installed app. ``scopes`` and ``events`` can be changed while the sandbox runs."""

    id: str = "ASOCMOB001"
    user_id: str = "USOCMOB001"
    bot_id: str = "BSOCMOB001"
    name: str = "socmob"
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    commands: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {
                "command": "/socmob",
                "description": "Review how we advocate for social mobility",
                "usage_hint": "help",
                "should_escape": True,
            }
        ]
    )
    shortcuts: list[dict[str, str]] = field(default_factory=list)
    client_id: str = "1111111111.2222222222"
    client_secret: str = "sandbox-client-secret-not-a-real-one"
    installed: bool = True
    home_tab_enabled: bool = True
    messages_tab_enabled: bool = True

    def configure(self, manifest: Mapping[str, Any]) -> None:
        """Gives the app what its manifest asks for, and nothing else, as installing it does.

        Optional scopes are granted. Raises KeyError where the manifest is not whole.
        """
        features, settings = manifest["features"], manifest["settings"]
        scopes = manifest["oauth_config"]["scopes"]
        self.name = features["bot_user"]["display_name"]
        self.scopes = [*scopes["bot"], *scopes.get("bot_optional", [])]
        self.events = set(settings["event_subscriptions"]["bot_events"])
        self.commands = list(features.get("slash_commands", []))
        self.shortcuts = list(features.get("shortcuts", []))
        self.home_tab_enabled = features["app_home"]["home_tab_enabled"]
        self.messages_tab_enabled = features["app_home"]["messages_tab_enabled"]
