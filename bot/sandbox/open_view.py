"""A view that somebody has in front of them: a modal, or the app's Home."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.elements import with_ids
from bot.sandbox.held import Values, values_of

KEPT = (
    "type",
    "title",
    "submit",
    "close",
    "callback_id",
    "external_id",
    "private_metadata",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
)


@dataclass(slots=True)
class Modal:
    """``view`` is what the app last gave (as Slack completes it), ``state`` what the reader holds in it.

    ``errors`` are the sentences beside its inputs, by ``block_id``. The Home is kept the same way.
    """

    id: str
    user_id: str
    view: dict[str, Any]
    state: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hash: str = ""
    root_id: str = ""
    previous_id: str | None = None
    channel_id: str | None = None

    def show(self, given: dict[str, Any], now_ts: str) -> None:
        """Shows another view in this place; what was typed stays where its ids stay."""
        defaults: dict[str, Any] = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
        }
        self.view = defaults | {key: given[key] for key in KEPT if given.get(key) is not None}
        self.view["blocks"] = with_ids(given["blocks"])
        self.hash = f"{now_ts.split('.')[0]}.{secrets.token_hex(4)}"
        self.state = values_of(self.view["blocks"], self.state, self.channel_id)
        self.errors = {}
