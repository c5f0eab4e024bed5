"""A row of the report: the median of interleaved rounds, and how far they spread."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Row:
    """``ratios``: ours by theirs, one for each round."""

    name: str
    ratios: Sequence[float]
    goal: str

    def __str__(self) -> str:
        middle = statistics.median(self.ratios)
        spread = f"({min(self.ratios):.2f} to {max(self.ratios):.2f})"
        return f"{self.name}  ratio {middle:.2f} {spread}  goal {self.goal}"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
