"""The state of one walk through a payload."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from bot.sandbox.limits.problem import Path, Problem, pointer

Surface = Literal["message", "modal", "home"]


@dataclass(slots=True)
class Walk:
    """Which surface is checked, what was found so far, and how much text the reader is shown."""

    surface: Surface
    code: str
    found: list[Problem] = field(default_factory=list)
    characters: int = 0

    def report(self, at: Path, reason: str, code: str | None = None) -> None:
        """Note a problem, under the error of the whole walk unless it has one of its own."""
        self.found.append(Problem(pointer(at), reason, code or self.code))


class Shape(Protocol):
    """Anything that can hold a value of a payload against what Slack allows there."""

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        """Report to ``walk`` each way in which ``value``, found at ``at``, is not allowed."""
        ...
