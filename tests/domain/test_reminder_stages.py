from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.reminders import AFTER, BEFORE, facilitators_on, next_stage, stages

FIRST, LAST = date(2000, 1, 1), date(2110, 12, 31)
WEEKDAYS = Calendar(lambda on: None)
DUE = date(2026, 12, 11)
"""A Friday."""

dates = st.dates(FIRST, LAST)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Single days off all over the years, and weeks that are off as a whole."""
    days = draw(st.frozensets(st.integers(0, 400), max_size=30))
    weeks = draw(st.frozensets(st.integers(0, 60), max_size=3))
    return Calendar(
        lambda on: "off" if on.toordinal() % 401 in days or on.toordinal() // 7 % 61 in weeks else None
    )


def on(*days: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)


def test_seven_and_one_days_before_on_the_day_and_five_times_after() -> None:
    assert stages(DUE, WEEKDAYS) == on(
        "2026-12-04", "2026-12-10", "2026-12-11",
        "2026-12-14", "2026-12-18", "2026-12-25", "2027-01-01", "2027-01-08",
    )  # fmt: skip
    assert facilitators_on(DUE, WEEKDAYS) == date(2027, 1, 15)


def test_days_off_move_stages_apart_from_the_due_date() -> None:
    off = {date(2026, 12, day) for day in (10, 11, 14)} | {date(2026, 12, 25), date(2027, 1, 1)}
    calendar = Calendar(lambda day: "off" if day in off else None)
    assert stages(DUE, calendar) == on(
        "2026-12-04", "2026-12-09", "2026-12-15", "2026-12-18", "2026-12-28", "2027-01-04", "2027-01-08"
    )


def test_a_due_date_on_a_sunday_is_spoken_of_once_before_the_weekend() -> None:
    assert stages(date(2026, 12, 13), WEEKDAYS)[:3] == on("2026-12-04", "2026-12-11", "2026-12-16")


def test_a_week_off_makes_one_stage_of_several() -> None:
    off = [date(2026, 12, 7) + timedelta(days=number) for number in range(14)]
    calendar = Calendar(lambda day: "closed" if day in off else None)
    assert stages(DUE, calendar)[:3] == on("2026-12-04", "2026-12-21", "2026-12-25")


def test_a_snooze_drops_what_was_earlier_and_leaves_the_rest() -> None:
    assert stages(DUE, WEEKDAYS, date(2026, 12, 19)) == on(
        "2026-12-21", "2026-12-25", "2027-01-01", "2027-01-08"
    )
    assert stages(DUE, WEEKDAYS, date(2027, 3, 1)) == on("2027-03-01")
    assert facilitators_on(DUE, WEEKDAYS, date(2027, 3, 1)) == date(2027, 3, 8)


@given(dates, calendars(), st.none() | dates)
def test_no_stage_is_on_a_day_off(due_on: date, calendar: Calendar, snoozed_until: date | None) -> None:
    days = stages(due_on, calendar, snoozed_until)
    assert all(map(calendar.is_working, days))
    assert calendar.is_working(facilitators_on(due_on, calendar, snoozed_until))
    assert list(days) == sorted(set(days))


@given(dates, calendars())
def test_what_is_before_moves_back_and_what_is_overdue_forward(due_on: date, calendar: Calendar) -> None:
    days = stages(due_on, calendar)
    before = [day for day in days if day <= due_on]
    after = [day for day in days if day > due_on]
    assert 1 <= len(before) <= len(BEFORE)
    assert 1 <= len(after) <= len(AFTER)
    for wanted in BEFORE:
        day = due_on - timedelta(days=wanted)
        last_working = max(one for one in before if one <= day)
        assert not any(
            calendar.is_working(last_working + timedelta(n)) for n in range(1, (day - last_working).days + 1)
        )
    for wanted in AFTER:
        day = due_on + timedelta(days=wanted)
        next_working = min(one for one in after if one >= day)
        assert not any(calendar.is_working(day + timedelta(n)) for n in range((next_working - day).days))
    assert facilitators_on(due_on, calendar) >= days[-1]


@given(dates, calendars(), st.none() | dates, dates)
def test_from_any_day_on_each_stage_comes_once_and_the_facilitators_last(
    due_on: date, calendar: Calendar, snoozed_until: date | None, since: date
) -> None:
    said, day = [], since
    while stage := next_stage(due_on, calendar, day, snoozed_until):
        assert stage.on > day
        assert calendar.is_working(stage.on)
        if stage.tells_facilitators:
            break
        said.append(stage.on)
        day = stage.on
    assert said == [one for one in stages(due_on, calendar, snoozed_until) if one > since]
    assert stage is not None
    assert stage.on >= facilitators_on(due_on, calendar, snoozed_until)
    assert next_stage(due_on, calendar, stage.on, snoozed_until, is_escalated=True) is None


@given(dates, calendars(), dates)
def test_a_snooze_is_the_next_stage_and_at_most_one_more_comes_of_it(
    due_on: date, calendar: Calendar, snoozed_until: date
) -> None:
    days = stages(due_on, calendar, snoozed_until)
    assert days[0] == calendar.forward(snoozed_until)
    assert set(days[1:]) <= set(stages(due_on, calendar))
    assert len([day for day in days if day > due_on]) <= len(AFTER) + 1


@pytest.mark.parametrize("years", [-1, 0, 10])
def test_past_present_and_far_due_dates_have_a_next_stage_unless_all_is_said(years: int) -> None:
    today = date(2026, 12, 7)
    due_on = today.replace(year=today.year + years)
    stage = next_stage(due_on, WEEKDAYS, today)
    assert stage is not None
    assert stage.on > today
    assert stage.tells_facilitators is (years < 0)
