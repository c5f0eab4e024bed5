"""Payloads as Slack sends them, reduced to what Bolt and this app read, and signed like Slack's."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from bot.front.form import FORM, JSON
from bot.front.signature import Signature

SECRET = "not-a-real-signing-secret"
TEAM = {"id": "T1", "domain": "acme"}
USER = {"id": "U1", "username": "ada", "team_id": "T1"}


def signed(
    body: bytes, content_type: str = FORM, *, secret: str = SECRET, at: float | None = None
) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    signature = Signature(secret, time.time).sign(stamp, body)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
    }


def form(**fields: str) -> tuple[bytes, str]:
    return urlencode(fields).encode(), FORM


def interaction(payload: dict[str, Any]) -> tuple[bytes, str]:
    return form(payload=json.dumps(payload, ensure_ascii=False))


def event(kind: str, **fields: Any) -> tuple[bytes, str]:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": "Ev1",
        "event": {"type": kind, **fields},
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
    }
    return json.dumps(body).encode(), JSON


def command(text: str = "help", name: str = "/socmob", team: str = "T1") -> tuple[bytes, str]:
    return form(
        command=name,
        text=text,
        team_id=team,
        user_id="U1",
        channel_id="C1",
        trigger_id="1.2",
        api_app_id="A1",
    )


def press(action_id: str = "press", team: str = "T1") -> tuple[bytes, str]:
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": "Q1:2", "action_ts": "1.3"}
    return interaction(
        {
            "type": "block_actions",
            "team": {"id": team},
            "user": USER,
            "channel": {"id": "C1", "name": "general"},
            "container": {"type": "message", "message_ts": "1.2", "channel_id": "C1"},
            "message": {"ts": "1.2", "text": "Größe 50 % + ✓ \N{SLIGHTLY SMILING FACE}", "blocks": []},
            "response_url": "http://127.0.0.1:9/respond",
            "trigger_id": "1.2",
            "actions": [action],
        }
    )


def view(kind: str, callback_id: str) -> tuple[bytes, str]:
    return interaction(
        {
            "type": kind,
            "team": TEAM,
            "user": USER,
            "trigger_id": "1.2",
            "view": {
                "id": "V1",
                "type": "modal",
                "callback_id": callback_id,
                "state": {"values": {}},
                "hash": "h",
            },
        }
    )


def suggestion() -> tuple[bytes, str]:
    return interaction(
        {
            "type": "block_suggestion",
            "team": TEAM,
            "user": USER,
            "action_id": "find",
            "block_id": "b",
            "value": "a",
        }
    )


def shortcut(kind: str) -> tuple[bytes, str]:
    return interaction(
        {
            "type": kind,
            "callback_id": "shortcut",
            "team": TEAM,
            "user": USER,
            "channel": {"id": "C1"},
            "message": {"ts": "1.2", "text": "hello"},
            "trigger_id": "1.2",
            "action_ts": "1.3",
        }
    )
