"""Where an element is used, in a message or in a view: what the app is told of it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.held import Values, values_of
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal
from bot.sandbox.wire import message_json, view_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class MessageSurface:
    """A message, and what one reader chose in it."""

    def __init__(self, slack: Sandbox, user_id: str, message: Message) -> None:
        self._slack = slack
        self._user_id = user_id
        self._message = message
        key = (user_id, message.channel_id, message.ts)
        world = slack.world
        self.blocks = message.blocks
        self.values: Values = values_of(message.blocks, world.choices.get(key))
        world.choices[key] = self.values

    def forget_error(self, block_id: str) -> None:
        """Messages show no errors."""

    def payload(self) -> dict[str, Any]:
        """An ephemeral message is not in the payload: Slack does not keep it."""
        slack, message = self._slack, self._message
        channel = slack.world.channels[message.channel_id]
        ephemeral = message.ephemeral_for is not None
        container: dict[str, Any] = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        body: dict[str, Any] = {
            "container": container,
            "trigger_id": slack.triggers.issue(self._user_id, channel_id=channel.id),
            "channel": {"id": channel.id, "name": payloads.channel_name(channel)},
            "state": {"values": self.values},
            "response_url": slack.response_urls.issue("actions", channel.id, self._user_id, message),
        }
        if not ephemeral:
            body["message"] = message_json(slack, message)
        return body


class ViewSurface:
    """A modal or the Home; its values are the view's own."""

    def __init__(self, slack: Sandbox, user_id: str, modal: Modal) -> None:
        self._slack = slack
        self._user_id = user_id
        self._modal = modal
        self.blocks: list[dict[str, Any]] = modal.view["blocks"]

    @property
    def values(self) -> Values:
        return self._modal.state

    def forget_error(self, block_id: str) -> None:
        """The sentence beside an input goes when the input is changed."""
        if self._modal.errors.pop(block_id, None) is not None:
            self._slack.world.changes.note("modals", viewer=self._user_id)

    def payload(self) -> dict[str, Any]:
        slack, modal = self._slack, self._modal
        return {
            "container": {"type": "view", "view_id": modal.id},
            "trigger_id": slack.triggers.issue(self._user_id, modal.id, modal.channel_id),
            "view": view_json(slack, modal),
        }


Surface = MessageSurface | ViewSurface
