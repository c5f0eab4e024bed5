"""Every method there is: who answers it, with which token, and which scope it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bot.sandbox.arguments import Args
from bot.sandbox.webapi import auth, chat, conversations, files, history, people, validate, views

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

Handle = Callable[["Sandbox", Args], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """``scope`` is needed always; what depends on the conversation is checked by the method itself."""

    handle: Handle
    scope: str | None = None
    token: Literal["bot", "app", "none"] = "bot"


METHODS: dict[str, Method] = {
    "api.test": Method(auth.api_test, token="none"),
    "apps.connections.open": Method(auth.connections_open, token="app"),
    "auth.revoke": Method(auth.revoke),
    "auth.test": Method(auth.auth_test),
    "blocks.validate": Method(validate.validate, token="none"),
    "bots.info": Method(people.bots_info, "users:read"),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(history.history),
    "conversations.info": Method(conversations.info),
    "conversations.join": Method(conversations.join),
    "conversations.list": Method(conversations.list_),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.open_),
    "conversations.replies": Method(history.replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write"),
    "files.info": Method(files.info, "files:read"),
    "oauth.v2.access": Method(auth.oauth_access, token="none"),
    "team.info": Method(people.team_info, "team:read"),
    "users.conversations": Method(conversations.of_user),
    "users.info": Method(people.users_info, "users:read"),
    "users.list": Method(people.users_list, "users:read"),
    "views.open": Method(views.open_),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
