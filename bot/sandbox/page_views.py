"""What the page reads: the workspace, messages and the inspector, as one person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from bot.sandbox.account import Account
from bot.sandbox.channel import Channel
from bot.sandbox.errors import Refused
from bot.sandbox.message import Message
from bot.sandbox.person import Person
from bot.sandbox.wire import view_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

LATEST = 200


class PageViews:
    """``GET /sandbox/state``, ``/sandbox/messages`` and ``/sandbox/inspector``."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack

    async def state(self, request: web.Request) -> web.Response:
        """Everything but the messages. Whoever is not known sees what nobody in particular sees."""
        slack, world = self._slack, self._slack.world
        user_id = request.query.get("as", "")
        home = world.homes.get(user_id)
        seen = [one for one in world.channels.values() if world.can_see(user_id, one)]
        modals = world.stacks.get(user_id) or []
        return answer(
            {
                "workspace": {"id": world.team_id, "name": world.team_name},
                "workspaces": [
                    {"id": one.world.team_id, "name": one.world.team_name, "url": one.url}
                    for one in slack.workspaces
                ],
                "app": {
                    "user_id": world.app.user_id,
                    "bot_id": world.app.bot_id,
                    "name": world.app.name,
                    "has_home": world.app.home_tab_enabled,
                    "commands": world.app.commands if world.app.installed else [],
                    "shortcuts": world.app.shortcuts if world.app.installed else [],
                },
                "people": [_person(account) for account in world.people.values()],
                "channels": [self._channel(channel, user_id) for channel in seen],
                "modals": [
                    {"view": view_json(slack, one), "state": one.state, "errors": one.errors}
                    for one in modals
                ],
                "home": view_json(slack, home) if home else None,
                "clock": slack.now().isoformat(),
                "can_forward": slack.forward is not None,
                "faults": [
                    {"method": one.method, "kind": one.kind, "times": one.times}
                    for one in slack.faults.waiting
                ],
                "counters": {
                    "calls": len(slack.calls),
                    "violations": len(slack.violations),
                    "sent": len(slack.sent),
                },
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """One channel, or one thread with its root. Reading a channel makes it read."""
        channel_id, thread = request.query.get("channel", ""), request.query.get("thread")
        world = self._slack.world
        try:
            person = self._slack.person(request.query.get("as", ""))
            seen = person.messages(channel_id, thread)
        except Refused as refused:
            return answer({"ok": False, "error": str(refused)}, status=404)
        body: dict[str, Any] = {"messages": [self._message(person, one) for one in seen]}
        channel = world.channels[channel_id]
        if thread is None:
            if channel.timeline:
                world.read_until[person.id, channel_id] = channel.timeline[-1]
        else:
            root = channel.messages.get(thread)
            body["root"] = self._message(person, root) if root else None
        return answer(body)

    async def inspector(self, _request: web.Request) -> web.Response:
        """The latest calls and deliveries, and all violations."""
        slack = self._slack
        return answer(
            {
                "calls": [
                    {
                        "at": one.at.isoformat(),
                        "method": one.method,
                        "args": one.args,
                        "ok": one.response.get("ok", False),
                        "error": one.response.get("error"),
                        "http_status": one.http_status,
                        "ms": round(one.seconds * 1000, 1),
                    }
                    for one in slack.calls[-LATEST:]
                ],
                "sent": [
                    {
                        "at": one.at.isoformat(),
                        "kind": one.kind,
                        "summary": one.summary,
                        "status": one.status,
                        "ms": round(one.seconds * 1000, 1),
                        "payload": one.payload,
                        "error": one.error,
                        "retries": one.retries,
                    }
                    for one in slack.sent[-LATEST:]
                ],
                "violations": [
                    {
                        "at": one.at.isoformat(),
                        "where": one.where,
                        "pointer": one.pointer,
                        "reason": one.reason,
                    }
                    for one in slack.violations
                ],
            }
        )

    def _channel(self, channel: Channel, user_id: str) -> dict[str, Any]:
        world = self._slack.world
        body: dict[str, Any] = {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "archived": channel.archived,
            "joined": user_id in channel.members,
            "app_in": world.app.user_id in channel.members,
            "members": list(channel.members),
            "unread": self._unread(channel, user_id),
        }
        if channel.kind == "im":
            body["peer"] = world.peer(channel, user_id)
            body["name"] = world.people[body["peer"]].name
        return body

    def _unread(self, channel: Channel, user_id: str) -> int:
        if user_id not in channel.members:
            return 0
        later = channel.after(self._slack.world.read_until.get((user_id, channel.id), ""))
        own = sum(channel.messages[ts].user_id == user_id for ts in later)
        return len(later) - own

    def _message(self, person: Person, message: Message) -> dict[str, Any]:
        slack, world = self._slack, self._slack.world
        account = world.people[message.user_id]
        return {
            "ts": message.ts,
            "at": message.at.isoformat(),
            "user_id": message.user_id,
            "name": account.name,
            "initials": account.initials,
            "color": f"#{account.color}",
            "is_app": message.bot_id is not None,
            "text": message.text,
            "blocks": message.blocks or None,
            "state": world.choices.get((person.id, message.channel_id, message.ts), {}),
            "ephemeral": message.ephemeral_for is not None,
            "edited": message.edited is not None,
            "thread_ts": message.thread_ts,
            "reply_count": message.reply_count,
            "broadcast": message.broadcast,
            "files": [_file(slack.file_json(file_id)) for file_id in message.files],
            "system": message.subtype is not None,
        }


def answer(body: dict[str, Any], status: int = 200) -> web.Response:
    """JSON that no other origin may read, and nobody keeps."""
    return web.Response(
        body=orjson.dumps(body),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )


def _person(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "name": account.name,
        "title": account.title,
        "tz": account.tz,
        "initials": account.initials,
        "color": f"#{account.color}",
        "is_bot": account.is_bot,
        "is_guest": account.is_guest,
        "deleted": account.deleted,
    }


def _file(file: dict[str, Any]) -> dict[str, Any]:
    kept = ("id", "name", "title", "mimetype", "size", "alt_txt")
    return {name: file[name] for name in kept} | {"url": f"/sandbox/files/{file['id']}/{file['name']}"}
