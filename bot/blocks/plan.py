"""The project plan: what is to be done, month by month or person by person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_result, step_words
from bot.blocks.kit import Message
from bot.blocks.plan_buttons import PlanRef
from bot.blocks.spoken import spoken
from bot.blocks.text import mention
from bot.domain.days import MONTHS
from bot.domain.language import t, tn
from bot.domain.next_steps import PlanOrder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.step_place import PlacedStep, StepPlan

PAGE = 25
LINES_TO_A_BLOCK = 5
LONGEST_TEXT = 180


def message(plan: StepPlan) -> Message:
    heading = _heading(plan)
    blocks: list[Block] = [kit.section(f"*{heading}*")]
    said = []
    for group, steps in groupby(plan.shown, lambda placed: _group(placed, plan)):
        lines = [_line(placed, plan) for placed in steps]
        blocks += _section(group, lines)
        said += [group, *lines]
    blocks.append(kit.actions(*_foot(plan), block_id="foot"))
    return Message(spoken(heading, said), blocks)


def _heading(plan: StepPlan) -> str:
    if not plan.total:
        if plan.here:
            return t("Project plan: there are no open next steps here.")
        return t("Project plan: there are no open next steps in the reviews that you can see.")
    by = {
        PlanOrder.DUE_DATE: tn(
            "Project plan: {n} open next step by due date",
            "Project plan: {n} open next steps by due date",
            plan.total,
        ),
        PlanOrder.OWNER: tn(
            "Project plan: {n} open next step by owner",
            "Project plan: {n} open next steps by owner",
            plan.total,
        ),
    }[plan.order]
    if plan.total <= PAGE:
        return by
    return t("{steps}, {first} to {last}", steps=by, first=plan.start + 1, last=plan.start + len(plan.shown))


def _group(placed: PlacedStep, plan: StepPlan) -> str:
    """What is overdue stands by itself; then month by month, or person by person."""
    step = placed.step
    if plan.order is PlanOrder.OWNER:
        return mention(step.owner_id)
    if step.days_overdue(plan.today):
        return t("Overdue")
    return t("{month} {year}", month=t(MONTHS[step.due_on.month - 1]), year=step.due_on.year)


def _line(placed: PlacedStep, plan: StepPlan) -> str:
    gaps = {
        "standing": step_words.standing(placed.step, plan.today, plan.tz),
        "step": step_words.short_text(placed.step, LONGEST_TEXT),
        "place": step_words.about(placed.place),
    }
    if plan.order is PlanOrder.OWNER:
        return t("{standing}: {step}. {place}.", **gaps)
    return t("{standing}: {step}, {owner}. {place}.", owner=mention(placed.step.owner_id), **gaps)


def _section(group: str, lines: list[str]) -> Iterator[Block]:
    for first in range(0, len(lines), LINES_TO_A_BLOCK):
        shown = "\n".join(f"• {line}" for line in lines[first : first + LINES_TO_A_BLOCK])
        yield kit.section(shown if first else f"*{group}*\n{shown}")


def _foot(plan: StepPlan) -> Iterator[Element]:
    end = plan.start + len(plan.shown)
    if plan.start:
        earlier = PlanRef(plan.order, max(0, plan.start - PAGE))
        yield kit.button(t("Show earlier"), ids.PLAN_EARLIER, str(earlier), label=t("Show the ones before"))
    if end < plan.total:
        later = PlanRef(plan.order, end)
        yield kit.button(t("Show more"), ids.PLAN_LATER, str(later), label=t("Show the ones after"))
    if plan.order is PlanOrder.DUE_DATE:
        other = PlanRef(PlanOrder.OWNER)
        yield kit.button(t("By owner"), ids.PLAN_BY_OWNER, str(other), label=t("Sort the plan by owner"))
    else:
        other = PlanRef(PlanOrder.DUE_DATE)
        yield kit.button(t("By due date"), ids.PLAN_BY_DATE, str(other), label=t("Sort the plan by due date"))
    yield step_result.show()
