"""The project plan: grouped by month or by person, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.blocks import ids, plan, plan_buttons
from bot.blocks.plan_buttons import PlanRef
from bot.domain.errors import NotOurs
from bot.domain.next_steps import PlanOrder, StepState
from bot.domain.step_place import StepPlan
from tests.blocks.block_examples import TODAY
from tests.blocks.message_checks import action_ids, elements, fits, words
from tests.blocks.step_examples import ADDER, OWNER, longest_placed, placed

BY_DATE, BY_OWNER = PlanOrder.DUE_DATE, PlanOrder.OWNER


def page(*shown, **changes):
    return replace(StepPlan(BY_DATE, True, shown, 0, len(shown), TODAY, "UTC"), **changes)


@pytest.mark.parametrize("order", list(PlanOrder))
@pytest.mark.parametrize("state", [StepState.OPEN, StepState.IN_PROGRESS])
@pytest.mark.parametrize("apart", [0, 40])
def test_the_longest_page_fits(order, state, apart):
    """``apart``: all in one month, or each in a month of its own."""
    shown = [
        longest_placed(number, state=state, due_on=TODAY + timedelta(number * apart))
        for number in range(plan.PAGE)
    ]
    message = plan.message(page(*shown, order=order, start=100_000, total=9_999_999))
    fits(message)
    assert len(message.blocks) <= 50


@pytest.mark.parametrize("here", [True, False])
def test_an_empty_plan_says_so(here):
    message = plan.message(page(here=here))
    fits(message)
    assert message.text.startswith("Project plan: there are no open next steps")


def test_month_by_month_with_what_is_overdue_first():
    message = plan.message(
        page(
            placed(id=1, due_on=TODAY - timedelta(3), text="Late"),
            placed(id=2, due_on=date(2026, 12, 11), text="Soon"),
            placed(id=3, due_on=date(2026, 12, 24), text="Before the holidays", owner_id=ADDER),
            placed(id=4, due_on=date(2027, 1, 29)),
        )
    )
    said = words(message)
    assert said == "\n".join(
        [
            "*Project plan: 4 open next steps by due date*",
            "*Overdue*",
            f'• 3 days overdue, was due Friday 4 December: Late, <@{OWNER}>. From "Managers supported", '
            "Winter review.",
            "*December 2026*",
            f'• Due Friday 11 December: Soon, <@{OWNER}>. From "Managers supported", Winter review.',
            f"• Due Thursday 24 December: Before the holidays, <@{ADDER}>. From "
            '"Managers supported", Winter review.',
            "*January 2027*",
            f'• Due Friday 29 January 2027: Publish the guide, <@{OWNER}>. From "Managers supported", '
            "Winter review.",
        ]
    )
    for line in said.split("\n"):
        assert line.removeprefix("• ").strip("*") in message.text


def test_person_by_person():
    message = plan.message(
        page(placed(id=1), placed(id=2, text="Then this"), placed(id=3, owner_id=ADDER), order=BY_OWNER)
    )
    said = words(message)
    assert said.startswith(f"*Project plan: 3 open next steps by owner*\n*<@{OWNER}>*\n• Due Friday")
    assert said.count(f"<@{OWNER}>") == 1
    assert f"*<@{ADDER}>*" in said
    assert ids.PLAN_BY_DATE in action_ids(message)
    assert ids.PLAN_BY_OWNER not in action_ids(message)


@pytest.mark.parametrize(
    ("start", "shown", "offered"),
    [
        (0, 25, {ids.PLAN_LATER: 25}),
        (25, 25, {ids.PLAN_EARLIER: 0, ids.PLAN_LATER: 50}),
        (50, 10, {ids.PLAN_EARLIER: 25}),
    ],
)
def test_pages(start, shown, offered):
    many = [placed(id=number) for number in range(shown)]
    message = plan.message(page(*many, start=start, total=60, order=BY_OWNER))
    assert f"60 open next steps by owner, {start + 1} to {start + shown}" in message.text
    for action_id in (ids.PLAN_EARLIER, ids.PLAN_LATER):
        found = [PlanRef.parse(one["value"]) for one in elements(message, action_id)]
        assert found == ([PlanRef(BY_OWNER, offered[action_id])] if action_id in offered else [])


def test_the_button_and_what_it_carries():
    assert PlanRef.parse(plan_buttons.show()["value"]) == PlanRef(BY_DATE, 0)
    for strange in ("", "x", "owner", "owner.x", "mine.0", "owner.-1"):
        with pytest.raises(NotOurs):
            PlanRef.parse(strange)
