"""Bank holidays: what the package says, held by a golden file.

``bank_holidays.json`` has the days off of each region from 2025 to 2027. After a change of the package's pin,
or of the regions, write it anew and read what has changed::

    python -m tests.test_bank_holidays && git diff tests/bank_holidays.json
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.bank_holidays import _ZONES, REGIONS, VERSION, BankHolidays, region_of
from bot.domain.calendar import Calendar

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "bank_holidays.json"
DAYS = [date(2025, 1, 1) + timedelta(days=number) for number in range(3 * 365)]
MOST_OPTIONS = 100
"""Slack shows no more in a menu."""

BOXING_DAY = date(2026, 12, 28)
"""A Monday: the day itself is a Saturday."""


def days_off(region: str) -> dict[str, str]:
    bank_holidays = BankHolidays()
    named = ((on, bank_holidays.name(region, on)) for on in DAYS)
    return {on.isoformat(): name for on, name in named if name is not None}


@pytest.mark.parametrize("region", REGIONS)
def test_the_days_of_the_golden_file(region: str) -> None:
    assert days_off(region) == json.loads(GOLDEN.read_text("utf-8"))["regions"][region]


def test_the_golden_file_is_that_of_the_pinned_package() -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert golden["version"] == VERSION
    assert list(golden["regions"]) == list(REGIONS)
    assert f'"{VERSION}"' in (ROOT / "pyproject.toml").read_text()


def test_england_and_wales_as_the_government_names_them() -> None:
    weekdays = {on for on in map(date.fromisoformat, days_off("GB-ENG")) if on.weekday() < 5}
    assert weekdays == {
        *(
            date(2025, *day)
            for day in [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)]
        ),
        *(date(2026, *day) for day in [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]),
        *(
            date(2027, *day)
            for day in [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]
        ),
    }


@pytest.mark.parametrize(
    ("region", "on", "name"),
    [
        ("GB-SCT", date(2026, 1, 2), "New Year Holiday"),
        ("GB-ENG", date(2026, 1, 2), None),
        ("GB-NIR", date(2026, 7, 13), "Battle of the Boyne (observed)"),
        ("US", date(2027, 12, 31), "New Year's Day (observed)"),
        ("DE-SN", date(2026, 11, 18), "Repentance and Prayer Day"),
        ("DE", date(2026, 11, 18), None),
    ],
)
def test_parts_of_a_country_and_observed_days(region: str, on: date, name: str | None) -> None:
    assert BankHolidays().name(region, on) == name


def test_every_region_has_a_name_and_days_but_the_one_without() -> None:
    assert not days_off("")
    assert all(days_off(region) for region in REGIONS if region)
    assert len(set(REGIONS.values())) == len(REGIONS) <= MOST_OPTIONS


@pytest.mark.parametrize(
    ("tz", "region"),
    [
        ("Europe/London", "GB-ENG"),
        ("Europe/Dublin", "IE"),
        ("America/New_York", "US"),
        ("Atlantic/Reykjavik", "IS"),
        ("Australia/Darwin", "AU-NT"),
        ("Pacific/Apia", ""),
        ("Europe/Atlantis", ""),
        (None, ""),
    ],
)
def test_a_time_zone_tells_the_region(tz: str | None, region: str) -> None:
    assert region_of(tz) == region


def test_time_zones_lead_to_regions_that_can_be_chosen() -> None:
    assert set(_ZONES) <= available_timezones()
    assert set(_ZONES.values()) <= set(REGIONS)


@pytest.mark.parametrize("region", ["XX", "GB-XXX"])
def test_a_region_that_the_package_lacks_has_none_and_is_logged_once(
    region: str, caplog: pytest.LogCaptureFixture
) -> None:
    bank_holidays = BankHolidays()
    with caplog.at_level(logging.WARNING):
        names = {bank_holidays.name(region, date(year, 12, 25)) for year in (2025, 2026, 2027)}
    assert names == {None}
    assert len(caplog.records) == 1
    assert region in caplog.text
    assert bank_holidays.name("GB-ENG", date(2026, 12, 25)) == "Christmas Day"


def test_a_workspace_adds_days_and_works_on_others() -> None:
    own, christmas = date(2026, 12, 24), date(2026, 12, 25)
    calendar = Calendar(BankHolidays().days_off("GB-ENG", {own: "Our day"}, frozenset({BOXING_DAY})))
    assert calendar.reason(own) == "Our day"
    assert calendar.reason(christmas) == "Christmas Day"
    assert calendar.is_working(BOXING_DAY)
    assert calendar.forward(own) == BOXING_DAY


def test_a_day_that_is_added_is_off_though_it_is_removed_too() -> None:
    day_off = BankHolidays().days_off("GB-ENG", {BOXING_DAY: "Our day"}, frozenset({BOXING_DAY}))
    assert day_off(BOXING_DAY) == "Our day"


def test_the_package_is_loaded_by_the_first_question() -> None:
    code = (
        "import sys; from datetime import date; from bot.bank_holidays import BankHolidays; "
        "before = 'holidays' in sys.modules; BankHolidays().name('GB-ENG', date(2026, 1, 1)); "
        "print(before, 'holidays' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "True"]


if __name__ == "__main__":
    golden = {"version": VERSION, "regions": {region: days_off(region) for region in REGIONS}}
    GOLDEN.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", "utf-8")
