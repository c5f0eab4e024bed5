"""What a digest says, line by line: the message shows these lines, and its text is made of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import weekdays
from bot.blocks.text import WORDS, answer_word, count, day, escape_within
from bot.domain.answers import RATINGS
from bot.domain.chart import state
from bot.domain.digest import A_WEEK, Direction
from bot.domain.suggestions import SuggestionKind

if TYPE_CHECKING:
    from bot.domain.digest import Digest, Move, OwnSteps, Rag, Schedule, Waiting
    from bot.domain.suggestions import Suggestion

LONGEST_NAME = 60
LONGEST_STEP = 70
MOST_AREAS = 12
MOST_WAITING = 4

LEADS = {Direction.WORSE: "Worse", Direction.BETTER: "Better", Direction.NO_RATING: "Changed"}


def title(digest: Digest) -> str:
    """``Social mobility, week to Sunday 6 December``"""
    if digest.today - digest.since == A_WEEK:
        return f"Social mobility, week to {day(digest.today - timedelta(days=1), digest.today)}"
    return f"Social mobility, since {day(digest.since, digest.today)}"


def counts(digest: Digest) -> str:
    """``Red 6 (2 fewer), Amber 14 (the same), Green 11 (2 more), across 2 reviews.``"""
    if not digest.after.total and not digest.before.total:
        return "Nothing is agreed yet in the reviews that you can see."
    where = f"across {digest.reviews} reviews" if digest.reviews != 1 else "in 1 review"
    return f"{_rag(digest.before, digest.after)}, {where}."


def moves(digest: Digest, most: int) -> list[str]:
    """What moved, the worst first, at most so many of them; the rest is counted."""
    lines = [_move(move) for move in digest.moves[:most]]
    if len(digest.moves) > most:
        lines.append(f"And {len(digest.moves) - most} more.")
    if digest.newly_agreed:
        verb = "was" if digest.newly_agreed == 1 else "were"
        lines.append(f"New: {count(digest.newly_agreed, 'question')} {verb} agreed for the first time.")
    return lines or [f"Nothing since {day(digest.since, digest.today)}."]


def steps(digest: Digest) -> str | None:
    """``Next steps: 3 overdue, 2 due within 7 days.``"""
    if not digest.overdue and not digest.due_soon:
        return None
    return f"Next steps: {digest.overdue} overdue, {digest.due_soon} due within 7 days."


def waiting(digest: Digest) -> list[tuple[str, Waiting]]:
    """A sentence for each review that waits for the reader's answers."""
    return [
        (
            f"{count(one.areas, 'area')} of {escape_within(one.title, LONGEST_NAME)} "
            f"{'waits' if one.areas == 1 else 'wait'} for your answers.",
            one,
        )
        for one in digest.waiting[:MOST_WAITING]
    ]


def more_waiting(digest: Digest) -> str | None:
    left = len(digest.waiting) - MOST_WAITING
    if left <= 0:
        return None
    return f"{count(left, 'more review')} {'waits' if left == 1 else 'wait'} for your answers."


def own(digest: Digest) -> str | None:
    """``1 next step of yours is overdue, and 2 are due within 7 days, the first on Thursday 10 December.``"""
    mine: OwnSteps = digest.own
    if not mine.overdue and not mine.due_soon:
        return None
    due = ""
    if mine.due_soon and mine.first_on is not None:
        on = day(mine.first_on, digest.today)
        due = f"due on {on}" if mine.due_soon == 1 else f"due within 7 days, the first on {on}"
    if not mine.overdue:
        return f"{_yours(mine.due_soon)} {due}."
    overdue = f"{_yours(mine.overdue)} overdue"
    return f"{overdue}, and {mine.due_soon} {_are(mine.due_soon)} {due}." if due else f"{overdue}."


def idea(suggestion: Suggestion) -> str:
    name = escape_within(suggestion.name, LONGEST_NAME)
    if suggestion.kind is SuggestionKind.QUICK_WIN:
        agree = "nobody disagrees" if suggestion.is_unanimous else "hardly anybody disagrees"
        return f"One idea: {name} is Amber, {agree}, nothing is planned: a quick win."
    if suggestion.kind is SuggestionKind.MISSING_ESSENTIAL:
        return f"One idea: the essential “{name}” is missing, and nothing is planned for it."
    return f"One idea: {name} is revealed, and nothing in it is agreed yet. Talk it through."


def by_area(digest: Digest) -> list[str]:
    """What the picture shows, in words: a line for each area, under its section."""
    lines: list[str] = []
    section = None
    for bar in digest.areas[:MOST_AREAS]:
        if bar.section != section:
            section = bar.section
            lines.append(f"{escape_within(section, LONGEST_NAME)}:")
        lines.append(f"{escape_within(bar.name, LONGEST_NAME)}: {state(bar)}.")
    left = len(digest.areas) - MOST_AREAS
    if left > 0:
        lines.append(f"And {count(left, 'more area')}.")
    return lines


def when(schedule: Schedule) -> str:
    """``Mondays at 09:00, your time.``"""
    return f"{weekdays.each(schedule.weekday, schedule.hour)}, your time."


def _rag(before: Rag, after: Rag) -> str:
    parts = []
    for rating in RATINGS:
        number, moved = after.count(rating), after.count(rating) - before.count(rating)
        how = f"{abs(moved)} {'more' if moved > 0 else 'fewer'}" if moved else "the same"
        parts.append(f"{WORDS[rating]} {number} ({how})" if before.total else f"{WORDS[rating]} {number}")
    return ", ".join(parts)


def _move(move: Move) -> str:
    question = escape_within(move.question, LONGEST_NAME)
    to = answer_word(move.after) if move.after is not None else "not agreed"
    words = f"{LEADS[move.direction]}: {question}, from {answer_word(move.before)} to {to}"
    if move.done and move.direction is Direction.BETTER:
        words += f", after “{escape_within(move.done, LONGEST_STEP)}” was done"
    if move.channel_id is not None:
        words += f" (<#{move.channel_id}>)"
    return f"{words}."


def _yours(number: int) -> str:
    return f"{count(number, 'next step')} of yours {_are(number)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
