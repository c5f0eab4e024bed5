"""What was agreed before: the channel's closed reviews, and how the answer to one question came about."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, looking_back_buttons, record_buttons, status_words
from bot.blocks.kit import Message
from bot.blocks.spoken import cut, spoken
from bot.blocks.text import answer_word, escape_within, local_day, mention, truncate
from bot.blocks.wording import reason_words
from bot.domain.language import t, tn
from bot.domain.next_steps import StepSubject
from bot.domain.record import RecordOf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.blocks.kit import Element
    from bot.domain.answers import Agreement
    from bot.domain.checklist import Checklist, Question
    from bot.domain.looking_back import QuestionHistory
    from bot.domain.reviews import Review
    from bot.domain.status import PastReview

MOST_REVIEWS = 20
MOST_AGREEMENTS = 12
MOST_QUESTIONS = 100
LONGEST_SECTION = 2900
LONGEST_OPTION = 75
LONGEST_LABEL = 55
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
    shown = [
        kit.section(line, _see(number, one))
        for number, (line, one) in enumerate(zip(lines, past, strict=False), 1)
    ]
    rest = [kit.section(line) for line in lines[len(shown) :]]
    blocks = [kit.section(f"*{news}*"), *(kit.section(line) for line in now), *shown, *rest]
    if past or open_review:
        lines.append(t("`/socmob history 3.2` shows how question 2 of area 3 was agreed."))
        blocks.append(kit.context(lines[-1]))
    if not past and open_review is None:
        label = t("Start the first review in this channel")
        blocks.append(kit.actions(kit.button(t("Start a review"), ids.REVIEW_START, label=label)))
    return Message(spoken(news, [*now, *lines]), blocks)


def question(history: QuestionHistory, user_id: str, *, today: date) -> Message:
    """How the answer to one question came about, review after review, the first one first; a facilitator is
    led on to its record.
    """
    checklist, question = history.checklist, history.question
    area = checklist.area_of(question.id)
    name = escape_within(checklist.name_of(area.id), LONGEST_NAME)
    place = t("{area}, question {number}", area=name, number=area.number(question.id))
    asked = escape_within(question.text, LONGEST_REASON)
    every = [(chapter.review, one) for chapter in history.chapters for one in chapter.agreements]
    shown = every[-MOST_AGREEMENTS:]
    lines, latest_first = [], []
    for review, agreements in groupby(shown, key=itemgetter(0)):
        told = [_agreement(one, review.tz, today) for _, one in agreements]
        lines.append("\n".join([_chapter(review, today), *told]))
        latest_first.append(" ".join([_chapter(review, today), *reversed(told)]))
    earlier = len(every) - len(shown)
    if earlier:
        words = tn("{n} earlier change is not shown.", "{n} earlier changes are not shown.", earlier)
        lines.insert(0, words)
        latest_first.insert(0, words)
    if not every:
        lines = latest_first = [t("Nothing is agreed on this question yet.")]
    blocks = [
        kit.section(f"*{asked}*"),
        kit.context(place),
        *(kit.section(cut(line, LONGEST_SECTION)) for line in lines),
        kit.actions(*_leads_on(history, user_id)),
    ]
    lead = t("{place}: {question}", place=place, question=asked)
    # The latest is the news, so it is what the notification says first after the question.
    return Message(spoken(lead, reversed(latest_first)), blocks)


def which(review: Review, checklist: Checklist, questions: Sequence[Question]) -> Message:
    """Several questions fit what was typed."""
    shown = questions[:MOST_QUESTIONS]
    options = []
    for one in shown:
        area = checklist.area_of(one.id)
        number = f"{checklist.area_number(area.id)}.{area.number(one.id)}"
        place = ids.step_subject(StepSubject(review.id, area.id, one.id))
        options.append(kit.option(truncate(f"{number} {one.short}", LONGEST_OPTION), place))
    words = tn("{n} question fits that.", "{n} questions fit that.", len(questions))
    asks = t("Which one do you mean?")
    names = [f"{escape_within(option['text']['text'], LONGEST_NAME)}." for option in options]
    menu = kit.static_select(ids.HISTORY_QUESTION, t("Choose a question"), options)
    return Message(spoken(f"{words} {asks}", names), [kit.section(f"{words} {asks}", menu)])


def _leads_on(history: QuestionHistory, user_id: str) -> Iterator[Element]:
    yield looking_back_buttons.all_reviews(str(history.review.id))
    if user_id in history.review.facilitator_ids:
        yield record_buttons.button(RecordOf(history.review.id, question_id=history.question.id))


def _see(number: int, past: PastReview) -> Element:
    """Reviews may have one title, so what a screen reader says counts them."""
    title = truncate(past.review.title, LONGEST_LABEL)
    label = t("See review {number}, {review}", number=number, review=title)
    return kit.button(t("See it"), ids.HISTORY_REVIEW, str(past.review.id), label=label)


def _chapter(review: Review, today: date) -> str:
    title = f"*{status_words.title(review)}*"
    ended = status_words.ended(review, today)
    return t("{review}, {ended}:", review=title, ended=ended) if ended else t("{review}, open:", review=title)


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
