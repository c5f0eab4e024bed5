"""Forms are sent and closed, and what the app answers happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import modal_stack, payloads
from bot.sandbox.errors import Refused, SlackError
from bot.sandbox.form_checks import complaints
from bot.sandbox.journal import Reply, Sent
from bot.sandbox.limits_check import accept_view
from bot.sandbox.open_view import Modal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

TROUBLE = "We had some trouble connecting. Try again?"
WHERE = "view_submission response"


async def submit(slack: Sandbox, modal: Modal) -> Reply:
    """Sends the form; nothing is sent while an input is not filled in as it must be."""
    if not modal.view.get("submit"):
        raise Refused("This form has no button to send it.")
    modal.errors = complaints(modal)
    slack.world.changes.note("modals", viewer=modal.user_id)
    if modal.errors:
        return Reply(errors=dict(modal.errors))
    sent = await slack.courier.deliver("view_submission", payloads.view_submission(slack, modal))
    if not sent.acknowledged:
        return Reply(sent.status, sent.body, sent.seconds, error=TROUBLE)
    try:
        _follow(slack, modal, sent)
    except SlackError:
        return Reply(sent.status, sent.body, sent.seconds, error=TROUBLE)
    return Reply(sent.status, sent.body, sent.seconds, errors=dict(modal.errors))


def _follow(slack: Sandbox, modal: Modal, sent: Sent) -> None:
    """Does what the answer says. Raises SlackError where Slack would not take it."""
    body = sent.body
    if not body:
        return _close(slack, modal)
    action = body.get("response_action") if isinstance(body, dict) else None
    match action:
        case "errors":
            _show_errors(slack, modal, body.get("errors"))
        case "update":
            accept_view(slack, WHERE, body.get("view"))
            modal_stack.show(slack, modal, body["view"])
        case "push":
            accept_view(slack, WHERE, body.get("view"))
            modal_stack.push(slack, modal.user_id, body["view"])
        case "clear":
            modal_stack.clear(slack, modal.user_id)
        case _:
            _refuse(slack, "/response_action", "must be errors, update, push or clear, or no body", body)
    return None


def _show_errors(slack: Sandbox, modal: Modal, errors: Any) -> None:
    inputs = {block["block_id"] for block in modal.view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        _refuse(slack, "/errors", "must be an object with at least one entry", errors)
    for block_id, sentence in errors.items():
        if block_id not in inputs:
            _refuse(slack, f"/errors/{block_id}", "is not the block_id of an input block", errors)
        if not isinstance(sentence, str) or not sentence:
            _refuse(slack, f"/errors/{block_id}", "must be a text", errors)
    modal.errors = dict(errors)
    slack.world.changes.note("modals", viewer=modal.user_id)


def _refuse(slack: Sandbox, pointer: str, reason: str, payload: Any) -> None:
    slack.violation(WHERE, pointer, reason, payload)
    raise SlackError("invalid_arguments")


def _close(slack: Sandbox, modal: Modal) -> None:
    """This one closes; where the app replaced it meanwhile by a new stack, that stays."""
    stack = slack.world.stacks.get(modal.user_id) or []
    if modal in stack:
        stack.remove(modal)
        slack.world.changes.note("modals", viewer=modal.user_id)


async def close(slack: Sandbox, user_id: str, *, everything: bool) -> Reply | None:
    """Cancel closes the top one, the cross all of them; the app hears of those that asked for it."""
    stack = slack.world.stacks.get(user_id) or []
    if not stack:
        raise Refused("There is no form open.")
    everything = everything or bool(stack[-1].view["clear_on_close"])
    closing = list(reversed(stack)) if everything else [stack[-1]]
    if everything:
        modal_stack.clear(slack, user_id)
    else:
        modal_stack.pop(slack, user_id)
    reply = None
    for modal in closing:
        if modal.view["notify_on_close"]:
            payload = payloads.view_closed(slack, modal, is_cleared=everything)
            sent = await slack.courier.deliver("view_closed", payload)
            reply = Reply(sent.status, sent.body, sent.seconds)
    return reply
