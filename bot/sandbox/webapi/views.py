"""views.*: modals and the App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import modal_stack
from bot.sandbox.arguments import Args
from bot.sandbox.errors import SlackError
from bot.sandbox.limits_check import accept_view
from bot.sandbox.open_view import Modal
from bot.sandbox.wire import view_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def open_(slack: Sandbox, args: Args) -> dict[str, Any]:
    view = _view(slack, "views.open", args, "modal")
    trigger = slack.triggers.exchange(args.needed("trigger_id"))
    modal = modal_stack.open_first(slack, trigger.user_id, view, trigger.channel_id)
    return {"ok": True, "view": view_json(slack, modal)}


def push(slack: Sandbox, args: Args) -> dict[str, Any]:
    view = _view(slack, "views.push", args, "modal")
    trigger = slack.triggers.exchange(args.needed("trigger_id"))
    modal = modal_stack.push(slack, trigger.user_id, view)
    return {"ok": True, "view": view_json(slack, modal)}


def update(slack: Sandbox, args: Args) -> dict[str, Any]:
    view = _view(slack, "views.update", args, "modal")
    modal = _found(slack, args)
    _check_hash(modal, args)
    modal_stack.show(slack, modal, view)
    return {"ok": True, "view": view_json(slack, modal)}


def publish(slack: Sandbox, args: Args) -> dict[str, Any]:
    view = _view(slack, "views.publish", args, "home")
    world = slack.world
    user_id = args.needed("user_id")
    if user_id not in world.people or world.people[user_id].deleted:
        raise SlackError("user_not_found")
    if not world.app.home_tab_enabled:
        raise SlackError("not_enabled")
    home = world.homes.get(user_id)
    if home is None:
        home_id = world.new_id("V")
        home = Modal(home_id, user_id, {}, root_id=home_id)
    else:
        _check_hash(home, args)
    home.show(view, slack.stamps.now_ts())
    world.homes[user_id] = home
    world.changes.note("home", viewer=user_id)
    return {"ok": True, "view": view_json(slack, home)}


def _view(slack: Sandbox, where: str, args: Args, kind: str) -> dict[str, Any]:
    view = args.get("view")
    if not isinstance(view, dict):
        args.needed("view")
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] view: not an object"]})
    accept_view(slack, where, view)
    if view["type"] != kind:
        reason = f"must be a {kind} view"
        slack.violation(where, "/view/type", reason, view)
        raise SlackError(
            "invalid_arguments",
            response_metadata={"messages": [f"[ERROR] {reason} [json-pointer:/view/type]"]},
        )
    return view


def _found(slack: Sandbox, args: Args) -> Modal:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if view_id is None and external_id is None:
        args.needed("view_id")
    for stack in slack.world.stacks.values():
        for modal in stack:
            if modal.id == view_id or (external_id and modal.view["external_id"] == external_id):
                return modal
    raise SlackError("not_found")


def _check_hash(modal: Modal, args: Args) -> None:
    given = args.text("hash")
    if given is not None and given != modal.hash:
        raise SlackError("hash_conflict")
