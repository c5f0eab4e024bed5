"""Limits of whole views: modals and App Homes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.sandbox.limits import check_view
from tests.sandbox.limits_block_examples import field, section
from tests.sandbox.limits_examples import Json, element, mrkdwn, plain


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks or [section()]), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks or [section()]), **more}


def found(view: Any) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.code) for problem in check_view(view)]


def refused(pointer: str, code: str = "invalid_arguments") -> list[tuple[str, str]]:
    return [(pointer, code)]


ANY_VIEW = {"private_metadata": "{}", "callback_id": "settings", "external_id": "one"}
MODAL_ONLY = {
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "clear_on_close": True,
    "notify_on_close": True,
}


def test_every_key_of_a_view_is_accepted() -> None:
    assert found(modal(**ANY_VIEW, **MODAL_ONLY)) == []
    assert found(home(**ANY_VIEW)) == []


@pytest.mark.parametrize("key", [*MODAL_ONLY, "title"])
def test_a_home_has_no_title_and_no_buttons(key: str) -> None:
    [problem] = check_view(home(**{key: plain()}))
    assert problem.reason == f"invalid additional property: {key}"


@pytest.mark.parametrize("key", ["title", "submit", "close"])
def test_titles_and_buttons_have_24_characters_of_plain_text(key: str) -> None:
    assert found(modal(**{key: plain("🟢" * 24)})) == []
    assert found(modal(**{key: plain("🟢" * 25)})) == refused(f"/{key}/text")
    assert found(modal(**{key: plain("")})) == refused(f"/{key}/text")
    assert found(modal(**{key: mrkdwn()})) == refused(f"/{key}/type")


@pytest.mark.parametrize(
    ("key", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)]
)
@pytest.mark.parametrize("view", [modal, home])
def test_strings_of_a_view_have_their_length(view: Any, key: str, most: int) -> None:
    assert found(view(**{key: "🟢" * most})) == []
    assert found(view(**{key: "🟢" * (most + 1)})) == refused(f"/{key}")


def test_private_metadata_may_be_empty_but_an_id_may_not() -> None:
    assert found(home(private_metadata="")) == []
    assert found(home(callback_id="")) == refused("/callback_id")


def test_a_modal_with_an_input_needs_submit() -> None:
    name = field(element("plain_text_input"))
    assert found(modal(section(), name)) == refused("/blocks/1")
    assert found(modal(section(), name, submit=plain("Save"))) == []
    assert found(home(name)) == []


def test_a_modal_needs_a_title_and_every_view_needs_blocks() -> None:
    assert found({"type": "modal", "blocks": [section()]}) == refused("")
    assert found({"type": "home"}) == refused("")
    assert found({"type": "home", "blocks": []}) == refused("/blocks")
    assert found({"type": "home", "blocks": None}) == refused("/blocks")


def test_a_view_has_a_hundred_blocks() -> None:
    for view in (modal, home):
        assert found(view(*[section()] * 100)) == []
        assert found(view(*[section()] * 101)) == refused("/blocks")


def test_ids_are_unique_in_a_view_too() -> None:
    twins = [section(block_id="same"), section(block_id="same")]
    assert found(home(*twins)) == refused("/blocks/1/block_id")


def test_a_view_has_250_kilobytes() -> None:
    def view(characters: int) -> Json:
        return home(*[section("x" * 2_900)] * 84, section("y" * characters))

    room = 250_000 - len(json.dumps(view(0), separators=(",", ":")))
    assert 0 < room < 3_000
    assert found(view(room)) == []
    [problem] = check_view(view(room + 1))
    assert (problem.code, problem.reason) == ("view_too_large", "must be less than 250001 bytes")


def test_the_size_counts_bytes() -> None:
    assert found(home(*[section("🟢" * 1_000)] * 60)) == []
    assert found(home(*[section("🟢" * 1_000)] * 63)) == refused("", "view_too_large")


@pytest.mark.parametrize(
    ("view", "pointer"),
    [
        ({}, ""),
        ([], ""),
        (None, ""),
        ({"type": "workflow_step", "blocks": []}, "/type"),
        ({"type": ["home"]}, "/type"),
    ],
)
def test_other_things_are_no_views(view: Any, pointer: str) -> None:
    assert found(view) == refused(pointer)


def test_what_is_not_json_is_no_view() -> None:
    assert ("", "invalid_arguments") in found(home(private_metadata={1, 2}))
