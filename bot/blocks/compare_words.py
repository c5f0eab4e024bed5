"""What is said of channels side by side: in the message, and with the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import quiet
from bot.blocks.text import answer_word, escape
from bot.domain.answers import RATINGS
from bot.domain.chart import LONGEST_ALT_TEXT, within
from bot.domain.language import t, tc, tn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.blocks.kit import Message
    from bot.domain.comparison import ComparedArea, ComparedChannel, Comparison
    from bot.domain.status import Counts

MOST_AREAS = 40


def too_few(*, channels: int) -> Message:
    """In fewer than two channels that this person is in is anything agreed: there is nothing to compare."""
    if channels:
        words = t(
            "Something is agreed in only one channel that you are in, so there is nothing to set it beside. "
            "Comparing begins with a second one: join it, or start a review there. "
            "`/socmob status` and `/socmob history` show the one."
        )
    else:
        words = t(
            "Nothing is agreed yet in any channel that you are in. Comparing begins when two of your "
            "channels have agreed ratings. `/socmob start` begins a review."
        )
    return quiet.sentence(words)


def making() -> Message:
    return quiet.sentence(t("I am drawing the picture. You will find it in your messages with me."))


def sent_already() -> Message:
    return quiet.sentence(t("I have that picture in hand already: it comes once."))


def comment(comparison: Comparison) -> str:
    """With the picture in direct messages: what it is, and the same in words."""
    lines = [escape(line) for line in in_few_words(comparison)]
    return "\n".join([f"*{heading(comparison)}*", what_counts(), *lines, what_is_meant()])


def alt_text(comparison: Comparison) -> str:
    """The picture in at most as many characters as Slack takes."""
    return within(LONGEST_ALT_TEXT, [f"{heading(comparison)}.", what_counts(), *in_few_words(comparison)])


def heading(comparison: Comparison) -> str:
    """``5 channels side by side``, or which of them this page shows."""
    if len(comparison.channels) == comparison.total:
        return tn("{n} channel side by side", "{n} channels side by side", comparison.total)
    last = comparison.first + len(comparison.channels)
    if len(comparison.channels) == 1:
        return t("Channel {last} of {total}", last=last, total=comparison.total)
    return t(
        "Channels {first} to {last} of {total}", first=comparison.first + 1, last=last, total=comparison.total
    )


def what_counts() -> str:
    return t(
        "Of the channels that you are in, by the alphabet. The last agreed rating of each question counts, "
        "whether its review is open or closed."
    )


def what_is_meant() -> str:
    return t(
        "Strong: more Green than Amber, and no Red. A gap: at least one Red. "
        "Channels differ in what they do, so this is for learning from each other; it is no ranking."
    )


def cell(counts: Counts | None) -> str:
    """``Red 1, Amber 3, 2 to agree``; what there is none of is left out."""
    if counts is None:
        return t("not asked there")
    parts = [
        t("{answer} {number}", answer=answer_word(rating), number=counts.count(rating))
        for rating in RATINGS
        if counts.count(rating)
    ]
    if not parts and not counts.not_applicable:
        return t("nothing agreed")
    if counts.not_applicable:
        parts.append(tn("{n} not applicable", "{n} not applicable", counts.not_applicable))
    if counts.to_agree:
        parts.append(tn("{n} to agree", "{n} to agree", counts.to_agree))
    return ", ".join(parts)


def cell_in_letters(counts: Counts | None) -> str:
    """``R 1 A 3``: for a text in which there is no room for words."""
    if counts is None:
        return "–"
    letters = zip(_letters(), RATINGS, strict=True)
    parts = [f"{letter} {counts.count(rating)}" for letter, rating in letters if counts.count(rating)]
    return " ".join(parts) or "0"


def _letters() -> tuple[str, str, str]:
    return (
        tc("the letter for Red in a picture", "R"),
        tc("the letter for Amber in a picture", "A"),
        tc("the letter for Green in a picture", "G"),
    )


def in_few_words(comparison: Comparison) -> Iterator[str]:
    """A line for each area in which a channel is strong or has a gap, in plain text with channels' names."""
    for area in comparison.areas[:MOST_AREAS]:
        line = strong_and_gaps(comparison, area, lambda one: f"#{one.name}", area.name)
        if line:
            yield line


def strong_and_gaps(
    comparison: Comparison, area: ComparedArea, name_of: Callable[[ComparedChannel], str], area_name: str
) -> str:
    strong = ", ".join(name_of(one) for one in comparison.strong(area))
    gaps = ", ".join(
        t("{channel} ({number} of {whole} Red)", channel=name_of(one), number=counts.red, whole=counts.agreed)
        for one in comparison.gaps(area)
        if (counts := one.counts[area.id])
    )
    if strong and gaps:
        return t("{area}: strong in {strong}; a gap in {gaps}.", area=area_name, strong=strong, gaps=gaps)
    if strong:
        return t("{area}: strong in {strong}.", area=area_name, strong=strong)
    return t("{area}: a gap in {gaps}.", area=area_name, gaps=gaps) if gaps else ""
