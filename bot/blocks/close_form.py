"""Closing a review, and giving one up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, review_words
from bot.blocks.text import escape_within
from bot.domain.language import marked, t, tn
from bot.domain.reviews import RESUME_WITHIN

if TYPE_CHECKING:
    from bot.blocks.kit import Block, View
    from bot.domain.status import ReviewStatus

CLOSE = marked("Close the review")
DISCARD = marked("Discard the review")


def view(status: ReviewStatus) -> View:
    """What closing does, and what it leaves undone."""
    sentences = [
        t(
            "After closing, answers, collective answers and comments no longer change, "
            "and the summary is posted in the channel."
        ),
        tn(
            "A facilitator can open the review again for {n} day.",
            "A facilitator can open the review again for {n} days.",
            RESUME_WITHIN.days,
        ),
    ]
    left = []
    undecided = review_words.undecided(status)
    if undecided:
        left.append(t("Still to agree: {areas}.", areas=undecided))
    unrevealed = review_words.unrevealed(status)
    if unrevealed:
        left.append(t("Not revealed: {areas}. Their answers stay hidden.", areas=unrevealed))
    blocks = [_title(status), kit.section(review_words.agreed(status))]
    if left:
        blocks.append(kit.section("\n".join(left)))
    blocks.append(kit.section(" ".join(sentences)))
    return _modal(ids.CLOSE_FORM, t(CLOSE), status, blocks)


def discard(status: ReviewStatus) -> View:
    """For a review that was started by mistake."""
    counts = status.counts
    lost = [t("The answers that people gave are given up, and no summary is posted.")]
    if counts.agreed + counts.not_applicable:
        lost.append(review_words.agreed(status))
        lost.append(t("That is given up too; closing the review would keep it."))
    return _modal(
        ids.DISCARD_FORM,
        t(DISCARD),
        status,
        [_title(status), kit.section(" ".join(lost)), kit.section(t("This cannot be undone."))],
    )


def read(view: View) -> int:
    """The review to close or to discard."""
    return ids.number(view.get("private_metadata", ""))


def _title(status: ReviewStatus) -> Block:
    return kit.section(f"*{escape_within(status.review.title, 400)}*")


def _modal(callback_id: str, title: str, status: ReviewStatus, blocks: list[Block]) -> View:
    return kit.modal(
        callback_id, title, blocks, submit=title, close=t("Cancel"), metadata=str(status.review.id)
    )
