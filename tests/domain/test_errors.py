"""Each error says its sentence in the language of whoever reads it, whenever that is."""

from __future__ import annotations

from datetime import date

from bot.domain.days import Day, day
from bot.domain.errors import NotAFacilitator, NotOurs, SeveralReviews, Unexpected
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.language import speaking
from bot.domain.network_errors import NotACoordinator
from bot.domain.pace_errors import DeadlineTooSoon


class Shouted:
    """English in capitals, gaps and all that is code left as they are."""

    def text(self, english: str, context: str | None = None) -> str:
        parts = english.replace("{", "\0{").replace("}", "}\0").split("\0")
        return "".join(part if part.startswith("{") else part.upper() for part in parts)

    def counted(self, one: str, many: str, number: int) -> str:
        raise AssertionError("no error counts anything")


def test_its_sentence_is_said_when_it_is_read() -> None:
    error = Unexpected("7F3A")
    with speaking(Shouted()):
        assert error.sentence.startswith("SOMETHING WENT WRONG ON OUR SIDE (REFERENCE 7F3A).")
    assert error.sentence.startswith("Something went wrong on our side (reference 7F3A).")


def test_what_it_carries_is_said_then_too() -> None:
    error = DeadlineTooSoon(date(2026, 12, 11), today=date(2026, 12, 1))
    with speaking(Shouted()):
        assert error.sentence.endswith("THE EARLIEST DAY IS FRIDAY 11 DECEMBER.")
    assert error.sentence.endswith("The earliest day is Friday 11 December.")


def test_an_error_in_a_log_reads_as_its_sentence() -> None:
    assert str(NotOurs()) == NotOurs().sentence
    assert str(SeveralReviews(["C1", "C2"])).endswith("in the channel you mean: <#C1>, <#C2>.")


def test_each_refusal_of_what_facilitators_do_is_a_whole_sentence_that_names_them() -> None:
    for refused in FacilitatorsOnly:
        sentence = NotAFacilitator(refused, ["U1", "U2"]).sentence
        assert sentence.startswith("Only the facilitators of this review can ")
        assert "<@U1>, <@U2>" in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_where_nobody_coordinates_yet_slacks_admins_do() -> None:
    assert NotACoordinator(["U1"]).sentence.startswith(
        "Only the coordinators of socmob (<@U1>) and Slack's admins can change"
    )
    assert NotACoordinator([]).sentence.startswith("Only Slack's admins can change")


def test_a_day_has_its_year_where_it_is_another_one() -> None:
    assert day(date(2026, 12, 11), date(2026, 1, 1)) == "Friday 11 December"
    assert str(Day(date(2027, 1, 29), date(2026, 1, 1))) == "Friday 29 January 2027"
    assert day(date(2026, 12, 11)) == "Friday 11 December 2026"
