"""Follow-up questions and their answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import step_words, wording
from bot.blocks.text import WORDS, day, escape_within, listed, mention
from bot.domain.answers import Choice
from bot.domain.language import t, tn
from bot.domain.next_steps import StepState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.checklist import Area, Checklist
    from bot.domain.follow_ups import FollowUpAnswer
    from bot.domain.next_steps import NextStep
    from bot.domain.status import Counts
    from bot.domain.suggestions import Suggestion

LONGEST_NAME = 80
LONGEST_ANSWER = 400
LONGEST_IN_LIST = 150
LONGEST_NAMES = 600
MOST_STEPS = 3


def area_in_section(checklist: Checklist, area: Area) -> str:
    """Its short name, unless that repeats the section because another section has such an area too."""
    has_twin = checklist.name_of(area.id) != area.title
    return escape_within(area.title if has_twin else area.short, LONGEST_NAME)


def counted(name: str, counts: Counts) -> str:
    """``Understanding: Red 1, Amber 3, Green 2``, with what is left out or not agreed behind it."""
    parts = [wording.rag(counts)]
    if counts.not_applicable:
        parts.append(
            t("{answer} {number}", answer=t(WORDS[Choice.NOT_APPLICABLE]), number=counts.not_applicable)
        )
    if counts.to_agree:
        parts.append(tn("{n} not agreed", "{n} not agreed", counts.to_agree))
    return t("{area}: {counts}", area=name, counts=listed(parts))


def answer(one: FollowUpAnswer, today: date, tz: str) -> str:
    """The answer on a line of its own, and below it who sees to it by when."""
    text = escape_within(" ".join(one.text.split()), LONGEST_ANSWER)
    return f"{text}\n{mention(one.owner_id)}. {step_words.standing(one.step, today, tz)}."


def of_area(name: str, one: FollowUpAnswer, today: date) -> str:
    """``*Data*: Priya in people analytics, <@owner>, due Friday 29 January 2027.``"""
    return t(
        "*{area}*: {step}",
        area=escape_within(name, LONGEST_NAME),
        step=_step(one.step, LONGEST_IN_LIST, today),
    )


def not_answered(checklist: Checklist, waiting: Sequence[str], asked_for: int) -> str:
    """Names the areas without an answer, unless that is all of them."""
    if len(waiting) == asked_for:
        return tn("No answer yet for the area.", "No answer yet for any of the {n} areas.", asked_for)
    names = wording.joined(checklist.name_of(area_id) for area_id in waiting)
    return t("No answer yet for {areas}.", areas=escape_within(names, LONGEST_NAMES))


def win(one: Suggestion, checklist: Checklist) -> str:
    """``*Hashtags signposted*, External: Commitment: nobody disagrees with Amber.``"""
    gaps = {
        "question": escape_within(one.name, LONGEST_NAME),
        "area": escape_within(checklist.name_of(one.area_id), LONGEST_NAME),
    }
    if one.is_unanimous:
        return t("*{question}* ({area}): nobody disagrees.", **gaps)
    return t("*{question}* ({area}): hardly anybody disagrees.", **gaps)


def other_steps(steps: Sequence[NextStep], today: date) -> str:
    """Next steps that belong to the question beside its answers; empty where there are none."""
    lines = [
        t("• Next step: {step}", step=_step(step, LONGEST_IN_LIST, today)) for step in steps[:MOST_STEPS]
    ]
    if len(steps) > MOST_STEPS:
        lines.append(step_words.and_more(len(steps) - MOST_STEPS))
    return "\n".join(lines)


def _step(step: NextStep, room: int, today: date) -> str:
    """``Publish the guide, <@owner>, due Friday 29 January 2027.``"""
    gaps = {"text": step_words.short_text(step, room), "owner": mention(step.owner_id)}
    if step.state is StepState.DONE:
        return t("{text}, {owner}, done.", **gaps)
    if step.state is StepState.WONT_DO:
        return t("{text}, {owner}, won't be done.", **gaps)
    due_on = day(step.due_on, today)
    if step.state is StepState.IN_PROGRESS:
        return t("{text}, {owner}, in progress, due {day}.", day=due_on, **gaps)
    return t("{text}, {owner}, due {day}.", day=due_on, **gaps)
