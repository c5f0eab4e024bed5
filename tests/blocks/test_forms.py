"""Reading what a form holds."""

from __future__ import annotations

from datetime import date

from bot.blocks.forms import Filled, FormErrors


def state(**blocks: dict) -> dict:
    return {"state": {"values": {name: {"element": value} for name, value in blocks.items()}}}


def test_text_of_spaces_is_no_text() -> None:
    assert Filled(state(reason={"value": "  \n "})).text("reason") is None


def test_text_comes_without_spaces_around_it() -> None:
    assert Filled(state(reason={"value": " why \n"})).text("reason") == "why"


def test_a_block_that_is_not_there_reads_as_empty() -> None:
    nothing = Filled({})
    assert nothing.text("a") is None
    assert nothing.option("a") is None
    assert nothing.users("a") == ()
    assert nothing.ticked("a") == ()
    assert nothing.conversation("a") is None
    assert nothing.day("a") is None


def test_what_slack_sends_as_null_reads_as_empty() -> None:
    nulls = Filled(state(a={"value": None, "selected_option": None, "selected_date": None}))
    assert (nulls.text("a"), nulls.option("a"), nulls.day("a")) == (None, None, None)


def test_people_are_named_once_and_in_their_order() -> None:
    filled = Filled(state(people={"selected_users": ["U2", "U1", "U2"]}))
    assert filled.users("people") == ("U2", "U1")


def test_a_day_is_a_date() -> None:
    assert Filled(state(day={"selected_date": "2026-12-11"})).day("day") == date(2026, 12, 11)


def test_errors_go_to_slack_by_block() -> None:
    assert FormErrors({"reason": "Say why."}).errors == {"reason": "Say why."}
