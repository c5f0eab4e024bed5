"""What ``forget-me`` would take away, for the person to read before they decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Footprint:
    """``alone_in``: the channels of open reviews that nobody else facilitates."""

    answers: int = 0
    comments: int = 0
    open_steps: int = 0
    is_in_network: bool = False
    is_coordinator: bool = False
    alone_in: tuple[str, ...] = ()
