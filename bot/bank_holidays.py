"""Bank holidays of the regions that a workspace can choose, by the ``holidays`` package.

It changes its answers between releases, so it is pinned exactly, and a golden file in the tests holds them.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.language import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

logger = logging.getLogger(__name__)

PACKAGE = "holidays"
VERSION = f"{PACKAGE}=={version(PACKAGE)}"
"""On record beside a day that was left out because of a bank holiday."""

REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "": marked("No bank holidays"),
        "GB-ENG": marked("England and Wales"),
        "GB-SCT": marked("Scotland"),
        "GB-NIR": marked("Northern Ireland"),
        "IE": marked("Ireland"),
        "US": marked("United States (federal)"),
        "CA": marked("Canada (federal)"),
        "CA-AB": marked("Canada: Alberta"),
        "CA-BC": marked("Canada: British Columbia"),
        "CA-ON": marked("Canada: Ontario"),
        "CA-QC": marked("Canada: Quebec"),
        "AU-ACT": marked("Australia: Australian Capital Territory"),
        "AU-NSW": marked("Australia: New South Wales"),
        "AU-NT": marked("Australia: Northern Territory"),
        "AU-QLD": marked("Australia: Queensland"),
        "AU-SA": marked("Australia: South Australia"),
        "AU-TAS": marked("Australia: Tasmania"),
        "AU-VIC": marked("Australia: Victoria"),
        "AU-WA": marked("Australia: Western Australia"),
        "NZ": marked("New Zealand"),
        "DE": marked("Germany (all states)"),
        "DE-BB": marked("Germany: Brandenburg"),
        "DE-BE": marked("Germany: Berlin"),
        "DE-BW": marked("Germany: Baden-Württemberg"),
        "DE-BY": marked("Germany: Bavaria"),
        "DE-HB": marked("Germany: Bremen"),
        "DE-HE": marked("Germany: Hesse"),
        "DE-HH": marked("Germany: Hamburg"),
        "DE-MV": marked("Germany: Mecklenburg-Vorpommern"),
        "DE-NI": marked("Germany: Lower Saxony"),
        "DE-NW": marked("Germany: North Rhine-Westphalia"),
        "DE-RP": marked("Germany: Rhineland-Palatinate"),
        "DE-SH": marked("Germany: Schleswig-Holstein"),
        "DE-SL": marked("Germany: Saarland"),
        "DE-SN": marked("Germany: Saxony"),
        "DE-ST": marked("Germany: Saxony-Anhalt"),
        "DE-TH": marked("Germany: Thuringia"),
        "AT": marked("Austria"),
        "BE": marked("Belgium"),
        "CH": marked("Switzerland"),
        "CZ": marked("Czechia"),
        "DK": marked("Denmark"),
        "ES": marked("Spain"),
        "FI": marked("Finland"),
        "FR": marked("France"),
        "IS": marked("Iceland"),
        "IT": marked("Italy"),
        "NL": marked("Netherlands"),
        "NO": marked("Norway"),
        "PL": marked("Poland"),
        "PT": marked("Portugal"),
        "SE": marked("Sweden"),
        "AE": marked("United Arab Emirates"),
        "HK": marked("Hong Kong"),
        "IN": marked("India"),
        "JP": marked("Japan"),
        "SG": marked("Singapore"),
        "ZA": marked("South Africa"),
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
