"""What Slack must know about the app, made from what the app listens to; ``manifest.json`` is one copy of it.

Each permission stands with the reason for it: the shortest list that the app can work with.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from yarl import URL

from bot.blocks import ids
from bot.listeners import COMMAND, EVENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "chat:write": "to post the review's messages and keep them up to date",
    "commands": f"to answer {COMMAND}",
    "users:read": "to know who is a person and who an app, and people's time zones",
    "channels:read": "to know who is in a public channel",
    "groups:read": "to know who is in a private channel that it was invited to",
    "im:write": "to find its direct messages with somebody again",
    "files:write": "to add the picture of the ratings to a digest, and to send reviews as files",
}
OPTIONAL_SCOPES: Mapping[str, str] = {
    "channels:history": "to see in a public channel whether a post that was interrupted has arrived",
    "groups:history": "to see the same in a private channel",
    "im:history": "to see the same in its direct messages with somebody",
}

PATH = "/slack/events"
DESCRIPTION = (
    "Review together, area by area, how your organisation advocates for social mobility, and agree where it"
    " stands."
)
LONG_DESCRIPTION = (
    "socmob takes a team through a checklist on how its organisation speaks up for social mobility, inside"
    " and outside. A facilitator starts a review in a channel, and the areas of the checklist are posted"
    " there as messages. Everybody rates each question Red, Amber or Green for themselves; nobody sees the"
    " answers of others until an area is revealed. Then the team looks at them together and agrees where it"
    f" stands.\n\nType {COMMAND} in a channel to begin, and {COMMAND} help to see everything it can do. The"
    " app posts only where it was invited, and keeps nothing of what people write in the channel,"
    " but for a message that somebody makes a next step of."
)


class WrongAddress(ValueError):
    """Slack could not reach the app there; the message says what an address must be."""


def manifest(url: str | None = None) -> dict[str, Any]:
    """For Socket Mode, or for requests to ``url``, an https:// address. Raises WrongAddress."""
    request_url = None if url is None else _request_url(url)
    to_us = {} if request_url is None else {"request_url": request_url}
    return {
        "display_information": {
            "name": "socmob",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d4b4f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "socmob", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    **({} if request_url is None else {"url": request_url}),
                    "description": "Review how your organisation advocates for social mobility",
                    "usage_hint": "[start | answer | next | status | steps | help]",
                    "should_escape": True,
                }
            ],
            "shortcuts": [
                {
                    "name": "Make a next step",
                    "type": "message",
                    "callback_id": ids.MESSAGE_SHORTCUT,
                    "description": "Turn this message into a next step of the review in this channel",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": {**to_us, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **to_us},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }


def written(content: Mapping[str, Any]) -> str:
    """As it stands in ``manifest.json``."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _request_url(address: str) -> str:
    try:
        url = URL(address)
    except ValueError as error:
        raise WrongAddress(f"{address} is no address.") from error
    if url.scheme != "https" or not url.host or url.query_string or url.fragment or url.user or url.password:
        raise WrongAddress("Slack calls the app at an address such as https://socmob.example.org only.")
    return f"{address.rstrip('/').removesuffix(PATH)}{PATH}"
