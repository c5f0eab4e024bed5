"""The picture of channels side by side: from the value to a job, and from the job to what is drawn. Pure."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.domain.chart import Occasion, left, rating_words
from bot.domain.language import t
from bot.render import palette
from bot.render.bars import letters, parts, plain
from bot.render.chart import WIDTH
from bot.render.texts import directed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.comparison import Comparison
    from bot.domain.status import Counts

NARROWEST, WIDEST = 220, 420
GAP = 16
"""Of a column and before it, in pixels."""

NAMES = 320
"""The least that is left for the names of the areas."""

LETTER, MARGIN = 14, 14
"""More than a letter takes in the sizes of the template, whatever the font."""


def job(comparison: Comparison, title: str, note: str) -> dict[str, Any]:
    return {
        "kind": "compare",
        "title": plain(title),
        "note": note,
        "words": dict(zip(palette.PAINTS, [*rating_words(), t("To agree")], strict=True)),
        "names": [plain(f"#{channel.name}") for channel in comparison.channels],
        "sections": [
            {
                "title": plain(section),
                "rows": [
                    {
                        "name": plain(area.name),
                        "cells": [_cell(channel.counts.get(area.id)) for channel in comparison.channels],
                    }
                    for area in areas
                ],
            }
            for section, areas in groupby(comparison.areas, key=lambda area: area.section)
        ],
    }


def picture(job: Mapping[str, Any]) -> dict[str, Any]:
    """What the template draws: every length and colour is settled here, only text is measured there."""
    width = _column(len(job["names"]))
    return {
        "width": WIDTH,
        "bar": width,
        "gap": GAP,
        "page": palette.PAGE,
        "ink": palette.INK,
        "quiet": palette.QUIET_INK,
        "paints": palette.as_plain(),
        "title": directed(job["title"]),
        "note": job["note"],
        "words": job["words"],
        "names": [directed(name) for name in job["names"]],
        "sections": [
            {
                "title": directed(section["title"]),
                "rows": [
                    {
                        "name": directed(row["name"]),
                        "cells": [_drawn(cell, width) for cell in row["cells"]],
                    }
                    for row in section["rows"]
                ],
            }
            for section in job["sections"]
        ],
    }


def _cell(counts: Counts | None) -> dict[str, Any]:
    """A bar where anything is agreed or to agree; else words."""
    if counts is None:
        return {"numbers": [], "to_agree": "", "says": t("not asked")}
    numbers = [counts.red, counts.amber, counts.green, counts.to_agree]
    return {
        "numbers": numbers if any(numbers) else [],
        "to_agree": left(counts.to_agree, Occasion.DIGEST),
        "says": t("not applicable"),
    }


def _drawn(cell: Mapping[str, Any], width: float) -> dict[str, Any]:
    """Each bar fills its column: what differs between channels is how it is divided."""
    numbers: Sequence[int] = cell["numbers"]
    if not numbers:
        return {"parts": [], "says": cell["says"]}
    labels = [*letters(numbers[:3]), [cell["to_agree"], str(numbers[3])]]
    drawn = parts(numbers, labels, sum(numbers), width, letter=LETTER, margin=MARGIN)
    return {"parts": drawn, "says": ""}


def _column(channels: int) -> float:
    room = WIDTH - 2 * 48 - NAMES
    return min(WIDEST, max(NARROWEST, room / max(1, channels) - GAP))
