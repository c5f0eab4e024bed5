"""The picture of ratings by area, as a value and in words: how each area stands now and how it stood before.

The words are plain text: where they are shown somebody else escapes them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.language import marked, t, tc, tn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RATINGS_IN_ENGLISH = (marked("Red"), marked("Amber"), marked("Green"))
LONGEST_ALT_TEXT = 1000
"""What Slack takes as the description of a file, in characters."""

LONGEST_TITLE_IN_ALT_TEXT = 200


class Occasion(StrEnum):
    """What a picture belongs to, and so what it sets the ratings beside: those at the last digest, those of
    the channel's last review, or none.
    """

    DIGEST = "digest"
    REVIEW = "review"
    FIRST_REVIEW = "first_review"


@dataclass(frozen=True)
class AreaBar:
    """How many questions of an area are agreed as what. ``before`` is red, amber and green at the last digest
    or in the last review; None where nothing was agreed then.
    """

    name: str
    section: str
    red: int
    amber: int
    green: int
    to_agree: int
    not_applicable: int
    before: tuple[int, int, int] | None

    @property
    def ratings(self) -> tuple[int, int, int]:
        return (self.red, self.amber, self.green)

    @property
    def total(self) -> int:
        """The questions that count: what is agreed as *Not applicable* is left out."""
        return sum(self.ratings) + self.to_agree

    @property
    def earlier(self) -> tuple[int, int, int] | None:
        """``before``, where there was anything in it."""
        return self.before if self.before and any(self.before) else None

    @property
    def changes(self) -> tuple[int, int, int]:
        """How many more of each rating there are; nothing has changed where nothing was agreed before."""
        return _less(self.ratings, self.earlier or self.ratings)


@dataclass(frozen=True)
class RagChart:
    title: str
    bars: tuple[AreaBar, ...]
    occasion: Occasion = Occasion.DIGEST


def sections(chart: RagChart) -> tuple[tuple[str, tuple[AreaBar, ...]], ...]:
    """The bars of each section together, in the order in which they first appear."""
    found: dict[str, list[AreaBar]] = {}
    for bar in chart.bars:
        found.setdefault(bar.section, []).append(bar)
    return tuple((section, tuple(bars)) for section, bars in found.items())


def total_bar(chart: RagChart) -> AreaBar:
    """All areas added up, as if they were one. Where nothing was agreed before, nothing is added."""
    earlier = [bar.earlier for bar in chart.bars if bar.earlier]
    return AreaBar(
        name=t("All areas"),
        section="",
        red=sum(bar.red for bar in chart.bars),
        amber=sum(bar.amber for bar in chart.bars),
        green=sum(bar.green for bar in chart.bars),
        to_agree=sum(bar.to_agree for bar in chart.bars),
        not_applicable=sum(bar.not_applicable for bar in chart.bars),
        before=_column_sums(earlier) if earlier else None,
    )


def rating_words() -> tuple[str, ...]:
    """``Red``, ``Amber``, ``Green``"""
    return tuple(t(word) for word in RATINGS_IN_ENGLISH)


def change(by: int) -> str:
    """``2 more``, ``1 fewer``, ``the same``"""
    if by > 0:
        return tn("{n} more", "{n} more", by)
    return tn("{n} fewer", "{n} fewer", -by) if by else t("the same")


def left(number: int, occasion: Occasion) -> str:
    """``3 to agree``; of a review that is closed ``3 not agreed``."""
    if occasion is Occasion.DIGEST:
        return tn("{n} to agree", "{n} to agree", number)
    return tn("{n} not agreed", "{n} not agreed", number)


def left_out(number: int) -> str:
    return tn("{n} not applicable", "{n} not applicable", number)


def key(occasion: Occasion) -> str:
    """What the two bars of an area are; empty where there is but one."""
    if occasion is Occasion.FIRST_REVIEW:
        return ""
    if occasion is Occasion.REVIEW:
        return t("Wide bar: this review. Thin bar: the last one.")
    return t("Wide bar: now. Thin bar: at the last digest.")


def state(bar: AreaBar, occasion: Occasion = Occasion.DIGEST) -> str:
    """``Red 6 (2 fewer), Amber 14 (the same), Green 11 (2 more), 3 to agree, 1 not applicable``"""
    parts = [_ratings(bar)] if any(bar.ratings) or bar.earlier else []
    if bar.to_agree:
        parts.append(left(bar.to_agree, occasion))
    if bar.not_applicable:
        parts.append(left_out(bar.not_applicable))
    words = _listed(parts) or t("no questions")
    if occasion is Occasion.FIRST_REVIEW or bar.earlier or not any(bar.ratings):
        return words
    return t("{state}; nothing was agreed before", state=words)


def movement(bar: AreaBar, occasion: Occasion = Occasion.DIGEST) -> tuple[str, ...]:
    """What changed, in lines: ``Red 2 fewer``, ``Green 2 more``; or one line that says why there is none.

    There is no line where no question counts, neither now nor before, and none in a first review.
    """
    if occasion is Occasion.FIRST_REVIEW:
        return ()
    if not bar.earlier:
        if not bar.total:
            return ()
        if any(bar.ratings):
            return (t("Nothing agreed before"),)
        return (t("Nothing agreed yet") if occasion is Occasion.DIGEST else t("Nothing agreed"),)
    changed = zip(rating_words(), bar.changes, strict=True)
    lines = (t("{answer} {change}", answer=word, change=change(by)) for word, by in changed if by)
    return tuple(lines) or (t("The same"),)


def in_words(chart: RagChart) -> str:
    """All that the picture shows: the sums, then each section with its areas, a line for each."""
    sums = _capital(state(total_bar(chart), chart.occasion))
    lines = [chart.title, t("{sentence}.", sentence=sums)]
    for section, bars in sections(chart):
        lines += ["", section, *(_told(bar.name, bar, chart.occasion) for bar in bars)]
    return "\n".join(lines)


def alt_text(chart: RagChart) -> str:
    """The picture in at most 1000 characters: the sums, then the areas, those that slipped first.

    Where not all areas have room, it ends with how many are left out.
    """
    title = chart.title
    if len(title) > LONGEST_TITLE_IN_ALT_TEXT:
        title = f"{title[: LONGEST_TITLE_IN_ALT_TEXT - 1].rstrip()}…"
    sums = _sums(title, state(total_bar(chart), chart.occasion), chart.occasion)
    names = Counter(bar.name for bar in chart.bars)
    areas = [
        _told(f"{bar.name} ({bar.section})" if names[bar.name] > 1 else bar.name, bar, chart.occasion)
        for bar in sorted(chart.bars, key=_urgency)
    ]
    return within(LONGEST_ALT_TEXT, [sums, *areas])


def _told(name: str, bar: AreaBar, occasion: Occasion) -> str:
    return t("{area}: {state}.", area=name, state=state(bar, occasion))


def _sums(title: str, sums: str, occasion: Occasion) -> str:
    given = {"title": title, "sums": sums}
    if occasion is Occasion.FIRST_REVIEW:
        return t("{title}: ratings by area. All areas: {sums}.", **given)
    if occasion is Occasion.REVIEW:
        return t("{title}: ratings by area, in this review and in the last one. All areas: {sums}.", **given)
    return t("{title}: ratings by area, now and at the last digest. All areas: {sums}.", **given)


def _urgency(bar: AreaBar) -> tuple[int, ...]:
    red, amber, green = bar.changes
    return (-red, green, -amber, -bar.red, -bar.amber)


def within(limit: int, sentences: Sequence[str]) -> str:
    """As many of them as there is room for, whole ones, the first at any rate."""
    for kept in range(len(sentences), 0, -1):
        left_out = len(sentences) - kept
        more = [tn("And {n} more area.", "And {n} more areas.", left_out)] if left_out else []
        text = " ".join([*sentences[:kept], *more])
        if len(text) <= limit:
            break
    return text[:limit]


def _ratings(bar: AreaBar) -> str:
    """All three, so that a nought is said too."""
    told = zip(rating_words(), bar.ratings, bar.changes, strict=True)
    return _listed(rating(word, n, by if bar.earlier else None) for word, n, by in told)


def rating(word: str, number: int, moved: int | None) -> str:
    """``Red 6 (2 fewer)``; ``Red 6`` where there is nothing to set it beside."""
    words = t("{answer} {number}", answer=word, number=number)
    return words if moved is None else t("{rating} ({change})", rating=words, change=change(moved))


def _listed(parts: Iterable[str]) -> str:
    return tc("between the parts of a list", ", ").join(parts)


def _less(now: tuple[int, int, int], before: tuple[int, int, int]) -> tuple[int, int, int]:
    return (now[0] - before[0], now[1] - before[1], now[2] - before[2])


def _column_sums(rows: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    red, amber, green = zip(*rows, strict=True)
    return (sum(red), sum(amber), sum(green))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
