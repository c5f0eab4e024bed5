"""The top-level text of a message."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.spoken import MOST_CHARACTERS, cut, spoken
from bot.blocks.text import escape
from tests.blocks.block_examples import longest

WHOLE_ESCAPES = re.compile(r"&(?!(?:amp|lt|gt);)")


def test_all_lines_are_said_where_they_fit() -> None:
    assert spoken("News.", ["One.", "", "Two."]) == "News.\nOne.\nTwo."


def test_a_long_line_leaves_the_short_ones_whole() -> None:
    text = spoken("News.", ["x" * 9000, "Two.", "Three."])
    assert text.startswith("News.\nxxx")
    assert text.endswith("…\nTwo.\nThree.")


def test_shorter_lines_stand_in_where_the_full_ones_do_not_fit() -> None:
    assert spoken("News.", ["x" * 9000], shorter=["Short."]) == "News.\nShort."


def test_shorter_lines_are_not_needed_where_the_full_ones_fit() -> None:
    assert spoken("News.", ["Full."], shorter=["Short."]) == "News.\nFull."


def test_what_is_left_out_is_counted() -> None:
    text = spoken("News.", [f"line {number} " + "x" * 60 for number in range(200)])
    shown = text.count("line ")
    assert text.endswith(f"And {200 - shown} more lines.")


@given(st.text(max_size=4000), st.lists(st.text(max_size=2000), max_size=120))
def test_it_always_fits(lead: str, lines: list[str]) -> None:
    text = spoken(escape(lead), [escape(line) for line in lines])
    assert len(text) <= MOST_CHARACTERS
    assert not WHOLE_ESCAPES.search(text)


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_cut_leaves_no_half_of_an_escape(text: str, limit: int) -> None:
    shown = cut(escape(text), limit)
    assert len(shown) <= limit
    assert not WHOLE_ESCAPES.search(shown)


def test_a_cut_leaves_no_half_of_a_mention() -> None:
    assert cut("Hello <@U0ANNA>, all well?", 12) == "Hello…"


def test_what_fits_is_not_cut() -> None:
    assert cut(escape(longest(80)), 5000) == escape(longest(80))
