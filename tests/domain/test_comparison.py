"""Channels side by side: their order, their pages, and what is called strong or a gap."""

from __future__ import annotations

import pytest

from bot.domain.comparison import (
    MOST_CHANNELS,
    ComparedArea,
    ComparedChannel,
    compared,
    is_gap,
    is_strength,
    page,
)
from bot.domain.errors import NotOurs
from bot.domain.status import Counts

DATA, NETWORK = ComparedArea("data", "Data", "Internal"), ComparedArea("network", "Network", "Internal")
ONE_RED = Counts(red=1, questions=3)


def channel(name: str, counts: Counts = ONE_RED, area: ComparedArea = DATA) -> ComparedChannel:
    return ComparedChannel(f"C{name.upper()}", name, {area.id: counts})


def test_channels_stand_by_the_alphabet_whatever_was_agreed() -> None:
    worst, best = Counts(red=9, questions=9), Counts(green=9, questions=9)
    shown = compared([DATA], [channel("Zebra", best), channel("ant", worst), channel("Bee", best)])
    assert [one.name for one in shown.channels] == ["ant", "Bee", "Zebra"]


def test_only_where_something_is_agreed() -> None:
    shown = compared(
        [DATA, NETWORK],
        [
            channel("a", Counts(questions=3)),
            channel("b", Counts(not_applicable=1, questions=3)),
            channel("c"),
        ],
    )
    assert [one.name for one in shown.channels] == ["b", "c"]
    assert shown.areas == (DATA,)


@pytest.mark.parametrize(
    ("counts", "strong", "gap"),
    [
        (Counts(green=3, questions=3), True, False),
        (Counts(amber=1, green=2, questions=3), True, False),
        (Counts(amber=2, green=2, questions=4), False, False),
        (Counts(red=1, green=8, questions=9), False, True),
        (Counts(questions=3), False, False),
        (None, False, False),
    ],
)
def test_what_is_strong_and_what_is_a_gap(counts: Counts | None, strong: bool, gap: bool) -> None:
    assert (is_strength(counts), is_gap(counts)) == (strong, gap)


def test_pages_go_through_all_channels_once() -> None:
    everything = compared([DATA], [channel(f"c{number:02}") for number in range(12)])
    first, found = 0, []
    while first is not None:
        shown = page(everything, first)
        assert len(shown.channels) <= MOST_CHANNELS
        found += [one.name for one in shown.channels]
        assert shown.earlier == (first - MOST_CHANNELS if first else None)
        first = shown.later
    assert found == [f"c{number:02}" for number in range(12)]


@pytest.mark.parametrize("first", [3, 15, 1000])
def test_no_page_begins_elsewhere(first: int) -> None:
    everything = compared([DATA], [channel(f"c{number:02}") for number in range(12)])
    with pytest.raises(NotOurs):
        page(everything, first)
