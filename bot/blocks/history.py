"""What was agreed before: the channel's closed reviews, and how the answer to one question came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import answer_word, escape_within, local_day, mention
from bot.blocks.wording import reason_words
from bot.domain.language import t, tn

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
        tn("{n} review closed in this channel.", "{n} reviews closed in this channel.", len(past))
        if past
        else t("No review is closed here yet.")
    )
    now = [_open(open_review, today)] if open_review else []
    lines = [_past(one, today) for one in past[:MOST_REVIEWS]]
    more = len(past) - MOST_REVIEWS
    if more > 0:
        lines.append(tn("And {n} more before these.", "And {n} more before these.", more))
    blocks = [kit.section(f"*{news}*"), *(kit.section(line) for line in [*now, *lines])]
    if not past and open_review is None:
        label = t("Start the first review in this channel")
        blocks.append(kit.actions(kit.button(t("Start a review"), ids.REVIEW_START, label=label)))
    return Message(spoken(news, [*now, *lines]), blocks)


def question(
    checklist: Checklist, question: Question, agreements: Sequence[Agreement], *, tz: str, today: date
) -> Message:
    """All agreements on one question, the first one first."""
    area = checklist.area_of(question.id)
    name = escape_within(checklist.name_of(area.id), LONGEST_NAME)
    place = t("{area}, question {number}", area=name, number=area.number(question.id))
    asked = escape_within(question.text, LONGEST_REASON)
    shown = list(agreements[-MOST_AGREEMENTS:])
    lines = [_agreement(one, tz, today) for one in shown] or [t("Nothing is agreed on this question yet.")]
    earlier = len(agreements) - len(shown)
    if earlier:
        words = tn("{n} earlier change is not shown.", "{n} earlier changes are not shown.", earlier)
        lines.insert(0, words)
    blocks = [
        kit.section(f"*{asked}*"),
        kit.context(place),
        *(kit.section(line) for line in lines),
    ]
    lead = t("{place}: {question}.", place=place, question=escape_within(question.short, 250))
    # The latest is the news, so it is what the notification says first after the question.
    return Message(spoken(lead, reversed(lines)), blocks)


def _open(review: Review, today: date) -> str:
    started = local_day(review.started_at, review.tz, today)
    title = f"*{status_words.title(review)}*"
    return t("{review} is open, started on {day}. `/socmob status` shows it.", review=title, day=started)


def _past(past: PastReview, today: date) -> str:
    ended = status_words.ended(past.review, today)
    counts = status_words.headline(past.counts, left=status_words.not_agreed)
    title = f"*{status_words.title(past.review)}*"
    return t("{review}, {ended}: {counts}", review=title, ended=ended, counts=counts)


def _agreement(agreement: Agreement, tz: str, today: date) -> str:
    return " ".join(_agreement_parts(agreement, tz, today))


def _agreement_parts(agreement: Agreement, tz: str, today: date) -> Iterator[str]:
    when = local_day(agreement.agreed_at, tz, today)
    if agreement.round > 1:
        when = t("{day}, round {number}", day=when, number=agreement.round)
    by = mention(agreement.agreed_by)
    if agreement.choice is None:
        yield t("{when}: taken back by {person}.", when=when, person=by)
    else:
        answer = answer_word(agreement.choice)
        yield t("{when}: {answer}, recorded by {person}.", when=when, answer=answer, person=by)
    if agreement.reason:
        yield reason_words(agreement.reason, LONGEST_REASON)
