"""Somebody uses an element: its state changes, and the app is told where it wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.choices import State, is_stateful
from bot.sandbox.elements import Placed
from bot.sandbox.errors import Refused
from bot.sandbox.journal import Reply, Sent
from bot.sandbox.surface import Surface

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

TOLD = ("text", "value", "style", "url", "placeholder", "confirm")
TROUBLE = "The app did not answer as it should. Try again."


def hold(surface: Surface, placed: Placed, state: State) -> None:
    """Keeps what was chosen or typed, without telling anybody."""
    if is_stateful(placed.element):
        surface.values.setdefault(placed.block_id, {})[placed.action_id] = state
    surface.forget_error(placed.block_id)


async def dispatch(
    slack: Sandbox, user_id: str, surface: Surface, placed: Placed, state: State | None
) -> Reply:
    """Tells the app by ``block_actions``; what comes of it is the acknowledgement."""
    element = placed.element
    action: dict[str, Any] = {
        "type": element["type"],
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "action_ts": slack.stamps.next(),
    }
    for key, value in element.items():
        if key in TOLD or key.startswith("initial_"):
            action[key] = value
    action |= state or {}
    payload = payloads.interaction(slack, "block_actions", user_id) | surface.payload()
    sent = await slack.courier.deliver("block_actions", payload | {"actions": [action]})
    return Reply(
        sent.status,
        sent.body,
        sent.seconds,
        error=None if sent.acknowledged else TROUBLE,
        url=element.get("url"),
    )


async def suggest(slack: Sandbox, user_id: str, surface: Surface, placed: Placed, query: str) -> Sent:
    """Asks the app for options by ``block_suggestion``; they can be chosen afterwards."""
    if not placed.element["type"].endswith("external_select"):
        raise Refused("Only an external select asks the app for options.")
    payload = payloads.interaction(slack, "block_suggestion", user_id) | surface.payload()
    payload.pop("response_url", None)
    payload.pop("trigger_id", None)
    payload |= {"action_id": placed.action_id, "block_id": placed.block_id, "value": query}
    sent = await slack.courier.deliver("block_suggestion", payload)
    body = sent.body if isinstance(sent.body, dict) else {}
    found = list(body.get("options") or [])
    for group in body.get("option_groups") or []:
        found += group.get("options") or []
    slack.world.suggested[user_id, placed.action_id] = found
    return sent
