"""api.test, auth.*, apps.connections.open and oauth.v2.access: being let in."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.arguments import Args
from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def api_test(slack: Sandbox, args: Args) -> dict[str, Any]:
    if (error := args.text("error")) is not None:
        raise SlackError(error, args=dict(args))
    return {"ok": True, "args": dict(args)}


def auth_test(slack: Sandbox, args: Args) -> dict[str, Any]:
    world = slack.world
    return {
        "ok": True,
        "url": f"{slack.url}/",
        "team": world.team_name,
        "user": world.app.name,
        "team_id": world.team_id,
        "user_id": world.app.user_id,
        "bot_id": world.app.bot_id,
        "is_enterprise_install": False,
    }


def revoke(slack: Sandbox, args: Args) -> dict[str, Any]:
    if args.flag("test"):
        return {"ok": True, "revoked": False}
    slack.tokens.revoke()
    slack.events.send_soon({"type": "tokens_revoked", "tokens": slack.tokens.as_event()})
    return {"ok": True, "revoked": True}


def connections_open(slack: Sandbox, args: Args) -> dict[str, Any]:
    if slack.transport != "socket":
        raise SlackError("socket_mode_disabled")
    return {"ok": True, "url": slack.sockets.new_address()}


def oauth_access(slack: Sandbox, args: Args) -> dict[str, Any]:
    """A code, used once, against the app's tokens."""
    world = slack.world
    if args.text("client_id") != world.app.client_id:
        raise SlackError("invalid_client_id")
    if not secrets.compare_digest(args.text("client_secret") or "", world.app.client_secret):
        raise SlackError("bad_client_secret")
    slack.oauth.exchange(args.needed("code", "invalid_code"), args.text("redirect_uri"))
    slack.tokens.issue()
    world.app.installed = True
    return {
        "ok": True,
        "app_id": world.app.id,
        "authed_user": {"id": slack.oauth.installer},
        "scope": ",".join(world.app.scopes),
        "token_type": "bot",
        "access_token": slack.bot_token,
        "bot_user_id": world.app.user_id,
        "team": {"id": world.team_id, "name": world.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
