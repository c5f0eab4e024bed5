"""When areas are posted and deadlines lie, for any day, zone and calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import pace
from bot.domain.calendar import EVERY_WEEKDAY, Calendar, local_date
from bot.domain.nudges import begins, nudge_days
from bot.domain.pace_errors import DeadlineNeeded, DeadlineOver, DeadlineTooFar, DeadlineTooSoon
from bot.domain.reviews import Pace, RevealRule

ZONES = (
    "Europe/London",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
days = st.dates(date(2026, 1, 1), date(2032, 12, 31))
calendars = st.frozensets(st.integers(0, 365), max_size=60).map(
    lambda off: Calendar(lambda on: "day off" if on.timetuple().tm_yday in off else None)
)
instants = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(ZONES)
MONDAY = date(2026, 12, 7)


@given(days, st.integers(0, 20), calendars)
def test_areas_come_on_one_working_day_after_another(first: date, areas: int, calendar: Calendar) -> None:
    posted = pace.post_days(first, areas, calendar)
    assert len(posted) == areas
    assert all(calendar.is_working(day) for day in posted)
    assert all(calendar.plus(one, 1) == next_ for one, next_ in pairwise(posted))


@given(days, st.integers(1, 20), calendars)
def test_the_earliest_deadline_leaves_three_working_days(first: date, areas: int, calendar: Calendar) -> None:
    earliest = pace.earliest_deadline(first, areas, calendar)
    last = pace.post_days(first, areas, calendar)[-1]
    between = [last + timedelta(days=days) for days in range(1, (earliest - last).days + 1)]
    assert sum(calendar.is_working(day) for day in between) == 3


@given(days, zones)
def test_a_deadline_is_at_17_by_the_clock_there(on: date, tz: str) -> None:
    local = pace.deadline_instant(on, tz).astimezone(ZoneInfo(tz))
    assert (local.date(), local.hour, local.minute) == (on, 17, 0)


@given(instants, zones, calendars)
def test_the_next_area_comes_on_a_working_morning_to_come(now: datetime, tz: str, calendar: Calendar) -> None:
    for at in (pace.next_post(now, tz, calendar), pace.post_after_today(now, tz, calendar)):
        local = at.astimezone(ZoneInfo(tz))
        assert at > now
        assert calendar.is_working(local.date())
        assert (local.hour, local.minute) == (9, 30)
    assert local_date(pace.post_after_today(now, tz, calendar), tz) > local_date(now, tz)


@given(days, days, st.integers(0, 60), calendars)
def test_a_pause_takes_no_working_day_from_anybody(
    deadline: date, paused: date, length: int, calendar: Calendar
) -> None:
    """As many working days are left after it as there were when it began."""
    resumed = paused + timedelta(days=length)
    moved = pace.moved_by_pause(deadline, paused, resumed, calendar)
    lost = sum(calendar.is_working(paused + timedelta(days=one)) for one in range(length))
    gained = sum(
        calendar.is_working(deadline + timedelta(days=one)) for one in range(1, (moved - deadline).days + 1)
    )
    assert gained == lost
    assert (moved == deadline) is (lost == 0)


@given(days, calendars)
def test_nudges_are_two_and_come_before_the_deadline_is_over(deadline: date, calendar: Calendar) -> None:
    first, last = nudge_days(deadline, calendar)
    assert first < last <= deadline
    assert calendar.is_working(first)
    assert calendar.is_working(last)
    assert calendar.plus(first, 2) == last


@given(days, zones)
def test_a_date_begins_nowhere_before_its_nudges_are_planned(on: date, tz: str) -> None:
    assert begins(on) <= datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(tz))


@pytest.mark.parametrize(
    ("clock", "at_start", "posts"),
    [
        ("2026-12-07 08:00", True, True),
        ("2026-12-07 15:59", True, True),
        ("2026-12-07 16:00", True, False),
        ("2026-12-05 10:00", True, False),
        ("2026-12-07 09:29", False, False),
        ("2026-12-07 09:30", False, True),
        ("2026-12-07 18:00", False, True),
        ("2026-12-06 12:00", False, False),
    ],
)
def test_when_an_area_that_is_due_is_posted(clock: str, at_start: bool, posts: bool) -> None:
    now = datetime.fromisoformat(f"{clock}+00:00")
    assert pace.posts_now(now, "Europe/London", EVERY_WEEKDAY, at_start=at_start) is posts


def test_a_deadline_has_to_lie_ahead_and_within_a_year() -> None:
    pace.check_deadline(MONDAY, RevealRule.ON_PRESS, MONDAY)
    pace.check_deadline(date(2028, 2, 29), RevealRule.ON_PRESS, date(2027, 3, 1))
    pace.check_deadline(None, RevealRule.WHEN_COMPLETE, MONDAY)
    with pytest.raises(DeadlineOver):
        pace.check_deadline(MONDAY - timedelta(days=1), RevealRule.ON_PRESS, MONDAY)
    with pytest.raises(DeadlineTooFar):
        pace.check_deadline(MONDAY + timedelta(days=367), RevealRule.ON_PRESS, MONDAY)
    with pytest.raises(DeadlineNeeded):
        pace.check_deadline(None, RevealRule.AT_DEADLINE, MONDAY)


def test_with_one_area_a_day_it_names_the_earliest_day() -> None:
    earliest = pace.earliest_deadline(MONDAY, 10, EVERY_WEEKDAY)
    assert earliest == date(2026, 12, 23)
    pace.check_room(earliest, Pace.ONE_A_DAY, earliest, MONDAY)
    pace.check_room(MONDAY, Pace.BY_HAND, earliest, MONDAY)
    pace.check_room(MONDAY, Pace.ONE_A_DAY, None, MONDAY)
    with pytest.raises(DeadlineTooSoon, match=r"Wednesday 23 December\.$"):
        pace.check_room(date(2026, 12, 22), Pace.ONE_A_DAY, earliest, MONDAY)
    with pytest.raises(DeadlineTooSoon, match=r"Friday 1 January 2027\.$"):
        pace.check_room(MONDAY, Pace.ONE_A_DAY, date(2027, 1, 1), MONDAY)
