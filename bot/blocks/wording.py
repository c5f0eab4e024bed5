"""Answers, agreements and progress in words, the same words wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import WORDS, answer_word, count, escape_within
from bot.domain.answers import RATINGS, SHOWN_FROM, Choice, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.answers import Agreement, Proposal, Tally
    from bot.domain.reviews import Progress
    from bot.domain.status import Counts

REASONS = {
    Reason.SPLIT: "split, both red and green were given",
    Reason.SPREAD: "spread, fewer than three quarters agree",
    Reason.TOO_FEW: "too few ratings for a proposal",
    Reason.DO_NOT_KNOW: "most of us do not know",
}
DIFFER = "the ratings differ"
"""What is said of a split or a spread whose distribution is hidden: which of them it is would tell it."""


def distribution(tally: Tally) -> str:
    """``Red 1 · Amber 5 · Don't know 1``; of fewer ratings than may be shown only whether they agree."""
    if not tally.ratings:
        return "Nobody rated this."
    if not tally.is_shown:
        return _protected(tally)
    return " · ".join(f"{WORDS[choice]} {tally.count(choice)}" for choice in Choice if tally.count(choice))


def running(tally: Tally) -> str:
    """The distribution of an area that still takes answers, for a live review."""
    if not tally.answers:
        return "Nobody has answered this yet."
    if not tally.ratings:
        return "Nobody has rated this yet."
    return distribution(tally)


def proposal_words(proposal: Proposal, tally: Tally) -> str:
    """``Proposed: Amber.`` or ``Discuss: split, both red and green were given.``"""
    if proposal.choice is not None:
        return f"Proposed: {answer_word(proposal.choice)}."
    if proposal.reason is None:
        return "Discuss."
    differs = proposal.reason in (Reason.SPLIT, Reason.SPREAD)
    why = DIFFER if differs and not tally.is_shown else REASONS[proposal.reason]
    return f"Discuss: {why}."


def agreed_words(agreement: Agreement | None, *, longest_reason: int = 500) -> str:
    """``Agreed: Amber.``, with the reason on the record after it; safe for mrkdwn."""
    if agreement is None or agreement.choice is None:
        return "Not agreed yet."
    words = f"Agreed: {answer_word(agreement.choice)}."
    if agreement.reason:
        words += f" Reason: {as_sentence(escape_within(agreement.reason.strip(), longest_reason))}"
    return words


def progress_words(progress: Progress) -> str:
    """``4 of 9 have answered``"""
    return f"{progress.answered} of {progress.taking_part} have answered"


def in_part(progress: Progress) -> str:
    """``, 2 more in part``: what a reveal shows was given by them, too."""
    return f", {progress.in_part} more in part" if progress.in_part else ""


def rag(counts: Counts) -> str:
    """``Red 6, Amber 14, Green 11``: all three, so that a nought is said too."""
    return ", ".join(f"{WORDS[choice]} {counts.count(choice)}" for choice in RATINGS)


def joined(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``"""
    items = list(parts)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def as_sentence(text: str) -> str:
    """With a full stop at its end, unless it ends in a mark of its own."""
    return text if text.endswith((".", "!", "?", "…", "。", "؟")) else f"{text}."


def _protected(tally: Tally) -> str:
    words = f"{count(tally.ratings, 'person', 'people')} rated this; shown from {SHOWN_FROM}."
    if tally.ratings == 1:
        return words
    return f"{words} {'They agree.' if tally.is_unanimous else 'They do not all agree.'}"
