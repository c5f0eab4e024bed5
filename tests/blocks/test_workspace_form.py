"""The workspace's settings and its days off: what the forms show, and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.bank_holidays import REGIONS
from bot.blocks import days_form, ids, workspace_form
from bot.blocks.forms import FormErrors
from bot.domain.network import OwnDay, WorkspaceSettings
from tests.blocks.block_checks import block, element, elements, filled, fits, words
from tests.blocks.block_examples import longest

TODAY = date(2026, 12, 7)
SETTINGS = WorkspaceSettings("Europe/London", "GB-SCT", 2, time(10), "C0NETWORK", "C0DIGEST")
PEOPLE = ("U0ANNA", "U0BEN")
DAYS = [OwnDay(TODAY + timedelta(days=1), True, "Founders' day"), OwnDay(TODAY, False, "Boxing Day")]


def shown(settings: WorkspaceSettings = SETTINGS) -> dict:
    return workspace_form.view(settings, PEOPLE, REGIONS)


def test_it_shows_what_holds() -> None:
    view = shown()
    fits(view)
    assert element(view, "region")["initial_option"]["text"]["text"] == "Scotland"
    assert element(view, "digest_day")["initial_option"]["text"]["text"] == "Wednesday"
    assert element(view, "network_channel")["initial_conversations"] == ["C0NETWORK"]
    assert element(view, "coordinators")["initial_users"] == list(PEOPLE)


def test_before_anything_was_set() -> None:
    view = shown(WorkspaceSettings("UTC", ""))
    fits(view)
    assert element(view, "region")["initial_option"]["text"]["text"] == "No bank holidays"
    assert "initial_conversations" not in element(view, "digest_channel")


@pytest.mark.parametrize("settings", [SETTINGS, WorkspaceSettings("Pacific/Apia", "")])
def test_what_is_sent_off_unchanged_reads_as_it_was(settings: WorkspaceSettings) -> None:
    found = workspace_form.read(filled(shown(settings)), REGIONS)
    assert found == workspace_form.WorkspaceChosen(settings, PEOPLE)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"tz": {"value": "Europe/Nowhere"}}, "tz"),
        ({"tz": {"value": "../../etc/passwd"}}, "tz"),
        ({"tz": {"value": " "}}, "tz"),
        ({"tz": {"value": "Europe/London\x00"}}, "tz"),
        ({"region": {"selected_option": {"value": "XX"}}}, "region"),
        ({"digest_time": {"selected_time": "9 o'clock"}}, "digest_time"),
        ({"digest_day": {"selected_option": None}}, "digest_day"),
        ({"coordinators": {"selected_users": []}}, "coordinators"),
        ({"coordinators": {"selected_users": [f"U{n}" for n in range(21)]}}, "coordinators"),
    ],
)
def test_what_is_refused_stands_beside_its_field(given: dict, where: str) -> None:
    with pytest.raises(FormErrors) as refused:
        workspace_form.read(filled(shown(), **given), REGIONS)
    assert list(refused.value.errors) == [where]


def test_a_channel_can_be_taken_out() -> None:
    found = workspace_form.read(filled(shown(), network_channel={"selected_conversations": []}), REGIONS)
    assert found.settings == replace(SETTINGS, network_channel_id=None)


def test_days_stand_in_a_list_each_with_its_button() -> None:
    view = days_form.view(DAYS, TODAY)
    fits(view)
    assert "Tuesday 8 December: Founders' day" in words(view)
    assert "Boxing Day (worked)" in words(view)
    removes = [
        button["value"] for button in elements(view, "button") if button["action_id"] == ids.DAY_REMOVE
    ]
    assert removes == ["2026-12-08", "2026-12-07"]


def test_no_days_yet_and_days_that_are_over() -> None:
    over = [OwnDay(TODAY - timedelta(days=1), True, "Over")]
    assert days_form.NO_DAYS in words(days_form.view(over, TODAY))


def test_the_longest_list_fits() -> None:
    days = [OwnDay(TODAY + timedelta(days=number), True, longest(60)) for number in range(200)]
    fits(days_form.view(days, TODAY))


def test_a_day_is_read() -> None:
    view = filled(days_form.view(DAYS, TODAY), on={"selected_date": "2026-12-24"}, name={"value": " Eve "})
    assert days_form.read(view) == OwnDay(date(2026, 12, 24), True, "Eve")


def test_a_day_without_a_name_gets_one() -> None:
    given = {"on": {"selected_date": "2026-12-24"}, "which": {"selected_option": {"value": "works"}}}
    found = days_form.read(filled(days_form.view([], TODAY), **given))
    assert found == OwnDay(date(2026, 12, 24), False, "Working day")


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, "on.2"),
        ({"on": {"selected_date": "2026-12-24"}, "name": {"value": "x" * 61}}, "name.2"),
        ({"on": {"selected_date": "2026-12-24"}, "which": {"selected_option": None}}, "which.2"),
    ],
)
def test_a_day_that_is_incomplete(given: dict, where: str) -> None:
    view = days_form.view(DAYS, TODAY)
    with pytest.raises(FormErrors) as refused:
        days_form.read(filled(view, **given))
    assert list(refused.value.errors) == [where]
    assert block(view, where)
