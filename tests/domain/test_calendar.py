"""Working days, and what comes once a week or on a morning."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    EVERY_WEEKDAY,
    FURTHEST,
    Calendar,
    instant,
    local_date,
    morning,
    next_weekly,
    week,
    zone,
)

NINE = time(9)
LONDON = "Europe/London"
APIA = "Pacific/Apia"
DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
LEFT_OUT = date(2011, 12, 30)
"""A Friday that Samoa never had: it went over the date line."""

EASTER = {
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
}
BRITISH = Calendar(EASTER.get)
NEVER = Calendar(lambda _on: "closed")


def closed(first: date, last: date) -> Calendar:
    return Calendar(lambda on: "closed" if first <= on <= last else None)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Single days off, and up to four weeks in a row, in the two years from ``FIRST``."""
    days = draw(st.frozensets(st.integers(0, 730), max_size=80))
    weeks = draw(st.frozensets(st.integers(0, 104), max_size=4))

    def day_off(on: date) -> str | None:
        number = (on - FIRST).days
        return "off" if number in days or number // 7 in weeks else None

    return Calendar(day_off)


days_of_2026 = st.dates(FIRST, date(2026, 12, 31))
zones = st.sampled_from(sorted(available_timezones()))


@pytest.mark.parametrize("name", [None, "", "Europe/Atlantis", "../etc/passwd", "America", "Europe/London\0"])
def test_what_is_no_zone_is_the_default_s(name: str | None) -> None:
    assert zone(name, LONDON).key == LONDON
    assert zone(name, "Europe/Atlantis").key == "UTC"
    assert zone(name).key == "UTC"


def test_the_day_is_another_one_elsewhere() -> None:
    at = datetime(2026, 3, 8, 11, tzinfo=UTC)
    assert local_date(at, "Pacific/Kiritimati") == date(2026, 3, 9)
    assert local_date(at, "Pacific/Niue") == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 3, 9), "2026-W11"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_weeks_are_those_of_iso(on: date, name: str) -> None:
    assert week(on) == name


def test_a_calendar_says_why_a_day_is_off() -> None:
    assert BRITISH.reason(date(2026, 4, 3)) == "Good Friday"
    assert BRITISH.reason(date(2026, 4, 4)) == "weekend"
    assert BRITISH.reason(date(2026, 4, 7)) is None
    assert [BRITISH.is_working(date(2026, 4, day)) for day in (2, 3, 4, 5, 6, 7)] == [
        True, False, False, False, False, True,
    ]  # fmt: skip


def test_weekends_are_not_asked() -> None:
    asked: list[date] = []

    def day_off(on: date) -> None:
        asked.append(on)

    calendar = Calendar(day_off)
    assert calendar.forward(date(2026, 4, 4)) == date(2026, 4, 6)
    assert asked == [date(2026, 4, 6)]


def test_a_calendar_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        BRITISH.day_off = EVERY_WEEKDAY.day_off  # type: ignore[misc]


def test_forward_and_back_over_easter() -> None:
    assert BRITISH.forward(date(2026, 4, 3)) == date(2026, 4, 7)
    assert BRITISH.back(date(2026, 4, 6)) == date(2026, 4, 2)
    assert BRITISH.forward(date(2026, 4, 2)) == BRITISH.back(date(2026, 4, 2)) == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("on", "days", "then"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2026, 4, 1), 3, date(2026, 4, 8)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 4, 5), -2, date(2026, 4, 1)),
        (date(2026, 4, 4), 0, date(2026, 4, 4)),
    ],
)
def test_working_days_are_counted(on: date, days: int, then: date) -> None:
    assert BRITISH.plus(on, days) == then


def test_a_calendar_without_a_working_day_hangs_nobody() -> None:
    on = date(2026, 3, 9)
    assert (NEVER.forward(on), NEVER.back(on), NEVER.plus(on, 3)) == (on, on, on + 3 * DAY)
    after = datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert morning(after, NINE, LONDON, NEVER) == (datetime(2026, 3, 10, 9, tzinfo=UTC), date(2026, 3, 10))
    assert next_weekly(after, 0, NINE, LONDON, NEVER) == (datetime(2026, 3, 16, 9, tzinfo=UTC), "2026-W12")


def test_the_search_ends() -> None:
    on = date(2026, 3, 2)
    assert closed(on, on + (FURTHEST - 2) * DAY).forward(on) == on + (FURTHEST - 1) * DAY
    assert closed(on, on + 2 * FURTHEST * DAY).forward(on) == on


@given(calendars(), days_of_2026, st.integers(1, 15))
def test_working_days_there_and_back(calendar: Calendar, on: date, days: int) -> None:
    there = calendar.plus(on, days)
    between = [on + number * DAY for number in range(1, (there - on).days + 1)]
    assert sum(map(calendar.is_working, between)) == days
    assert calendar.is_working(there)
    back = calendar.plus(there, -days)
    assert back == calendar.back(on)


def test_a_morning_is_later_than_the_one_before() -> None:
    thursday = datetime(2026, 4, 2, 8, tzinfo=UTC)  # 09:00 in London
    assert morning(thursday - timedelta(seconds=1), NINE, LONDON, BRITISH) == (thursday, date(2026, 4, 2))
    tuesday = datetime(2026, 4, 7, 8, tzinfo=UTC)
    assert morning(thursday, NINE, LONDON, BRITISH) == (tuesday, date(2026, 4, 7))


def test_no_morning_of_a_date_that_was_left_out() -> None:
    thursday = instant(LEFT_OUT - DAY, NINE, APIA)
    monday = date(2012, 1, 2)
    assert morning(thursday, NINE, APIA, EVERY_WEEKDAY) == (instant(monday, NINE, APIA), monday)


@given(calendars(), days_of_2026, st.times(), zones)
def test_mornings_are_the_working_days(calendar: Calendar, on: date, at: time, tz: str) -> None:
    after, mornings = instant(on, at, tz), []
    for _ in range(5):
        due, day = morning(after, at, tz, calendar)
        assert due > after
        assert due == instant(day, at, tz)
        mornings.append(day)
        after = due
    assert mornings == [calendar.plus(on, number) for number in range(1, 6)]


def test_a_bank_holiday_moves_the_weekly_message_and_not_its_week() -> None:
    after = datetime(2026, 3, 30, 8, tzinfo=UTC)  # Monday, 09:00 in London
    due, week_of = next_weekly(after, 0, NINE, LONDON, BRITISH)
    assert (due, week_of) == (datetime(2026, 4, 7, 8, tzinfo=UTC), "2026-W15")
    assert next_weekly(due, 0, NINE, LONDON, BRITISH) == (datetime(2026, 4, 13, 8, tzinfo=UTC), "2026-W16")


def test_a_move_into_the_next_week_keeps_its_own() -> None:
    after = datetime(2026, 3, 28, tzinfo=UTC)
    due, week_of = next_weekly(after, 4, NINE, LONDON, BRITISH)
    assert (local_date(due, LONDON), week_of) == (date(2026, 4, 7), "2026-W14")
    due, week_of = next_weekly(due, 4, NINE, LONDON, BRITISH)
    assert (local_date(due, LONDON), week_of) == (date(2026, 4, 10), "2026-W15")


def test_weeks_in_which_nobody_works_have_none() -> None:
    """It would come on the same morning as that of the week after."""
    calendar = closed(date(2026, 12, 24), date(2027, 1, 1))
    after, weeks = datetime(2026, 12, 15, tzinfo=UTC), []
    for _ in range(3):
        after, week_of = next_weekly(after, 0, NINE, LONDON, calendar)
        weeks.append((local_date(after, LONDON), week_of))
    assert weeks == [
        (date(2026, 12, 21), "2026-W52"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2027, 1, 11), "2027-W02"),
    ]


@pytest.mark.parametrize("weekday", range(7))
def test_each_week_once_though_a_date_was_left_out(weekday: int) -> None:
    after = instant(date(2011, 12, 5), time.min, APIA)
    found = []
    for _ in range(6):
        after, week_of = next_weekly(after, weekday, NINE, APIA, EVERY_WEEKDAY)
        found.append(week_of)
        assert after.astimezone(zone(APIA)).time() == NINE
    # What is meant for a weekend comes on Monday: that of the week before is the first to be found.
    first = date(2011, 12, 5) if weekday < 5 else date(2011, 11, 28)
    assert found == [week(first + number * timedelta(weeks=1)) for number in range(6)]


@given(calendars(), days_of_2026, st.integers(0, 6), st.times(), zones, st.integers(0, 999))
def test_each_week_that_has_a_working_day_once(
    calendar: Calendar, on: date, weekday: int, at: time, tz: str, share: int
) -> None:
    """Asked with its own answers, or anywhere between two, it leaves nothing out and repeats nothing."""
    after = instant(on, at, tz)
    planned = on - timedelta(days=on.weekday() - weekday + 14)
    wanted = []
    while len(wanted) < 8:
        days = [planned + number * DAY for number in range(7)]
        working = next(filter(calendar.is_working, days), None)
        if working is not None and instant(working, at, tz) > after:
            wanted.append((instant(working, at, tz), week(planned)))
        planned += timedelta(weeks=1)

    found = []
    for _ in range(8):
        answer = next_weekly(after, weekday, at, tz, calendar)
        assert next_weekly(after + share * (answer[0] - after) / 1000, weekday, at, tz, calendar) == answer
        found.append(answer)
        after = answer[0]
    assert found == wanted
