"""users.*, team.info and bots.info: who there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.arguments import Args
from bot.sandbox.errors import SlackError
from bot.sandbox.webapi.pages import page
from bot.sandbox.wire import bot_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def users_info(slack: Sandbox, args: Args) -> dict[str, Any]:
    account = slack.world.people.get(args.needed("user", "user_not_found"))
    if account is None:
        raise SlackError("user_not_found")
    locale = args.flag("include_locale")
    return {"ok": True, "user": account.as_user(slack.now(), slack.world.team_id, locale=locale)}


def users_list(slack: Sandbox, args: Args) -> dict[str, Any]:
    limit = args.number("limit", 1000, 1000)
    locale = args.flag("include_locale")
    home = slack.world.team_id
    found, metadata = page(list(slack.world.people.values()), args.text("cursor"), limit)
    return {
        "ok": True,
        "members": [account.as_user(slack.now(), home, locale=locale) for account in found],
        "cache_ts": int(slack.now().timestamp()),
        "response_metadata": metadata,
    }


def team_info(slack: Sandbox, args: Args) -> dict[str, Any]:
    world = slack.world
    if args.text("team") not in (None, world.team_id):
        raise SlackError("team_not_found")
    return {
        "ok": True,
        "team": {
            "id": world.team_id,
            "name": world.team_name,
            "domain": world.team_domain,
            "url": f"{slack.url}/",
            "email_domain": "",
            "icon": {"image_default": True},
        },
    }


def bots_info(slack: Sandbox, args: Args) -> dict[str, Any]:
    bot_id = args.needed("bot", "bot_not_found")
    if bot_id == slack.world.app.bot_id:
        return {"ok": True, "bot": bot_json(slack)}
    for account in slack.world.people.values():
        if account.bot_id == bot_id:
            bot = {"id": bot_id, "name": account.name, "user_id": account.id, "deleted": account.deleted}
            return {"ok": True, "bot": bot}
    raise SlackError("bot_not_found")
