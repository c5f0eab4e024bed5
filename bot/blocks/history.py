"""What was agreed before: the channel's closed reviews, and how the answer to one question came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import answer_word, count, escape_within, local_day, mention
from bot.blocks.wording import as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.domain.answers import Agreement
    from bot.domain.checklist import Checklist, Question
    from bot.domain.reviews import Review
    from bot.domain.status import PastReview

MOST_REVIEWS = 20
MOST_AGREEMENTS = 12
LONGEST_NAME = 200
LONGEST_REASON = 700


def message(past: Sequence[PastReview], open_review: Review | None, *, today: date) -> Message:
    """``past``: the channel's closed reviews, the latest first."""
    news = (
        f"{count(len(past), 'review')} closed in this channel." if past else "No review is closed here yet."
    )
    now = [_open(open_review, today)] if open_review else []
    lines = [_past(one, today) for one in past[:MOST_REVIEWS]]
    more = len(past) - MOST_REVIEWS
    if more > 0:
        lines.append(f"And {more} more before these.")
    blocks = [kit.section(f"*{news}*"), *(kit.section(line) for line in [*now, *lines])]
    if not past and open_review is None:
        start = kit.button("Start a review", ids.REVIEW_START, label="Start the first review in this channel")
        blocks.append(kit.actions(start))
    return Message(spoken(news, [*now, *lines]), blocks)


def question(
    checklist: Checklist, question: Question, agreements: Sequence[Agreement], *, tz: str, today: date
) -> Message:
    """All agreements on one question, the first one first."""
    area = checklist.area_of(question.id)
    name = escape_within(checklist.name_of(area.id), LONGEST_NAME)
    place = f"{name}, question {area.number(question.id)}"
    asked = escape_within(question.text, LONGEST_REASON)
    shown = list(agreements[-MOST_AGREEMENTS:])
    lines = [_agreement(one, tz, today) for one in shown] or ["Nothing is agreed on this question yet."]
    earlier = len(agreements) - len(shown)
    if earlier:
        lines.insert(0, f"{count(earlier, 'earlier change is', 'earlier changes are')} not shown.")
    blocks = [
        kit.section(f"*{asked}*"),
        kit.context(place),
        *(kit.section(line) for line in lines),
    ]
    # The latest is the news, so it is what the notification says first after the question.
    return Message(spoken(f"{place}: {escape_within(question.short, 250)}.", reversed(lines)), blocks)


def _open(review: Review, today: date) -> str:
    started = local_day(review.started_at, review.tz, today)
    return f"*{status_words.title(review)}* is open, started on {started}. `/socmob status` shows it."


def _past(past: PastReview, today: date) -> str:
    ended = status_words.ended(past.review, today)
    counts = status_words.headline(past.counts, left=status_words.not_agreed)
    return f"*{status_words.title(past.review)}*, {ended}: {counts}"


def _agreement(agreement: Agreement, tz: str, today: date) -> str:
    return " ".join(_agreement_parts(agreement, tz, today))


def _agreement_parts(agreement: Agreement, tz: str, today: date) -> Iterator[str]:
    round_ = f", round {agreement.round}" if agreement.round > 1 else ""
    by = mention(agreement.agreed_by)
    yield f"{local_day(agreement.agreed_at, tz, today)}{round_}:"
    if agreement.choice is None:
        yield f"taken back by {by}."
    else:
        yield f"{answer_word(agreement.choice)}, recorded by {by}."
    if agreement.reason:
        yield f"Reason: {as_sentence(escape_within(agreement.reason.strip(), LONGEST_REASON))}"
