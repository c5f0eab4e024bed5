"""The RAG chart: from the value to a job, and from the job to what the template draws. Pure.

The template is fixed; everything that differs reaches it as data, so no name can become markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.chart import (
    AreaBar,
    Occasion,
    key,
    left,
    left_out,
    movement,
    rating_words,
    sections,
    state,
    total_bar,
)
from bot.domain.language import t
from bot.render import palette
from bot.render.bars import letters, parts, plain
from bot.render.texts import directed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.chart import RagChart

WIDTH = 1600
BAR = 728
"""How wide the bars are, in pixels as everything here."""

NOW_LETTER, NOW_MARGIN = 20, 18
BEFORE_LETTER, BEFORE_MARGIN = 14, 12
"""More than a letter takes in the sizes of the template, whatever the font."""


def job(chart: RagChart) -> dict[str, Any]:
    return {
        "kind": "chart",
        "title": plain(chart.title),
        "sums": _capital(state(total_bar(chart), chart.occasion)),
        "words": _key_words(chart.occasion),
        "sections": [
            {"title": plain(section), "bars": [_bar(bar, chart.occasion) for bar in bars]}
            for section, bars in sections(chart)
        ],
    }


def picture(job: Mapping[str, Any]) -> dict[str, Any]:
    """What the template draws: every length and colour is settled here, only text is measured there."""
    return {
        "width": WIDTH,
        "bar": BAR,
        "page": palette.PAGE,
        "ink": palette.INK,
        "quiet": palette.QUIET_INK,
        "paints": palette.as_plain(),
        "title": directed(job["title"]),
        "sums": job["sums"],
        "words": job["words"],
        "sections": [
            {"title": directed(section["title"]), "rows": [_row(bar) for bar in section["bars"]]}
            for section in job["sections"]
        ],
    }


def _key_words(occasion: Occasion) -> dict[str, str]:
    """The words of the key, by the paint that each names, and the note beside them."""
    to_agree = t("To agree") if occasion is Occasion.DIGEST else t("Not agreed")
    words = [*rating_words(), to_agree]
    return {
        **dict(zip(palette.PAINTS, words, strict=True)),
        "note": key(occasion),
        "nothing": t("No question applies now"),
    }


def _bar(bar: AreaBar, occasion: Occasion) -> dict[str, Any]:
    return {
        "name": plain(bar.name),
        "ratings": list(bar.ratings),
        "to_agree": bar.to_agree,
        "to_agree_words": left(bar.to_agree, occasion),
        "left_out": left_out(bar.not_applicable) if bar.not_applicable else "",
        "before": list(bar.earlier) if bar.earlier else None,
        "movement": list(movement(bar, occasion)),
    }


def _row(bar: Mapping[str, Any]) -> dict[str, Any]:
    """Both bars of an area are drawn to one scale: a question is as long then as it is now."""
    now = [*bar["ratings"], bar["to_agree"]]
    before = bar["before"] or [0, 0, 0]
    longest = max(sum(now), sum(before))
    return {
        "name": directed(bar["name"]),
        "left_out": bar["left_out"],
        "movement": bar["movement"],
        "now": _now(now, bar["to_agree_words"], longest),
        "before": _before(before, longest),
    }


def _now(numbers: Sequence[int], to_agree_words: str, longest: int) -> list[dict[str, Any]]:
    *rated, to_agree = numbers
    labels = [*letters(rated), [to_agree_words, str(to_agree)]]
    return parts(numbers, labels, longest, BAR, letter=NOW_LETTER, margin=NOW_MARGIN)


def _before(numbers: Sequence[int], longest: int) -> list[dict[str, Any]]:
    return parts(numbers, letters(numbers), longest, BAR, letter=BEFORE_LETTER, margin=BEFORE_MARGIN)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
