"""Channels side by side, area by area. Nothing here ranks: channels stand by the alphabet, areas in the
checklist's order, and no channel is added up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.errors import NotOurs
from bot.domain.status import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_CHANNELS = 5
"""On one page, and in one picture: more would leave no room for the words."""


@dataclass(frozen=True)
class ComparedChannel:
    """``counts`` by area id, over the last agreed rating of each question; an area that the channel's
    checklist does not have is not in it.
    """

    channel_id: str
    name: str
    counts: Mapping[str, Counts]


@dataclass(frozen=True)
class ComparedArea:
    id: str
    name: str
    section: str


@dataclass(frozen=True)
class Comparison:
    """``first`` is the place of the first channel on this page among ``total``, counted from 0."""

    areas: tuple[ComparedArea, ...]
    channels: tuple[ComparedChannel, ...]
    first: int = 0
    total: int = 0

    @property
    def later(self) -> int | None:
        """Where the next page begins."""
        after = self.first + len(self.channels)
        return after if after < self.total else None

    @property
    def earlier(self) -> int | None:
        return max(0, self.first - MOST_CHANNELS) if self.first else None

    def counts(self, channel: ComparedChannel, area: ComparedArea) -> Counts | None:
        return channel.counts.get(area.id)

    def strong(self, area: ComparedArea) -> tuple[ComparedChannel, ...]:
        return tuple(one for one in self.channels if is_strength(self.counts(one, area)))

    def gaps(self, area: ComparedArea) -> tuple[ComparedChannel, ...]:
        return tuple(one for one in self.channels if is_gap(self.counts(one, area)))


def compared(areas: Iterable[ComparedArea], channels: Iterable[ComparedChannel]) -> Comparison:
    """All channels in which something is agreed, by the alphabet, and the areas of any of them."""
    shown = sorted(
        (one for one in channels if any(_is_rated(counts) for counts in one.counts.values())),
        key=lambda one: (one.name.casefold(), one.channel_id),
    )
    known = tuple(area for area in areas if any(area.id in one.counts for one in shown))
    return Comparison(known, tuple(shown), 0, len(shown))


def page(comparison: Comparison, first: int) -> Comparison:
    """So many of its channels from ``first`` on. Raises NotOurs where no page can begin there."""
    if first % MOST_CHANNELS or (first and first >= comparison.total):
        raise NotOurs
    return replace(comparison, channels=comparison.channels[first : first + MOST_CHANNELS], first=first)


def is_strength(counts: Counts | None) -> bool:
    """Agreed Green more often than Amber, and never Red."""
    return counts is not None and not counts.red and counts.green > counts.amber


def is_gap(counts: Counts | None) -> bool:
    """At least one Red is agreed."""
    return counts is not None and counts.red > 0


def _is_rated(counts: Counts) -> bool:
    return bool(counts.agreed or counts.not_applicable)
