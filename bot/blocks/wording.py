"""Answers, agreements and progress in words, the same words wherever they are shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.blocks.text import answer_count, answer_word, escape_within, listed
from bot.domain.answers import RATINGS, SHOWN_FROM, Choice, Reason
from bot.domain.language import marked, t, tn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.answers import Agreement, Proposal, Tally
    from bot.domain.reviews import Progress
    from bot.domain.status import Counts

SECONDS_A_QUESTION = 40

TO_DISCUSS = {
    Reason.SPLIT: marked("Discuss: split, both red and green were given."),
    Reason.SPREAD: marked("Discuss: spread, fewer than three quarters agree."),
    Reason.TOO_FEW: marked("Discuss: too few ratings for a proposal."),
    Reason.DO_NOT_KNOW: marked("Discuss: most of us do not know."),
}
DIFFER = marked("Discuss: the ratings differ.")
"""What is said of a split or a spread whose distribution is hidden: which of them it is would tell it."""


def distribution(tally: Tally) -> str:
    """``Red 1 · Amber 5 · Don't know 1``; of fewer ratings than may be shown only whether they agree."""
    if not tally.ratings:
        return t("Nobody rated this.")
    if not tally.is_shown:
        return _protected(tally)
    return " · ".join(answer_count(choice, tally.count(choice)) for choice in Choice if tally.count(choice))


def running(tally: Tally) -> str:
    """The distribution of an area that still takes answers, for a live review."""
    if not tally.answers:
        return t("Nobody has answered this yet.")
    if not tally.ratings:
        return t("Nobody has rated this yet.")
    return distribution(tally)


def proposal_words(proposal: Proposal, tally: Tally) -> str:
    """``Proposed: Amber.`` or ``Discuss: split, both red and green were given.``"""
    if proposal.choice is not None:
        return t("Proposed: {answer}.", answer=answer_word(proposal.choice))
    if proposal.reason is None:
        return t("Discuss.")
    differs = proposal.reason in (Reason.SPLIT, Reason.SPREAD)
    return t(DIFFER if differs and not tally.is_shown else TO_DISCUSS[proposal.reason])


def agreed_words(agreement: Agreement | None, *, longest_reason: int = 500) -> str:
    """``Agreed: Amber.``, with the reason on the record after it; safe for mrkdwn."""
    if agreement is None or agreement.choice is None:
        return t("Not agreed yet.")
    words = t("Agreed: {answer}.", answer=answer_word(agreement.choice))
    return f"{words} {reason_words(agreement.reason, longest_reason)}" if agreement.reason else words


def reason_words(reason: str, longest: int) -> str:
    """``Reason: Only two teams do.``, safe for mrkdwn."""
    return t("Reason: {reason}", reason=as_sentence(escape_within(reason.strip(), longest)))


def progress_words(progress: Progress) -> str:
    """``4 of 9 have answered``"""
    return tn(
        "{n} of {all} have answered",
        "{n} of {all} have answered",
        progress.answered,
        all=progress.taking_part,
    )


def effort(questions: int) -> str:
    """``3 questions, about 2 minutes``"""
    minutes = math.ceil(questions * SECONDS_A_QUESTION / 60)
    return listed(
        [
            tn("{n} question", "{n} questions", questions),
            tn("about {n} minute", "about {n} minutes", minutes),
        ]
    )


def answered_words(progress: Progress) -> str:
    """``4 of 9 answered, 2 more in part``: all by whom what a reveal shows was given."""
    answered = tn(
        "{n} of {all} answered", "{n} of {all} answered", progress.answered, all=progress.taking_part
    )
    return listed([answered, *_in_part(progress)])


def would_be_revealed(progress: Progress) -> str:
    """``4 of 9 have answered, 2 more in part``: the same before the reveal."""
    return listed([progress_words(progress), *_in_part(progress)])


def rag(counts: Counts) -> str:
    """``Red 6, Amber 14, Green 11``: all three, so that a nought is said too."""
    return listed(answer_count(choice, counts.count(choice)) for choice in RATINGS)


def comment_count(number: int) -> str:
    """``3 comments``"""
    return tn("{n} comment", "{n} comments", number)


def joined(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``"""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return t("{all_but_last} and {last}", all_but_last=listed(items[:-1]), last=items[-1])


def as_sentence(text: str) -> str:
    """With a full stop at its end, unless it ends in a mark of its own."""
    return text if text.endswith((".", "!", "?", "…", "。", "؟")) else t("{sentence}.", sentence=text)


def _in_part(progress: Progress) -> Iterator[str]:
    if progress.in_part:
        yield tn("{n} more in part", "{n} more in part", progress.in_part)


def _protected(tally: Tally) -> str:
    words = tn(
        "{n} person rated this; shown from {fewest}.",
        "{n} people rated this; shown from {fewest}.",
        tally.ratings,
        fewest=SHOWN_FROM,
    )
    if tally.ratings == 1:
        return words
    return " ".join([words, t("They agree.") if tally.is_unanimous else t("They do not all agree.")])
