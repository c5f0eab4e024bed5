"""A time of day comes once a date, as soon as a clock on the wall shows it: in every zone.

The zones are those of the machine (``zoneinfo.TZPATH``), or else of the package ``tzdata``, which
``requirements.txt`` pins. ``--long`` adds each day of a year at ten times of day.
"""

from __future__ import annotations

import struct
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import EVERY_WEEKDAY, instant, next_weekly, zone

ZONES = sorted(available_timezones())
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
NINE = time(9)
TIMES = [
    *(time(0), time(0, 30), time(1), time(1, 30), time(2), time(2, 30), time(3)),
    *(time(9), time(17), time(23, 59)),
]
MOST = timedelta(hours=3)
"""No zone has jumped further since 2012, but over the date line; Casey did this far."""

DAY = timedelta(days=1)


def check(on: date, at: time, tz: str) -> datetime:
    """What is asked is when, and all that it is held against is what a clock shows then."""
    due = instant(on, at, tz)
    shown = due.astimezone(ZoneInfo(tz))
    late = shown.replace(tzinfo=None) - datetime.combine(on, at)
    assert due.tzinfo is UTC, (tz, on, at)
    assert not shown.fold, (tz, on, at, "the second time that the clock shows it")
    assert timedelta(0) <= late <= MOST, (tz, on, at, late)
    if late:
        earlier = (due - late).astimezone(ZoneInfo(tz))
        assert shown.utcoffset() - earlier.utcoffset() == late, (tz, on, at, "later, and not by a jump")
    return due


def changes(tz: str) -> list[date]:
    """The days of 2026 around which the offset of a zone changes."""
    at = [datetime.combine(on, time(), UTC).astimezone(ZoneInfo(tz)).utcoffset() for on in YEAR]
    changed = [number for number in range(1, 365) if at[number] != at[number - 1]]
    return [YEAR[number + near] for number in changed for near in (-2, -1, 0, 1) if number + near < 365]


def test_at_nine_on_each_day_of_a_year_in_every_zone() -> None:
    assert len(ZONES) > 400
    for tz in ZONES:
        before = None
        for on in YEAR:
            due = check(on, NINE, tz)
            assert due.astimezone(ZoneInfo(tz)).replace(tzinfo=None) == datetime.combine(on, NINE)
            assert before is None or due > before
            before = due


def test_at_any_time_when_the_clocks_change_in_every_zone() -> None:
    days = {tz: changes(tz) for tz in ZONES}
    assert sum(map(bool, days.values())) > 100
    late = [(tz, on, at) for tz in ZONES for on in days[tz] for at in TIMES if jumped(on, at, tz)]
    assert ("Europe/London", date(2026, 3, 29), time(1, 30)) in late
    assert ("Africa/Cairo", date(2026, 4, 24), time(0)) in late


def jumped(on: date, at: time, tz: str) -> bool:
    return check(on, at, tz).astimezone(ZoneInfo(tz)).time() != at


@pytest.mark.long
@pytest.mark.parametrize("at", TIMES, ids=str)
def test_each_day_of_a_year_in_every_zone(at: time) -> None:
    for tz in ZONES:
        due = [check(on, at, tz) for on in YEAR]
        assert all(a < b for a, b in pairwise(due)), tz


any_zone, any_date = st.sampled_from(ZONES), st.dates(date(2012, 1, 1), date(2037, 12, 30))


@given(any_date, st.times(), any_zone)
def test_any_time_of_any_day_anywhere(on: date, at: time, tz: str) -> None:
    assert check(on, at, tz) < check(on + DAY, at, tz)


@pytest.mark.long
@settings(max_examples=20_000)
@given(any_date, st.times(), any_zone)
def test_many_times_of_many_days(on: date, at: time, tz: str) -> None:
    assert check(on, at, tz) < check(on + DAY, at, tz)


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instant(date(2026, 10, 25), time(1, 30), "Europe/London") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert instant(date(2026, 10, 25), time(1, 30, fold=1), "Europe/London") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_time_that_is_left_out_is_later_by_the_jump() -> None:
    assert instant(date(2026, 3, 29), time(1, 30), "Europe/London") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert instant(date(2026, 3, 29), time(1), "Antarctica/Troll") == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_date_that_was_left_out_is_the_next_one() -> None:
    left_out, next_one = date(2011, 12, 30), date(2011, 12, 31)
    for at in TIMES:
        assert instant(left_out, at, "Pacific/Apia") == instant(next_one, at, "Pacific/Apia")
    assert instant(left_out - DAY, NINE, "Pacific/Apia") == instant(next_one, NINE, "Pacific/Apia") - DAY


def test_samoa_is_a_day_ahead_of_american_samoa() -> None:
    on = date(2026, 7, 6)
    assert instant(on, NINE, "Pacific/Pago_Pago") - instant(on, NINE, "Pacific/Apia") == DAY


def test_each_monday_at_nine_in_every_zone() -> None:
    mondays = [on for on in YEAR if on.weekday() == 0]
    for tz in ZONES:
        after, shown, weeks = instant(YEAR[0], time(), tz), [], []
        for _ in mondays:
            after, week_of = next_weekly(after, 0, NINE, tz, EVERY_WEEKDAY)
            shown.append(after.astimezone(ZoneInfo(tz)).replace(tzinfo=None))
            weeks.append(week_of)
        assert shown == [datetime.combine(on, NINE) for on in mondays], tz
        assert weeks == [f"2026-W{number:02d}" for number in range(2, 54)], tz


DECREED = "Test/Decreed"
SUMMER_WAS_TO_COME = datetime(2023, 3, 25, 22, tzinfo=UTC)
SUMMER_CAME = datetime(2023, 4, 20, 22, tzinfo=UTC)


def written(folder: Path, summer: datetime) -> Path:
    """A zone two hours ahead of UTC, three from ``summer`` on, as a file of the format TZif (RFC 8536)."""
    file = folder / DECREED
    file.parent.mkdir(parents=True)
    header = struct.pack(">4sc15x6l", b"TZif", b"\0", 0, 0, 0, 1, 2, 8)
    kinds = struct.pack(">lbb", 7200, 0, 0) + struct.pack(">lbb", 10800, 1, 4)
    file.write_bytes(header + struct.pack(">lb", int(summer.timestamp()), 1) + kinds + b"EET\0EES\0")
    return folder


@contextmanager
def tzdata(folder: Path) -> Iterator[None]:
    """A process that was started with other time zone data."""
    before = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath([str(folder)])
        forget()
        yield
    finally:
        zoneinfo.reset_tzpath(before)
        forget()


def forget() -> None:
    ZoneInfo.clear_cache()
    zone.cache_clear()


def test_after_a_late_decree_the_date_still_gives_nine_o_clock(tmp_path: Path) -> None:
    """Lebanon put its summer time off two days before it was to begin. So what is kept is the date and the
    time of day, and the instant is made anew from them: an instant from before would be an hour early.
    """
    on = date(2023, 3, 28)
    with tzdata(written(tmp_path / "before", SUMMER_WAS_TO_COME)):
        kept = instant(on, NINE, DECREED)
        assert kept == datetime(2023, 3, 28, 6, tzinfo=UTC)
    with tzdata(written(tmp_path / "after", SUMMER_CAME)):
        assert kept.astimezone(zone(DECREED)).time() == time(8)
        assert instant(on, NINE, DECREED).astimezone(zone(DECREED)).time() == NINE
        assert instant(date(2023, 4, 24), NINE, DECREED) == datetime(2023, 4, 24, 6, tzinfo=UTC)
    assert zone(DECREED).key == "UTC"
