"""A view: a modal or an App Home."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.limits.blocks import BLOCKS_OF_VIEW
from bot.sandbox.limits.payload import check_across_blocks, placed
from bot.sandbox.limits.problem import Problem
from bot.sandbox.limits.structures import Kinds, kind
from bot.sandbox.limits.texts import plain_text
from bot.sandbox.limits.values import FLAG, ID, Str
from bot.sandbox.limits.walk import Walk

VIEW_BYTES = 250_000

_BUTTON = plain_text(24)
_CONTENT = {"blocks": BLOCKS_OF_VIEW}
_ANY_VIEW = {"callback_id": ID, "external_id": ID, "private_metadata": Str(3000, least=0)}
_VIEW = Kinds(
    kind(
        "modal",
        {"title": plain_text(24), **_CONTENT},
        {
            **_ANY_VIEW,
            "submit": _BUTTON,
            "close": _BUTTON,
            "clear_on_close": FLAG,
            "notify_on_close": FLAG,
        },
    ),
    kind("home", _CONTENT, _ANY_VIEW),
)


def check_view(view: dict[str, Any]) -> list[Problem]:
    """Check a view as views.open, push, update and publish take it."""
    is_home = isinstance(view, dict) and view.get("type") == "home"
    walk = Walk("home" if is_home else "modal", "invalid_arguments")
    _VIEW.check(view, None, walk)
    if isinstance(view, dict):
        blocks = list(placed(view.get("blocks"), (None, "blocks")))
        check_across_blocks(blocks, walk)
        if not is_home and "submit" not in view:
            for block, at in blocks:
                if block.get("type") == "input":
                    walk.report(at, "must define `submit` to use an `input` block in modals")
    _check_size(view, walk)
    return walk.found


def _check_size(view: Any, walk: Walk) -> None:
    try:
        text = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError):
        walk.report(None, "must be valid JSON")
        return
    if len(text.encode("utf-8", "surrogatepass")) > VIEW_BYTES:
        walk.report(None, f"must be less than {VIEW_BYTES + 1} bytes", "view_too_large")
