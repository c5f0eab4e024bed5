"""Comparisons that are drawn and told in tests: of the usual kind, and the worst that there can be."""

from __future__ import annotations

from bot.domain.comparison import ComparedArea, ComparedChannel, Comparison, compared
from bot.domain.status import Counts
from tests.blocks.block_examples import CHECKLIST
from tests.render.chart_examples import HOSTILE_NAMES, NAMES_OF_THE_WORLD

AREAS = tuple(
    ComparedArea(area.id, area.short, section.title)
    for section in CHECKLIST.sections
    for area in section.areas
)


def channel(number: int, name: str, areas: tuple[ComparedArea, ...] = AREAS) -> ComparedChannel:
    counts = {
        area.id: Counts(
            red=(number + at) % 3 if number % 4 else 0,
            amber=(number + 2 * at) % 4,
            green=(2 * number + at) % 5,
            not_applicable=int((number + at) % 7 == 0),
            questions=(number + at) % 3 + (number + 2 * at) % 4 + (2 * number + at) % 5 + 2,
        )
        for at, area in enumerate(areas)
    }
    return ComparedChannel(f"C{number:010}", name, counts)


def usual(channels: int = 3) -> Comparison:
    names = ("people-and-culture", "engineering", "early-careers", "finance", "customer-care")
    return compared(AREAS, [channel(number, f"{names[number % 5]}-{number}") for number in range(channels)])


def worst(channels: int = 30) -> Comparison:
    """Twelve areas of twelve questions with every kind of answer, and names as long as names can be."""
    areas = tuple(
        ComparedArea(f"area-{n}", f"{n} ".ljust(24, "W"), NAMES_OF_THE_WORLD[n % 2]) for n in range(12)
    )
    names = [*HOSTILE_NAMES, *NAMES_OF_THE_WORLD, *(f"{n} ".ljust(80, "w") for n in range(30))]
    counts = {area.id: Counts(red=3, amber=3, green=4, not_applicable=1, questions=12) for area in areas}
    return compared(areas, [ComparedChannel(f"C{n:010}", names[n], counts) for n in range(channels)])
