"""Every button has its listener, and every listener its button."""

from __future__ import annotations

import ast
from pathlib import Path

from bot.blocks import ids
from bot.listeners import ACTIONS, CLOSED, SHORTCUTS, SUBMISSIONS
from bot.manifest import manifest

BLOCKS = Path(ids.__file__).parent
CONSTANTS = {name: value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
VIEWS = {
    "COMMENTS",
    "NOTICE",
    "MESSAGE",
    "ABOUT",
    "STEP_HISTORY",
    "GUIDE_VIEW",
    "GLOSSARY_VIEW",
    "MEANING",
    "RECORD",
    "FORGET_VIEW",
}
NO_LISTENER = {"SEPARATOR", "OPEN_LINK", "AREA_CHOICE", *VIEWS}
"""A separator; what is only acknowledged; what is matched by its beginning; views that nobody submits."""


def used() -> set[str]:
    """The ids that renderers put into messages and views."""
    found = set()
    for path in BLOCKS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Attribute)
                and ast.unparse(node.value) == "ids"
                and node.attr in CONSTANTS
            ):
                found.add(node.attr)
    return found


def test_what_is_shown_is_heard() -> None:
    heard = {*ACTIONS, *SUBMISSIONS, *ids.ANSWERS.values()}
    assert {name for name in used() - NO_LISTENER if CONSTANTS[name] not in heard} == set()


def test_what_is_heard_is_shown() -> None:
    shown = {CONSTANTS[name] for name in used()}
    assert {*ACTIONS, *SUBMISSIONS} - shown == set()


def test_the_shortcuts_of_the_manifest_are_those_that_are_heard() -> None:
    listed = {shortcut["callback_id"] for shortcut in manifest()["features"]["shortcuts"]}
    assert listed == set(SHORTCUTS) == {ids.MESSAGE_SHORTCUT}


def test_a_form_that_tells_when_it_is_closed_is_heard() -> None:
    """And no other form is listened to in vain."""
    telling = [path.stem for path in BLOCKS.glob("*.py") if "notify_on_close=" in path.read_text()]
    assert telling == ["follow_up_form"]
    assert set(CLOSED) == {ids.FOLLOW_UP_FORM}


def test_no_id_is_left_over() -> None:
    answers = {"ANSWER_RED", "ANSWER_AMBER", "ANSWER_GREEN", "ANSWER_DONT_KNOW"}
    in_ids = {"SEPARATOR", "MESSAGE_SHORTCUT", *answers}
    assert set(CONSTANTS) - used() - in_ids == set()
