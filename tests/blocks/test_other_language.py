"""Words in another language: those kept ready, days, and what is cut where there is little room."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.blocks import area_open, digest, facilitate, help, kit
from bot.blocks.text import day, fitted
from bot.blocks.wording import joined
from bot.domain.language import speaking, t
from bot.domain.reviews import AreaState
from tests.blocks.block_examples import board
from tests.blocks.message_examples import status

TODAY = date(2026, 12, 7)


class Marked:
    """A language in which every text is English between two signs, its gaps included."""

    def text(self, english: str, context: str | None = None) -> str:
        return f"«{english}»"

    def counted(self, one: str, many: str, number: int) -> str:
        return f"«{one if number == 1 else many}»"


class German:
    """As much of it as a date and a list need."""

    SAID = {
        "Monday": "Montag",
        "December": "Dezember",
        "{all_but_last} and {last}": "{all_but_last} und {last}",
    }
    SAID |= {"{weekday} {day} {month}": "{weekday}, {day}. {month}"}

    def text(self, english: str, context: str | None = None) -> str:
        return self.SAID.get(english, english)

    def counted(self, one: str, many: str, number: int) -> str:
        return one if number == 1 else many


def buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        element for block in blocks for element in block.get("elements", ()) if element["type"] == "button"
    ]


def test_what_is_kept_for_a_language_stays_in_it() -> None:
    """Buttons and menus of questions are made once a language: none may come up in another one."""
    area = board(state=AreaState.OPEN)
    english = area_open.message(area, today=TODAY)
    with speaking(Marked()):
        other = area_open.message(area, today=TODAY)
    assert area_open.message(area, today=TODAY) == english
    assert all(button["text"]["text"].startswith("«") for button in buttons(other.blocks))
    assert all(button["accessibility_label"].startswith("«") for button in buttons(other.blocks))
    assert not any("«" in button["text"]["text"] for button in buttons(english.blocks))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(lambda: facilitate.message(status({}), today=TODAY), id="facilitate"),
        pytest.param(lambda: help.message(unknown="stats", nearest="status"), id="help"),
    ],
)
def test_buttons_and_texts_are_said_in_the_language(message: Any) -> None:
    with speaking(Marked()):
        said = message()
    assert said.text.startswith("«")
    assert all(button["text"]["text"].startswith("«") for button in buttons(said.blocks))


def test_a_constant_is_said_where_it_is_shown() -> None:
    with speaking(Marked()):
        assert t(digest.A_COORDINATOR_CAN) == f"«{digest.A_COORDINATOR_CAN}»"


def test_a_day_is_written_as_the_language_writes_it() -> None:
    with speaking(German()):
        assert day(TODAY, TODAY) == "Montag, 7. Dezember"
        assert joined(["a", "b", "c"]) == "a, b und c"
    assert day(TODAY, TODAY) == "Monday 7 December"


def test_a_value_is_cut_and_not_the_words_behind_it() -> None:
    label = fitted(lambda name: t("Is {name} done?", name=name), "x" * 200, kit.LONGEST_LABEL)
    assert len(label) == kit.LONGEST_LABEL
    assert label.endswith("x done?")


def test_a_value_that_has_room_is_whole() -> None:
    assert fitted(lambda name: t("Is {name} done?", name=name), "it", 75) == "Is it done?"
