"""One's own settings: what the form shows, and what it refuses."""

from __future__ import annotations

from datetime import time

import pytest

from bot.blocks import ids, settings_form
from bot.blocks.forms import FormErrors
from bot.domain.network import Chosen, Membership, PersonSettings, WorkspaceSettings
from tests.blocks.block_checks import block, element, elements, filled, fits, words

COMMON = WorkspaceSettings("Europe/London", "GB-ENG", 2, time(10))
MINE = PersonSettings("U0ANNA", Membership.JOINED, 4, time(8, 30), False, time(7, 15))


def shown(mine: PersonSettings = MINE, *, is_coordinator: bool = False) -> dict:
    return settings_form.view(mine, COMMON, "America/New_York", is_coordinator=is_coordinator)


def test_it_shows_what_was_chosen() -> None:
    view = shown()
    fits(view)
    assert element(view, "digest")["initial_option"]["value"] == "on"
    assert element(view, "digest_day")["initial_option"]["text"]["text"] == "Friday"
    assert element(view, "digest_time")["initial_time"] == "08:30"
    assert element(view, "reminders")["initial_option"]["value"] == "off"
    assert element(view, "reminders_time")["initial_time"] == "07:15"
    assert "New York" in words(view)


def test_what_was_never_chosen_shows_as_the_workspace_has_it() -> None:
    view = shown(PersonSettings("U0ANNA"))
    assert element(view, "digest")["initial_option"]["value"] == "off"
    assert element(view, "digest_day")["initial_option"]["text"]["text"] == "Wednesday"
    assert element(view, "digest_time")["initial_time"] == "10:00"
    assert element(view, "reminders_time")["initial_time"] == "09:00"


def test_only_coordinators_are_offered_the_workspace() -> None:
    def offered(view: dict) -> list[str]:
        return [button["action_id"] for button in elements(view, "button")]

    assert offered(shown()) == [ids.DIGEST_SHOW, ids.FORGET_OPEN]
    assert offered(shown(is_coordinator=True)) == [
        ids.DIGEST_SHOW,
        ids.SETTINGS_WORKSPACE,
        ids.FORGET_OPEN,
    ]
    fits(shown(is_coordinator=True))


def test_what_is_sent_off_unchanged_reads_as_it_was() -> None:
    assert settings_form.read(filled(shown())) == Chosen(True, 4, time(8, 30), False, time(7, 15))


@pytest.mark.parametrize("hour", [None, "", "25:00", "nine", "09:00:00.1.2", "<!channel>"])
def test_a_time_that_is_none_stands_beside_its_field(hour: str | None) -> None:
    view = filled(shown(), digest_time={"selected_time": hour}, reminders_time={"selected_time": hour})
    with pytest.raises(FormErrors) as refused:
        settings_form.read(view)
    assert refused.value.errors == {
        "digest_time": settings_form.NO_TIME,
        "reminders_time": settings_form.NO_TIME,
    }


@pytest.mark.parametrize("day", [None, {"value": "6"}, {"value": "-1"}, {"value": "x"}])
def test_a_day_that_is_not_offered(day: dict | None) -> None:
    with pytest.raises(FormErrors) as refused:
        settings_form.read(filled(shown(), digest_day={"selected_option": day}))
    assert list(refused.value.errors) == ["digest_day"]
    assert block(shown(), "digest_day")


@pytest.mark.parametrize("which", ["digest", "reminders"])
def test_neither_on_nor_off(which: str) -> None:
    with pytest.raises(FormErrors) as refused:
        settings_form.read(filled(shown(), **{which: {"selected_option": None}}))
    assert list(refused.value.errors) == [which]
