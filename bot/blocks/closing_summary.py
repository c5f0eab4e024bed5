"""The summary in the channel when a review is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import export_words, follow_up_buttons, gap_words, ids, kit, status_words, step_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, local_day, mention
from bot.blocks.wording import joined
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepCounts
from bot.domain.reviews import RESUME_WITHIN
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus

LONGEST_NAMES = 600

ESSENTIALS = {
    EssentialState.MET: marked("Essentials met: {names}."),
    EssentialState.PARTLY: marked("Essentials partly met: {names}."),
    EssentialState.MISSING: marked("Essentials missing: {names}."),
}


def message(status: ReviewStatus, *, today: date) -> Message:
    """Of a review that is closed: what was agreed, by area and by essential, and who closed it."""
    review = status.review
    counts = status_words.headline(status.counts, left=status_words.not_agreed)
    title = status_words.title(review)
    blocks: list[Block] = [kit.section(f"{_closed(review, f'*{title}*', today)}\n{counts}")]
    lines = []
    for section, areas in status_words.by_section(status, left=status_words.not_agreed):
        blocks += status_words.section_blocks(section, areas)
        lines += [t("{section}:", section=section), *areas]
    essentials = [line for line in (*_essentials(status), gap_words.sentence(status.gaps)) if line]
    if essentials:
        blocks.append(kit.section("\n".join(essentials)))
    steps = step_words.counts(StepCounts.of(status.steps, today)) if status.steps else ""
    if steps:
        lives_on = t("They live on, with their due dates: `/socmob steps`.")
        blocks.append(kit.section(f"{steps} {lives_on}"))
    blocks.append(kit.section(follow_ups := follow_up_buttons.what_they_ask()))
    again = tn(
        "A facilitator can open it again for {n} day.",
        "A facilitator can open it again for {n} days.",
        RESUME_WITHIN.days,
    )
    final, later = t("Its answers no longer change."), t("`/socmob history` shows it later.")
    blocks += [
        kit.context(f"{final} {again} {later}"),
        kit.actions(
            follow_up_buttons.show(review.id),
            kit.button(
                t("Open this review again"),
                ids.REVIEW_RESUME,
                str(review.id),
                label=t("Open this review again, for facilitators"),
            ),
            export_words.button(review.id),
        ),
    ]
    lead = f"{_closed(review, title, today)} {counts}"
    return Message(spoken(lead, [steps, *essentials, *lines, follow_ups, again]), blocks)


def _closed(review: Review, title: str, today: date) -> str:
    if review.closed_at is None:
        return t("{review} was closed.", review=title)
    on = local_day(review.closed_at, review.tz, today)
    if review.closed_by is None:
        return t("{review} was closed on {day}.", review=title, day=on)
    return t(
        "{review} was closed on {day} by {person}.", review=title, day=on, person=mention(review.closed_by)
    )


def _essentials(status: ReviewStatus) -> Iterator[str]:
    for state, words in ESSENTIALS.items():
        names = [one.title for one in status.checklist.essentials if status.essentials.get(one.id) is state]
        if names:
            yield t(words, names=escape_within(joined(names), LONGEST_NAMES))
