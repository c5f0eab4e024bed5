"""The summary in the channel when a review is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import gap_words, ids, kit, status_words, step_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, mention
from bot.blocks.wording import joined
from bot.domain.next_steps import StepCounts
from bot.domain.reviews import RESUME_WITHIN
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.status import ReviewStatus

LONGEST_NAMES = 600

ESSENTIALS = {
    EssentialState.MET: "Essentials met",
    EssentialState.PARTLY: "Essentials partly met",
    EssentialState.MISSING: "Essentials missing",
}


def message(status: ReviewStatus, *, today: date) -> Message:
    """Of a review that is closed: what was agreed, by area and by essential, and who closed it."""
    review = status.review
    by = f" by {mention(review.closed_by)}" if review.closed_by else ""
    counts = status_words.headline(status.counts, left=status_words.not_agreed)
    title, ended = status_words.title(review), f"was {status_words.ended(review, today)}{by}."
    blocks: list[Block] = [kit.section(f"*{title}* {ended}\n{counts}")]
    lines = []
    for section, areas in status_words.by_section(status, left=status_words.not_agreed):
        blocks += status_words.section_blocks(section, areas)
        lines += [f"{section}:", *areas]
    essentials = [line for line in (*_essentials(status), gap_words.sentence(status.gaps)) if line]
    if essentials:
        blocks.append(kit.section("\n".join(essentials)))
    steps = step_words.counts(StepCounts.of(status.steps, today)) if status.steps else ""
    if steps:
        blocks.append(kit.section(f"{steps} They live on, with their due dates: `/socmob steps`."))
    again = f"A facilitator can open it again for {RESUME_WITHIN.days} days."
    blocks += [
        kit.context(f"Its answers no longer change. {again} `/socmob history` shows it later."),
        kit.actions(
            kit.button(
                "Open this review again",
                ids.REVIEW_RESUME,
                str(review.id),
                label="Open this review again, for facilitators",
            )
        ),
    ]
    return Message(spoken(f"{title} {ended} {counts}", [steps, *essentials, *lines, again]), blocks)


def _essentials(status: ReviewStatus) -> Iterator[str]:
    for state, words in ESSENTIALS.items():
        names = [one.title for one in status.checklist.essentials if status.essentials.get(one.id) is state]
        if names:
            yield f"{words}: {escape_within(joined(names), LONGEST_NAMES)}."
