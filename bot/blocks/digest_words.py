"""What a digest says, line by line: the message shows these lines, and its text is made of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import weekdays
from bot.blocks.text import answer_word, day, escape_within, listed
from bot.domain.answers import RATINGS, Choice
from bot.domain.chart import rating, state
from bot.domain.digest import A_WEEK, Direction
from bot.domain.language import marked, t, tn
from bot.domain.suggestions import SuggestionKind

if TYPE_CHECKING:
    from bot.domain.digest import Digest, Move, OwnSteps, Rag, Schedule, Waiting
    from bot.domain.suggestions import Suggestion

LONGEST_NAME = 60
LONGEST_STEP = 70
MOST_AREAS = 12
MOST_WAITING = 4

MOVES = {
    Direction.WORSE: marked("Worse: {question}, from {before} to {after}"),
    Direction.BETTER: marked("Better: {question}, from {before} to {after}"),
    Direction.NO_RATING: marked("Changed: {question}, from {before} to {after}"),
}
"""A question without a rating now is told of by a sentence of its own."""


def title(digest: Digest) -> str:
    """``Social mobility, week to Sunday 6 December``"""
    if digest.today - digest.since == A_WEEK:
        last = digest.today - timedelta(days=1)
        return t("Social mobility, week to {day}", day=day(last, digest.today))
    return t("Social mobility, since {day}", day=day(digest.since, digest.today))


def counts(digest: Digest) -> str:
    """``Red 6 (2 fewer), Amber 14 (the same), Green 11 (2 more), across 2 reviews.``"""
    if not digest.after.total and not digest.before.total:
        return t("Nothing is agreed yet in the reviews that you can see.")
    ratings = _rag(digest.before, digest.after)
    return tn("{ratings}, in {n} review.", "{ratings}, across {n} reviews.", digest.reviews, ratings=ratings)


def moves(digest: Digest, most: int) -> list[str]:
    """What moved, the worst first, at most so many of them; the rest is counted."""
    lines = [_move(move) for move in digest.moves[:most]]
    if len(digest.moves) > most:
        lines.append(tn("And {n} more.", "And {n} more.", len(digest.moves) - most))
    if digest.newly_agreed:
        new = tn(
            "New: {n} question was agreed for the first time.",
            "New: {n} questions were agreed for the first time.",
            digest.newly_agreed,
        )
        lines.append(new)
    return lines or [t("Nothing since {day}.", day=day(digest.since, digest.today))]


def steps(digest: Digest) -> str | None:
    """``Next steps: 3 overdue, 2 due within 7 days.``"""
    if not digest.overdue and not digest.due_soon:
        return None
    overdue = tn("{n} overdue", "{n} overdue", digest.overdue)
    due_soon = tn("{n} due within 7 days", "{n} due within 7 days", digest.due_soon)
    return t("Next steps: {facts}.", facts=listed([overdue, due_soon]))


def waiting(digest: Digest) -> list[tuple[str, Waiting]]:
    """A sentence for each review that waits for the reader's answers."""
    return [
        (
            tn(
                "{n} area of {review} waits for your answers.",
                "{n} areas of {review} wait for your answers.",
                one.areas,
                review=escape_within(one.title, LONGEST_NAME),
            ),
            one,
        )
        for one in digest.waiting[:MOST_WAITING]
    ]


def more_waiting(digest: Digest) -> str | None:
    left = len(digest.waiting) - MOST_WAITING
    if left <= 0:
        return None
    return tn("{n} more review waits for your answers.", "{n} more reviews wait for your answers.", left)


def own(digest: Digest) -> str | None:
    """``1 next step of yours is overdue, and 2 are due within 7 days, the first on Thursday 10 December.``"""
    mine: OwnSteps = digest.own
    if not mine.overdue and not mine.due_soon:
        return None
    first = day(mine.first_on, digest.today) if mine.first_on is not None else None
    if not mine.overdue:
        return _due_soon(mine.due_soon, first)
    overdue = tn("{n} next step of yours is overdue", "{n} next steps of yours are overdue", mine.overdue)
    if not mine.due_soon:
        return t("{sentence}.", sentence=overdue)
    return t("{overdue}, and {others}.", overdue=overdue, others=_others_due_soon(mine.due_soon, first))


def idea(suggestion: Suggestion) -> str:
    name = escape_within(suggestion.name, LONGEST_NAME)
    if suggestion.kind is SuggestionKind.QUICK_WIN:
        if suggestion.is_unanimous:
            return t(
                "One idea: {name} is Amber, nobody disagrees, nothing is planned: a quick win.", name=name
            )
        return t(
            "One idea: {name} is Amber, hardly anybody disagrees, nothing is planned: a quick win.", name=name
        )
    if suggestion.kind is SuggestionKind.MISSING_ESSENTIAL:
        return t("One idea: the essential “{name}” is missing, and nothing is planned for it.", name=name)
    return t("One idea: {name} is revealed, and nothing in it is agreed yet. Talk it through.", name=name)


def by_area(digest: Digest) -> list[str]:
    """What the picture shows, in words: a line for each area, under its section."""
    lines: list[str] = []
    section = None
    for bar in digest.areas[:MOST_AREAS]:
        if bar.section != section:
            section = bar.section
            lines.append(t("{section}:", section=escape_within(section, LONGEST_NAME)))
        lines.append(t("{area}: {state}.", area=escape_within(bar.name, LONGEST_NAME), state=state(bar)))
    left = len(digest.areas) - MOST_AREAS
    if left > 0:
        lines.append(tn("And {n} more area.", "And {n} more areas.", left))
    return lines


def when(schedule: Schedule) -> str:
    """``Mondays at 09:00, your time.``"""
    return t("{when}, your time.", when=weekdays.each(schedule.weekday, schedule.hour))


def _rag(before: Rag, after: Rag) -> str:
    return listed(_rating(choice, before, after) for choice in RATINGS)


def _rating(choice: Choice, before: Rag, after: Rag) -> str:
    moved = after.count(choice) - before.count(choice) if before.total else None
    return rating(answer_word(choice), after.count(choice), moved)


def _move(move: Move) -> str:
    words = _moved(move)
    if move.channel_id is not None:
        words = t("{moved} ({channel})", moved=words, channel=f"<#{move.channel_id}>")
    return t("{sentence}.", sentence=words)


def _moved(move: Move) -> str:
    question, before = escape_within(move.question, LONGEST_NAME), answer_word(move.before)
    if move.after is None:
        return t("Changed: {question}, from {before} to not agreed", question=question, before=before)
    after = answer_word(move.after)
    if move.done and move.direction is Direction.BETTER:
        return t(
            "Better: {question}, from {before} to {after}, after “{step}” was done",
            question=question,
            before=before,
            after=after,
            step=escape_within(move.done, LONGEST_STEP),
        )
    return t(MOVES[move.direction], question=question, before=before, after=after)


def _due_soon(number: int, first: str | None) -> str:
    """Of one it is the day that is told, of more the first one's."""
    if first is None:
        return tn(
            "{n} next step of yours is due within 7 days.",
            "{n} next steps of yours are due within 7 days.",
            number,
        )
    if number == 1:
        return t("1 next step of yours is due on {day}.", day=first)
    return tn(
        "{n} next steps of yours are due within 7 days, the first on {day}.",
        "{n} next steps of yours are due within 7 days, the first on {day}.",
        number,
        day=first,
    )


def _others_due_soon(number: int, first: str | None) -> str:
    """The same behind next steps that are overdue, which the sentence has named."""
    if first is None:
        return tn("{n} is due within 7 days", "{n} are due within 7 days", number)
    if number == 1:
        return t("1 is due on {day}", day=first)
    return tn(
        "{n} are due within 7 days, the first on {day}",
        "{n} are due within 7 days, the first on {day}",
        number,
        day=first,
    )
