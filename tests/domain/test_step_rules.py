"""What holds for every next step, and which essentials lack one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checklist_file import load_checklist
from bot.domain.answers import Choice
from bot.domain.calendar import EVERY_WEEKDAY, Calendar
from bot.domain.next_steps import Changed, NextStep, StepChange, StepState, StepSubject, shown_in_review
from bot.domain.status import EssentialState, essential_state, gaps
from bot.domain.step_errors import DueInPast, DueTooFar
from bot.domain.step_rules import can_undo, check_due, latest_due, proposed_due

CHECKLIST, _ = load_checklist(Path(__file__).parents[2] / "checklist.json")
NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
TODAY = NOW.date()
DONE = Changed(4, StepChange.DONE, "U1", NOW, {"state": "open"}, {"state": "done"})
STEP = NextStep(
    id=1,
    subject=StepSubject(12, "normalise", "behaviours-recognised"),
    text="Ask",
    owner_id="U1",
    due_on=TODAY,
    state=StepState.OPEN,
    sequence=1,
    created_by="U2",
    created_at=NOW,
    changed_at=NOW,
    assigned_by="U2",
)


def test_four_weeks_are_proposed():
    assert proposed_due(TODAY, EVERY_WEEKDAY) == date(2027, 1, 4)


def test_a_day_off_moves_the_proposal_on():
    new_year = Calendar(lambda on: "a day off" if on == date(2027, 1, 4) else None)
    assert proposed_due(TODAY, new_year) == date(2027, 1, 5)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_what_is_proposed_is_a_working_day_that_is_taken(today):
    proposed = proposed_due(today, EVERY_WEEKDAY)
    assert EVERY_WEEKDAY.is_working(proposed)
    assert timedelta(28) <= proposed - today <= timedelta(30)
    check_due(proposed, today)


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)])
def test_today_and_ten_years_ahead_are_the_ends(today):
    check_due(today, today)
    check_due(latest_due(today), today)
    with pytest.raises(DueInPast):
        check_due(today - timedelta(1), today)
    with pytest.raises(DueTooFar):
        check_due(latest_due(today) + timedelta(1), today)


def test_the_29th_of_february_has_none_ten_years_on():
    assert latest_due(date(2028, 2, 29)) == date(2038, 2, 28)


@pytest.mark.parametrize(
    ("changes", "by", "after"),
    [
        ({"sequence": 5}, "U1", timedelta(0)),
        ({"change": StepChange.REOPENED}, "U1", timedelta(0)),
        ({}, "U2", timedelta(0)),
        ({}, "U1", timedelta(hours=24, seconds=1)),
    ],
)
def test_what_is_not_undone(changes, by, after):
    assert not can_undo(replace(DONE, **changes), 4, by, NOW + after)
    assert can_undo(DONE, 4, "U1", NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("choices", "state"),
    [
        ([Choice.GREEN, Choice.GREEN], EssentialState.MET),
        ([Choice.GREEN, Choice.NOT_APPLICABLE], EssentialState.MET),
        ([Choice.GREEN, None], EssentialState.PARTLY),
        ([Choice.NOT_APPLICABLE, None], EssentialState.NOT_AGREED),
        ([Choice.RED, Choice.GREEN], EssentialState.MISSING),
        ([Choice.NOT_APPLICABLE, Choice.NOT_APPLICABLE], EssentialState.NOT_APPLICABLE),
    ],
)
def test_where_an_essential_stands(choices, state):
    assert essential_state(choices) is state


RED = {"behaviours-recognised": Choice.RED, "leaders-know-their-part": Choice.GREEN}


@pytest.mark.parametrize(
    ("steps", "missing"),
    [
        ([], ["role-models"]),
        ([STEP], []),
        ([replace(STEP, subject=StepSubject(12, "normalise", "leaders-know-their-part"))], []),
        ([replace(STEP, state=StepState.DONE)], []),
        ([replace(STEP, state=StepState.WONT_DO)], ["role-models"]),
        ([replace(STEP, subject=StepSubject(12, "normalise"))], ["role-models"]),
    ],
)
def test_a_missing_essential_needs_a_next_step_on_one_of_its_questions(steps, missing):
    assert [one.id for one in gaps(CHECKLIST, RED, steps)] == missing
    assert gaps(CHECKLIST, {"behaviours-recognised": Choice.AMBER}, steps) == ()


def test_what_is_unfinished_stands_first_by_its_due_date():
    later = replace(STEP, id=2, due_on=TODAY + timedelta(1))
    done = replace(STEP, id=3, state=StepState.DONE)
    dropped = replace(STEP, id=4, state=StepState.WONT_DO)
    assert shown_in_review([done, later, dropped, STEP]) == [STEP, later, done]
