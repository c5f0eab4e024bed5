"""The colours of the charts: told apart in grey as well, with inks that can be read on them.

Bluish green beside a deep red, and a light amber between them, hold for people who see red and green alike.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Paint:
    """``pattern`` lies on ``fill``; ``ink`` is written on both. All are ``#rrggbb``."""

    fill: str
    pattern: str
    ink: str
    edge: str


PAGE = "#ffffff"
INK = "#1c1c1c"
QUIET_INK = "#555555"
PAINTS = {
    "red": Paint(fill="#9f1d24", pattern="#8a151c", ink="#ffffff", edge="#6d0f15"),
    "amber": Paint(fill="#ffc042", pattern="#f0ab1f", ink="#1c1c1c", edge="#8a5a00"),
    "green": Paint(fill="#2fa57f", pattern="#2fa57f", ink="#111111", edge="#0e6148"),
    "to_agree": Paint(fill="#ffffff", pattern="#ffffff", ink="#1c1c1c", edge="#6b6b6b"),
}

"""Of bars, which hold patterns beside letters."""

STANDINGS = {
    **{name: PAINTS[name] for name in ("red", "amber", "green", "to_agree")},
    "not_applicable": Paint(fill="#e4e4e4", pattern="#e4e4e4", ink="#1c1c1c", edge="#6b6b6b"),
    "not_agreed": PAINTS["to_agree"],
    "not_revealed": Paint(fill="#ffffff", pattern="#ffffff", ink="#555555", edge="#6b6b6b"),
}
"""Of cells that say where a recommendation stands."""


def as_plain() -> dict[str, dict[str, str]]:
    return {name: asdict(paint) for name, paint in PAINTS.items()}
