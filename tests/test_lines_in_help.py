"""Whatever can be pressed, chosen or sent is told of in the help, under one of its commands."""

from __future__ import annotations

from bot.blocks import help
from bot.listeners.commands import COMMANDS
from tests.ways_in import there

TOLD_UNDER = {
    "answer": ("button answer.", "button answer_form.", "button area.form", "button area.my_answers"),
    "next": ("button review.answer_next",),
    "post": ("button area.post", "button area.post_again"),
    "reveal": ("button area.reveal",),
    "agree": (
        "button question.",
        "button comments.",
        "button comment.",
        "button discuss.",
        "button review.discuss",
        "form view.comment",
        "form view.decide",
        "form view.discuss",
        "form view.hide_comment",
    ),
    "reopen": ("button area.reopen", "form view.reopen"),
    "start": ("button review.start", "button start.", "button review.resume", "form view.start"),
    "status": ("button review.status", "button review.share_status", "button area.choice"),
    "facilitate": (
        "button review.facilitate",
        "button review.people",
        "button review.record",
        "button record.",
        "button review.pace",
        "button review.pause",
        "button review.go_on",
        "button review.share_counts",
        "button review.take_over",
        "button pace.",
        "form view.people",
        "form view.pace",
        "form view.pause",
        "form view.go_on",
    ),
    "close": ("button review.close", "form view.close"),
    "discard": ("button review.discard", "form view.discard"),
    "steps": (
        "button step.",
        "button steps.",
        "button plan.",
        "button morning.",
        "button overdue.",
        "button owner.",
        "form view.along",
        "form view.step_",
        "form view.morning_",
        "form view.snooze",
    ),
    "add": ("button step.add", "form view.step", "shortcut step.from_message"),
    "export": ("button review.export", "form view.export"),
    "follow-ups": ("button follow_up", "form view.follow_up"),
    "history": ("button history.",),
    "compare": ("button compare.",),
    "guide": ("button guide.", "button review.about", "button question.meaning", "form view.answers"),
    "glossary": ("button glossary.",),
    "digest": ("button digest.",),
    "join": ("button network.join",),
    "leave": ("button network.leave",),
    "settings": ("button settings.", "form view.settings", "form view.workspace", "form view.days"),
    "forget-me": ("button forget.",),
    "help": ("button review.help",),
}
"""By how the name of a way in begins; where two begin so, the longer one counts."""

APP_HOME = "button home."
"""What only the App Home has: its pages and its menus."""


def told_under(way: str) -> str | None:
    fitting = [
        (len(start), word) for word, starts in TOLD_UNDER.items() for start in starts if way.startswith(start)
    ]
    return max(fitting)[1] if fitting else None


def test_each_way_into_the_app_is_told_of() -> None:
    ways = {way for way in there() if way.startswith(("button ", "form ", "shortcut "))}
    assert {way for way in ways if told_under(way) is None and not way.startswith(APP_HOME)} == set()
    assert "App Home" in help.message().text


def test_each_command_is_told_of_and_has_a_button() -> None:
    assert set(help.NAMES) == set(COMMANDS)
    with_button = {told_under(way) for way in there() if way.startswith("button ")}
    assert set(help.NAMES) - with_button == set()
