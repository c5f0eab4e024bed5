"""Blocks that frame other things: alerts, cards, plans of tasks, and containers."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.elements import ON_CARD, PICTURE
from bot.sandbox.limits.forms import LINK
from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.limits.rules import at_least_one
from bot.sandbox.limits.structures import MESSAGE, MODAL, Items, Kind, Kinds, Obj, kind
from bot.sandbox.limits.texts import any_text, plain_text
from bot.sandbox.limits.values import FLAG, ID, OneOf, Str
from bot.sandbox.limits.walk import Shape, Walk

ALERT = kind(
    "alert",
    {"text": any_text(200)},
    {"block_id": ID, "level": OneOf(("default", "info", "warning", "error", "success"))},
    on=MODAL,
)

CARD = kind(
    "card",
    {},
    {
        "block_id": ID,
        "hero_image": PICTURE,
        "icon": PICTURE,
        "title": any_text(150, shown=True),
        "subtitle": any_text(150, shown=True),
        "body": any_text(200, shown=True),
        "actions": Items(ON_CARD, 1, 2),
    },
    rules=(at_least_one("hero_image", "title", "actions", "body"),),
    on=MESSAGE,
)
CAROUSEL = kind("carousel", {"elements": Items(Kinds(CARD), 1, 10)}, {"block_id": ID}, on=MESSAGE)

_SOURCE = Kinds(kind("url", {"url": Str(form=LINK), "text": Str(shown=True)}))
_TASK_REQUIRED: dict[str, Shape] = {
    "task_id": Str(),
    "title": Str(shown=True),
    "status": OneOf(("pending", "in_progress", "complete", "error")),
}
_TASK_OPTIONAL: dict[str, Shape] = {
    "block_id": ID,
    "details": Kinds(RICH_TEXT),
    "output": Kinds(RICH_TEXT),
    "sources": Items(_SOURCE),
}
TASK_CARD = kind("task_card", _TASK_REQUIRED, _TASK_OPTIONAL, on=MESSAGE)
# Inside a plan a task may leave its type out.
_TASK = Obj(_TASK_REQUIRED, {"type": OneOf(("task_card",)), **_TASK_OPTIONAL})
PLAN = kind("plan", {"title": Str(shown=True)}, {"block_id": ID, "tasks": Items(_TASK)}, on=MESSAGE)


def _collapses_as_one(block: dict[str, Any], at: Path, walk: Walk) -> None:
    if block.get("is_collapsible"):
        if block.get("has_header_divider"):
            walk.report((at, "has_header_divider"), "cannot be set when `is_collapsible` is true")
    elif block.get("default_collapsed"):
        walk.report((at, "default_collapsed"), "cannot be set unless `is_collapsible` is true")


def container(*children: Kind) -> Kind:
    """The container block around these kinds of blocks; it does not hold another container."""
    return kind(
        "container",
        {"child_blocks": Items(Kinds(*children), 1, 10)},
        {
            "block_id": ID,
            "title": plain_text(150, shown=True),
            "rich_text_title": Kinds(RICH_TEXT),
            "subtitle": any_text(150, shown=True),
            "icon": PICTURE,
            "width": OneOf(("narrow", "standard", "wide", "full")),
            "is_collapsible": FLAG,
            "default_collapsed": FLAG,
            "has_header_divider": FLAG,
        },
        rules=(at_least_one("title", "rich_text_title"), _collapses_as_one),
        on=MESSAGE,
    )
