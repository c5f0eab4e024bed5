"""Shapes of single values: strings, flags, numbers and words from a list."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from bot.sandbox.limits.forms import WEB_ADDRESS, Form
from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.walk import Walk


@dataclass(frozen=True, slots=True)
class Str:
    """A string of ``least`` to ``most`` code points; ``shown`` ones count towards a message's text."""

    most: int | None = None
    least: int = 1
    form: Form | None = None
    shown: bool = False

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, str):
            walk.report(at, "must provide a string")
            return
        size = len(value)
        if self.shown:
            walk.characters += size
        if size < self.least:
            walk.report(at, f"must be more than {self.least - 1} characters")
        elif self.most is not None and size > self.most:
            walk.report(at, f"must be less than {self.most + 1} characters")
        elif self.form is not None and not self.form.fits(value):
            walk.report(at, self.form.wording)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, bool):
            walk.report(at, "must provide a boolean")


def is_number(value: Any) -> bool:
    """Tell a number as JSON knows it: Python's booleans are integers too, and its floats may be NaN."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Num:
    """A number between two bounds, both allowed; a whole one unless ``whole`` is false."""

    least: float | None = None
    most: float | None = None
    whole: bool = True

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not is_number(value) or (self.whole and not isinstance(value, int)):
            walk.report(at, "must provide an integer" if self.whole else "must provide a number")
        elif self.least is not None and value < self.least:
            walk.report(at, f"must be greater than or equal to {self.least}")
        elif self.most is not None and value > self.most:
            walk.report(at, f"must be less than or equal to {self.most}")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few known words or numbers."""

    words: tuple[str | int, ...]

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if isinstance(value, bool) or value not in self.words:
            walk.report(at, "must be a valid enum value")


ID = Str(255)
FLAG = Flag()
BORDER = OneOf((0, 1))
STYLE = OneOf(("primary", "danger"))
ACCESSIBILITY_LABEL = Str(75)
IMAGE_URL = Str(3000, form=WEB_ADDRESS)
