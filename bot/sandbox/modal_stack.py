"""The modals that somebody has open, one on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import SlackError
from bot.sandbox.open_view import Modal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

MOST = 3


def open_first(slack: Sandbox, user_id: str, view: dict[str, Any], channel_id: str | None) -> Modal:
    """A modal instead of whatever this person had open."""
    _check_external_id(slack, view, user_id)
    modal = Modal(slack.world.new_id("V"), user_id, {}, channel_id=channel_id)
    modal.root_id = modal.id
    slack.world.stacks[user_id] = []
    return _add(slack, modal, view)


def push(slack: Sandbox, user_id: str, view: dict[str, Any]) -> Modal:
    """A modal on top of those that are open. Raises SlackError where none is, or three are."""
    stack = slack.world.stacks.get(user_id) or []
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MOST:
        raise SlackError("push_limit_reached")
    _check_external_id(slack, view, None)
    below = stack[-1]
    modal = Modal(
        slack.world.new_id("V"),
        user_id,
        {},
        root_id=below.root_id,
        previous_id=below.id,
        channel_id=below.channel_id,
    )
    return _add(slack, modal, view)


def show(slack: Sandbox, modal: Modal, view: dict[str, Any]) -> None:
    """Another view in the place of one that is open."""
    modal.show(view, slack.stamps.now_ts())
    slack.world.changes.note("modals", viewer=modal.user_id)


def pop(slack: Sandbox, user_id: str) -> None:
    """The top one closes; the one below is seen again."""
    stack = slack.world.stacks.get(user_id)
    if stack:
        stack.pop()
        slack.world.changes.note("modals", viewer=user_id)


def clear(slack: Sandbox, user_id: str) -> None:
    """All of them close."""
    slack.world.stacks.pop(user_id, None)
    slack.world.changes.note("modals", viewer=user_id)


def _add(slack: Sandbox, modal: Modal, view: dict[str, Any]) -> Modal:
    modal.show(view, slack.stamps.now_ts())
    slack.world.stacks.setdefault(modal.user_id, []).append(modal)
    slack.world.changes.note("modals", viewer=modal.user_id)
    return modal


def _check_external_id(slack: Sandbox, view: dict[str, Any], leaving: str | None) -> None:
    """An external id names one open view of the workspace; those that ``leaving`` closes do not count."""
    external_id = view.get("external_id")
    if not external_id:
        return
    for user_id, stack in slack.world.stacks.items():
        if user_id != leaving and any(modal.view["external_id"] == external_id for modal in stack):
            raise SlackError("duplicate_external_id")
