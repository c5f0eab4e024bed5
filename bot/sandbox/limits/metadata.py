"""Message metadata: an event's name, and a flat payload."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.forms import WORD
from bot.sandbox.limits.problem import Path, Problem
from bot.sandbox.limits.structures import Obj
from bot.sandbox.limits.values import Str, is_number
from bot.sandbox.limits.walk import Walk


class _Flat:
    """An object whose values are strings, numbers and booleans."""

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, dict):
            walk.report(at, "must provide an object")
            return
        for key, item in value.items():
            if not isinstance(item, (str, bool)) and not is_number(item):
                walk.report((at, key), "must provide a string, a number or a boolean")


_METADATA = Obj({"event_type": Str(form=WORD), "event_payload": _Flat()})


def check_metadata(metadata: Any, *, at: Path = None) -> list[Problem]:
    """Check a message's metadata; ``at`` says where it stands in a larger document."""
    walk = Walk("message", "invalid_metadata_format")
    _METADATA.check(metadata, at, walk)
    return walk.found
