"""A next step in words, the same words wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import count, day, escape_within, mention
from bot.domain.next_steps import StepState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.next_steps import NextStep, StepCounts
    from bot.domain.step_place import StepPlace

MOST_SHOWN = 3
"""Next steps under one question; the others are counted."""

SHORTEST_LINE = 110
"""With less room for each, fewer are shown."""

LONGEST_LABEL = 30
LONGEST_NAME = 100
LONGEST_LINE = 300
SHORTEST_TEXT = 20
AROUND_THE_TEXT = 60
"""Characters of a line beside its label and its text: an owner and a date."""


def in_area(label: str, steps: Sequence[NextStep], room: int, *, today: date) -> str:
    """A line for each of a question's next steps, in about ``room`` characters; empty where there is none.

    ``steps``: those to show, in their order.
    """
    if not steps:
        return ""
    most = min(MOST_SHOWN, room // SHORTEST_LINE)
    if most < 1:
        return f"{count(len(steps), 'next step')}: `/socmob steps` shows more."
    shown = steps[:most]
    share = min(LONGEST_LINE, room // len(shown))
    lines = [line(label, step, share, today=today) for step in shown]
    more = len(steps) - len(shown)
    if more:
        lines.append(f"And {more} more.")
    return "\n".join(lines)


def line(label: str, step: NextStep, room: int, *, today: date) -> str:
    """``Next step: Publish the guide, <@owner>, due Friday 29 January 2027.``"""
    name = escape_within(label, LONGEST_LABEL)
    text = short_text(step, max(SHORTEST_TEXT, room - len(name) - AROUND_THE_TEXT))
    return f"{name}: {text}, {mention(step.owner_id)}, {_standing_in_line(step, today)}."


def short_text(step: NextStep, room: int) -> str:
    """Its text on one line, escaped, without the mark that would end a sentence within one."""
    return escape_within(" ".join(step.text.split()).rstrip("."), room)


def standing(step: NextStep, today: date) -> str:
    """``3 days overdue``, ``Due tomorrow, Friday 11 December``, ``Done on Monday 7 December``."""
    if step.state is StepState.DONE:
        return _finished("Done", step, today)
    if step.state is StepState.WONT_DO:
        return _finished("Won't do", step, today)
    begun = "In progress, " if step.state is StepState.IN_PROGRESS else ""
    words = _due(step, today)
    return f"{begun}{words}" if begun else words[0].upper() + words[1:]


def about(place: StepPlace) -> str:
    """``From "Managers supported", Spring review``: where a next step belongs, safe for mrkdwn."""
    review = escape_within(place.review.title, LONGEST_NAME)
    if place.question is not None:
        return f'From "{escape_within(place.question.short, LONGEST_NAME)}", {review}'
    if place.area is not None:
        return f"From {escape_within(place.checklist.name_of(place.area.id), LONGEST_NAME)}, {review}"
    return f"From {review}"


def counts(of: StepCounts) -> str:
    """``Next steps: 12 open, 3 overdue, 2 due within 7 days.``; what there is none of is left out."""
    if not of.unfinished:
        return "Next steps: none open."
    parts = [f"{of.unfinished} open"]
    if of.overdue:
        parts.append(f"{of.overdue} overdue")
    if of.due_soon:
        parts.append(f"{of.due_soon} due within 7 days")
    return f"Next steps: {', '.join(parts)}."


def _standing_in_line(step: NextStep, today: date) -> str:
    if step.state is StepState.DONE:
        return "done"
    begun = "in progress, " if step.state is StepState.IN_PROGRESS else ""
    return f"{begun}due {day(step.due_on, today)}"


def _finished(word: str, step: NextStep, today: date) -> str:
    """The day as the calendar in UTC has it: nobody's reminder hangs on it."""
    if step.finished_at is None:
        return word
    on = step.finished_at.date()
    return f"{word} today" if on == today else f"{word}, {day(on, today)}"


def _due(step: NextStep, today: date) -> str:
    days = (step.due_on - today).days
    if days < 0:
        return f"{count(-days, 'day')} overdue, was due {day(step.due_on, today)}"
    if days == 0:
        return "due today"
    if days == 1:
        return f"due tomorrow, {day(step.due_on, today)}"
    return f"due {day(step.due_on, today)}"
