"""Slash commands: the app's, and the two of Slack's own that bring the app in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads, posting
from bot.sandbox.arguments import TRUE
from bot.sandbox.channel import Channel
from bot.sandbox.errors import Refused, SlackError
from bot.sandbox.journal import Reply, Sent
from bot.sandbox.limits_check import accept_message
from bot.sandbox.typed import with_ids

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


async def run(slack: Sandbox, user_id: str, channel: Channel, text: str) -> Reply:
    """What somebody typed after a ``/``, in a place where they may write."""
    name, _, rest = text.strip().partition(" ")
    if name in ("/invite", "/remove", "/kick"):
        return await _membership(slack, user_id, channel, name, rest)
    known = next((one for one in slack.world.app.commands if one["command"] == name), None)
    if known is None or not slack.world.app.installed:
        raise Refused(
            f"{name} is not a valid command. In Slack, all messages that start with “/” are commands."
        )
    rest = rest.strip()
    if known.get("should_escape"):
        rest = with_ids(slack.world, rest, labelled=True)
    payload = payloads.command(slack, user_id, channel, name, rest)
    sent = await slack.courier.deliver("command", payload)
    if not sent.acknowledged:
        return _failed(name, sent)
    try:
        _show_answer(slack, user_id, channel, sent.body)
    except SlackError:
        return _failed(name, sent, "invalid_command_response")
    return Reply(sent.status, sent.body, sent.seconds)


def _failed(name: str, sent: Sent, code: str | None = None) -> Reply:
    if code is None:
        code = "operation_timeout" if sent.error == "http_timeout" else "dispatch_failed"
    error = f"{name} failed with the error “{code}”"
    return Reply(sent.status, sent.body, sent.seconds, error=error)


def _show_answer(slack: Sandbox, user_id: str, channel: Channel, body: Any) -> None:
    """The acknowledgement itself may be a message: a text, or an object with one."""
    if isinstance(body, str):
        body = {"text": body} if body.strip() else None
    if not body:
        return
    if not isinstance(body, dict):
        slack.violation("command response", "", "must be a text or an object", body)
        raise SlackError("invalid_command_response")
    accept_message(slack, "command response", body)
    app_user = slack.world.app.user_id
    content: dict[str, Any] = {"blocks": body.get("blocks"), "attachments": body.get("attachments")}
    text = str(body.get("text") or "")
    if body.get("response_type") == "in_channel":
        posting.post(slack, channel, app_user, text, **content)
    elif body.get("delete_original") not in TRUE:
        posting.post_ephemeral(slack, channel, user_id, app_user, text, **content)


async def _membership(slack: Sandbox, user_id: str, channel: Channel, name: str, whom: str) -> Reply:
    if channel.kind == "im":
        raise Refused(f"{name} does not work in direct messages.")
    wanted = whom.strip().lstrip("@").casefold()
    found = [
        one
        for one in slack.world.people.values()
        if wanted
        in (one.handle.casefold(), one.name.casefold(), one.id.casefold(), f"<@{one.id}>".casefold())
    ]
    if not found:
        raise Refused(f"There is nobody called {whom.strip() or 'that'}.")
    member = found[0].id
    if name == "/invite":
        if member in channel.members:
            return Reply(text=f"{found[0].name} is already in this channel.")
        if found[0].deleted:
            raise Refused(f"{found[0].name} is deactivated.")
        await slack.membership.add(channel, member, inviter=user_id)
        return Reply(200)
    if member not in channel.members:
        return Reply(text=f"{found[0].name} is not in this channel.")
    await slack.membership.remove(channel, member)
    return Reply(200)
