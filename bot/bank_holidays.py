"""Bank holidays of the regions that a workspace can choose, by the ``holidays`` package.

It changes its answers between releases, so it is pinned exactly, and a golden file in the tests holds them.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

logger = logging.getLogger(__name__)

PACKAGE = "holidays"
VERSION = f"{PACKAGE}=={version(PACKAGE)}"
"""On record beside a day that was left out because of a bank holiday."""

REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "": "No bank holidays",
        "GB-ENG": "England and Wales",
        "GB-SCT": "Scotland",
        "GB-NIR": "Northern Ireland",
        "IE": "Ireland",
        "US": "United States (federal)",
        "CA": "Canada (federal)",
        "CA-AB": "Canada: Alberta",
        "CA-BC": "Canada: British Columbia",
        "CA-ON": "Canada: Ontario",
        "CA-QC": "Canada: Quebec",
        "AU-ACT": "Australia: Australian Capital Territory",
        "AU-NSW": "Australia: New South Wales",
        "AU-NT": "Australia: Northern Territory",
        "AU-QLD": "Australia: Queensland",
        "AU-SA": "Australia: South Australia",
        "AU-TAS": "Australia: Tasmania",
        "AU-VIC": "Australia: Victoria",
        "AU-WA": "Australia: Western Australia",
        "NZ": "New Zealand",
        "DE": "Germany (all states)",
        "DE-BB": "Germany: Brandenburg",
        "DE-BE": "Germany: Berlin",
        "DE-BW": "Germany: Baden-Württemberg",
        "DE-BY": "Germany: Bavaria",
        "DE-HB": "Germany: Bremen",
        "DE-HE": "Germany: Hesse",
        "DE-HH": "Germany: Hamburg",
        "DE-MV": "Germany: Mecklenburg-Vorpommern",
        "DE-NI": "Germany: Lower Saxony",
        "DE-NW": "Germany: North Rhine-Westphalia",
        "DE-RP": "Germany: Rhineland-Palatinate",
        "DE-SH": "Germany: Schleswig-Holstein",
        "DE-SL": "Germany: Saarland",
        "DE-SN": "Germany: Saxony",
        "DE-ST": "Germany: Saxony-Anhalt",
        "DE-TH": "Germany: Thuringia",
        "AT": "Austria",
        "BE": "Belgium",
        "CH": "Switzerland",
        "CZ": "Czechia",
        "DK": "Denmark",
        "ES": "Spain",
        "FI": "Finland",
        "FR": "France",
        "IS": "Iceland",
        "IT": "Italy",
        "NL": "Netherlands",
        "NO": "Norway",
        "PL": "Poland",
        "PT": "Portugal",
        "SE": "Sweden",
        "AE": "United Arab Emirates",
        "HK": "Hong Kong",
        "IN": "India",
        "JP": "Japan",
        "SG": "Singapore",
        "ZA": "South Africa",
    }
)

_ZONES: Mapping[str, str] = MappingProxyType(
    {
        "Europe/London": "GB-ENG",
        "Europe/Belfast": "GB-NIR",
        "Europe/Dublin": "IE",
        "America/New_York": "US",
        "America/Detroit": "US",
        "America/Chicago": "US",
        "America/Denver": "US",
        "America/Phoenix": "US",
        "America/Los_Angeles": "US",
        "America/Anchorage": "US",
        "Pacific/Honolulu": "US",
        "America/Toronto": "CA-ON",
        "America/Montreal": "CA-QC",
        "America/Vancouver": "CA-BC",
        "America/Edmonton": "CA-AB",
        "America/Halifax": "CA",
        "America/Winnipeg": "CA",
        "Australia/Sydney": "AU-NSW",
        "Australia/Melbourne": "AU-VIC",
        "Australia/Brisbane": "AU-QLD",
        "Australia/Adelaide": "AU-SA",
        "Australia/Darwin": "AU-NT",
        "Australia/Perth": "AU-WA",
        "Australia/Hobart": "AU-TAS",
        "Australia/Canberra": "AU-ACT",
        "Pacific/Auckland": "NZ",
        "Europe/Berlin": "DE",
        "Europe/Vienna": "AT",
        "Europe/Brussels": "BE",
        "Europe/Zurich": "CH",
        "Europe/Prague": "CZ",
        "Europe/Copenhagen": "DK",
        "Europe/Madrid": "ES",
        "Europe/Helsinki": "FI",
        "Europe/Paris": "FR",
        "Atlantic/Reykjavik": "IS",
        "Europe/Rome": "IT",
        "Europe/Amsterdam": "NL",
        "Europe/Oslo": "NO",
        "Europe/Warsaw": "PL",
        "Europe/Lisbon": "PT",
        "Europe/Stockholm": "SE",
        "Asia/Dubai": "AE",
        "Asia/Hong_Kong": "HK",
        "Asia/Kolkata": "IN",
        "Asia/Calcutta": "IN",
        "Asia/Tokyo": "JP",
        "Asia/Singapore": "SG",
        "Africa/Johannesburg": "ZA",
    }
)


def region_of(tz: str | None) -> str:
    """The region that somebody in a time zone most likely works in; "" where it tells none."""
    return _ZONES.get(tz or "", "")


class BankHolidays:
    """Names bank holidays. What the package does not know is none: a reminder too many beats none."""

    def __init__(self) -> None:
        self._unknown: set[str] = set()

    def name(self, region: str, on: date) -> str | None:
        """What a day is called on which a region does not work; None where it does.

        A region that the package does not know has none, and is logged once.
        """
        if not region or region in self._unknown:
            return None
        try:
            return _year(region, on.year).get(on)
        except NotImplementedError as error:
            self._unknown.add(region)
            logger.warning("No bank holidays for %s: %s", region, error)
            return None

    def days_off(
        self, region: str, added: Mapping[date, str], removed: Collection[date]
    ) -> Callable[[date], str | None]:
        """Why a day is off: what the workspace ``added``, else a bank holiday that it has not ``removed``."""

        def day_off(on: date) -> str | None:
            if on in added:
                return added[on]
            return None if on in removed else self.name(region, on)

        return day_off


@lru_cache(maxsize=256)
def _year(region: str, year: int) -> Mapping[date, str]:
    """Public holidays of a year, with the days on which those of weekends are observed.

    For a country or a part of one that the package lacks it raises ``NotImplementedError``. It is imported
    here: it is not needed before the first working day is asked for.
    """
    import holidays
    from holidays.constants import PUBLIC

    country, _, subdivision = region.partition("-")
    found = holidays.country_holidays(
        country,
        subdiv=subdivision or None,
        years=year,
        observed=True,
        language="en_US",
        categories=PUBLIC,
    )
    return dict(found.items())
