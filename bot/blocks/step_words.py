"""A next step in words, the same words wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.text import day, escape_within, listed, mention
from bot.domain.calendar import local_date
from bot.domain.language import t, tn
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
LONGEST_FOLLOW_UP = 60
LONGEST_LINE = 300
SHORTEST_TEXT = 20


def in_area(label: str, steps: Sequence[NextStep], room: int, *, today: date) -> str:
    """A line for each of a question's next steps, in about ``room`` characters; empty where there is none.

    ``steps``: those to show, in their order.
    """
    if not steps:
        return ""
    most = min(MOST_SHOWN, room // SHORTEST_LINE)
    if most < 1:
        return tn(
            "{n} next step: `/socmob steps` shows more.",
            "{n} next steps: `/socmob steps` shows more.",
            len(steps),
        )
    shown = steps[:most]
    share = min(LONGEST_LINE, room // len(shown))
    lines = [line(label, step, share, today=today) for step in shown]
    more = len(steps) - len(shown)
    if more:
        lines.append(and_more(more))
    return "\n".join(lines)


def line(label: str, step: NextStep, room: int, *, today: date) -> str:
    """``Next step: Publish the guide, <@owner>, due Friday 29 January 2027.``"""
    name = escape_within(label, LONGEST_LABEL)
    owner, standing = mention(step.owner_id), _standing_in_line(step, today)

    def around(text: str) -> str:
        return t(
            "{label}: {step}, {owner}, {standing}.", label=name, step=text, owner=owner, standing=standing
        )

    return around(short_text(step, max(SHORTEST_TEXT, room - len(around("")))))


def and_more(number: int) -> str:
    """``And 3 more.``: next steps that are not shown."""
    return tn("And {n} more.", "And {n} more.", number)


def short_text(step: NextStep, room: int) -> str:
    """Its text on one line, escaped, without the mark that would end a sentence within one."""
    return escape_within(" ".join(step.text.split()).rstrip("."), room)


def standing(step: NextStep, today: date, tz: str) -> str:
    """``3 days overdue``, ``Due tomorrow, Friday 11 December``, ``Done, Monday 7 December``.

    ``tz`` is the reader's time zone, and ``today`` the day that it is there.
    """
    if step.state is StepState.DONE:
        return _done(step, today, tz)
    if step.state is StepState.WONT_DO:
        return _wont_do(step, today, tz)
    return waiting(step, today)


def waiting(step: NextStep, today: date) -> str:
    """How one stands that is not finished."""
    return _begun(step, today) if step.state is StepState.IN_PROGRESS else _due(step, today)


def about(place: StepPlace) -> str:
    """``From "Managers supported", Spring review``: where a next step belongs, safe for mrkdwn."""
    review = escape_within(place.review.title, LONGEST_NAME)
    if place.follow_up is not None and place.area is None:
        question = escape_within(place.follow_up.text, LONGEST_FOLLOW_UP)
        return t('From "{question}", {review}', question=question, review=review)
    if place.question is not None:
        question = escape_within(place.question.short, LONGEST_NAME)
        return t('From "{question}", {review}', question=question, review=review)
    if place.area is not None:
        area = escape_within(place.checklist.name_of(place.area.id), LONGEST_NAME)
        if place.follow_up is not None:
            return t("From {area} (follow-up question), {review}", area=area, review=review)
        return t("From {area}, {review}", area=area, review=review)
    return t("From {review}", review=review)


def counts(of: StepCounts) -> str:
    """``Next steps: 12 open, 3 overdue, 2 due within 7 days.``; what there is none of is left out."""
    if not of.unfinished:
        return t("Next steps: none open.")
    facts = [tn("{n} open", "{n} open", of.unfinished)]
    if of.overdue:
        facts.append(tn("{n} overdue", "{n} overdue", of.overdue))
    if of.due_soon:
        facts.append(tn("{n} due within 7 days", "{n} due within 7 days", of.due_soon))
    return t("Next steps: {facts}.", facts=listed(facts))


def _standing_in_line(step: NextStep, today: date) -> str:
    if step.state is StepState.DONE:
        return t("done")
    due_on = day(step.due_on, today)
    if step.state is StepState.IN_PROGRESS:
        return t("in progress, due {day}", day=due_on)
    return t("due {day}", day=due_on)


def _done(step: NextStep, today: date, tz: str) -> str:
    if step.finished_at is None:
        return t("Done")
    on = local_date(step.finished_at, tz)
    return t("Done today") if on == today else t("Done, {day}", day=day(on, today))


def _wont_do(step: NextStep, today: date, tz: str) -> str:
    if step.finished_at is None:
        return t("Won't do")
    on = local_date(step.finished_at, tz)
    return t("Won't do today") if on == today else t("Won't do, {day}", day=day(on, today))


def _due(step: NextStep, today: date) -> str:
    days, on = (step.due_on - today).days, day(step.due_on, today)
    if days < 0:
        return tn("{n} day overdue, was due {day}", "{n} days overdue, was due {day}", -days, day=on)
    if days == 0:
        return t("Due today")
    return t("Due tomorrow, {day}", day=on) if days == 1 else t("Due {day}", day=on)


def _begun(step: NextStep, today: date) -> str:
    days, on = (step.due_on - today).days, day(step.due_on, today)
    if days < 0:
        return tn(
            "In progress, {n} day overdue, was due {day}",
            "In progress, {n} days overdue, was due {day}",
            -days,
            day=on,
        )
    if days == 0:
        return t("In progress, due today")
    if days == 1:
        return t("In progress, due tomorrow, {day}", day=on)
    return t("In progress, due {day}", day=on)
