"""What the app is sent, as full as Slack sends it; the same for HTTP and Socket Mode."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.channel import Channel
from bot.sandbox.open_view import Modal
from bot.sandbox.tokens import VERIFICATION_TOKEN
from bot.sandbox.wire import view_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

PLACE_NAMES = {"im": "directmessage", "private": "privategroup"}


def channel_name(channel: Channel) -> str:
    """How payloads name a conversation: direct messages and private channels by their kind alone."""
    return PLACE_NAMES.get(channel.kind, channel.name)


def command(slack: Sandbox, user_id: str, channel: Channel, name: str, text: str) -> dict[str, Any]:
    """A slash command; all values are texts, for they travel in a form."""
    world = slack.world
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "team_domain": world.team_domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user_id,
        "user_name": world.people[user_id].handle,
        "command": name,
        "text": text,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
        "response_url": slack.response_urls.issue("commands", channel.id, user_id),
        "trigger_id": slack.triggers.issue(user_id, channel_id=channel.id),
    }


def interaction(slack: Sandbox, kind: str, user_id: str) -> dict[str, Any]:
    """What every interaction begins with."""
    world = slack.world
    account = world.people[user_id]
    return {
        "type": kind,
        "user": {
            "id": user_id,
            "username": account.handle,
            "name": account.handle,
            "team_id": account.team_id,
        },
        "api_app_id": world.app.id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": world.team_id, "domain": world.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def view_submission(slack: Sandbox, modal: Modal) -> dict[str, Any]:
    """A form that was sent, with all that is held in it."""
    return interaction(slack, "view_submission", modal.user_id) | {
        "trigger_id": slack.triggers.issue(modal.user_id, modal.id, modal.channel_id),
        "view": view_json(slack, modal),
        "response_urls": _response_urls(slack, modal),
    }


def view_closed(slack: Sandbox, modal: Modal, *, is_cleared: bool) -> dict[str, Any]:
    """A form that was closed without being sent."""
    return interaction(slack, "view_closed", modal.user_id) | {
        "view": view_json(slack, modal),
        "is_cleared": is_cleared,
    }


def shortcut(slack: Sandbox, user_id: str, callback_id: str) -> dict[str, Any]:
    """A global shortcut: from no place in particular."""
    return interaction(slack, "shortcut", user_id) | {
        "callback_id": callback_id,
        "action_ts": slack.stamps.next(),
        "trigger_id": slack.triggers.issue(user_id),
    }


def event(slack: Sandbox, inner: dict[str, Any]) -> dict[str, Any]:
    """An event in its envelope; ``event_id`` is what retries of it have in common."""
    world = slack.world
    event_ts = inner.get("event_ts") or slack.stamps.next()
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "api_app_id": world.app.id,
        "event": {**inner, "event_ts": event_ts},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(event_ts.split(".")[0]),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": world.team_id,
                "user_id": world.app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(12)}",
    }


def _response_urls(slack: Sandbox, modal: Modal) -> list[dict[str, str]]:
    """For each chosen conversation whose input asked for it."""
    found = []
    for block in modal.view["blocks"]:
        element = block.get("element") or {}
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        held = modal.state[block["block_id"]][element["action_id"]]
        chosen = held.get("selected_conversation") or held.get("selected_channel")
        if chosen in slack.world.channels:
            found.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": chosen,
                    "response_url": slack.response_urls.issue("app", chosen, modal.user_id),
                }
            )
    return found
