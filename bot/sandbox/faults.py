"""Faults on request: what can go wrong between an app and Slack, made to happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KINDS = frozenset(
    {
        "429",
        "500_before",
        "500_after",
        "drop_before",
        "drop_after",
        "hang",
        "slow",
        "half_body",
        "late",
        "error",
    }
)
Match = dict[str, Any] | Callable[[dict[str, Any]], bool]


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the next ``times`` calls of a method (``*``: of any) that ``match``."""

    method: str
    kind: str
    times: int = 1
    match: Match | None = None
    retry_after: int = 1
    seconds: float = 5.0
    code: str = "internal_error"
    status: int = 500

    def fits(self, method: str, args: dict[str, Any]) -> bool:
        if self.method not in ("*", method):
            return False
        if self.match is None:
            return True
        if callable(self.match):
            return bool(self.match(args))
        return all(args.get(name) == value for name, value in self.match.items())


@dataclass(slots=True)
class Faults:
    """Those that wait, oldest first. ``response_url`` and ``upload`` are names as well."""

    waiting: list[Fault] = field(default_factory=list)

    def add(
        self, method: str, kind: str, times: int = 1, match: Match | None = None, **kind_args: Any
    ) -> Fault:
        """Switches one on. Raises ValueError for a kind that there is not.

        "429" (``retry_after``) · "500_before", "500_after" (``status``) · "drop_before", "drop_after" ·
        "hang" · "slow" (done at once, answered after ``seconds``) · "half_body" · "late" (done only after
        ``seconds``, whether or not the app still waits) · "error" (``code``). "before": nothing is done.
        """
        if kind not in KINDS:
            raise ValueError(f"There is no fault {kind!r}; there is {', '.join(sorted(KINDS))}.")
        fault = Fault(method, kind, times, match, **kind_args)
        self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Switches all of them off."""
        self.waiting.clear()

    def take(self, method: str, args: dict[str, Any]) -> Fault | None:
        """The fault for this call, used up by one; None when it shall go well."""
        for fault in self.waiting:
            if fault.fits(method, args):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
