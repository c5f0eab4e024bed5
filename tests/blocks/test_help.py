"""The list of commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import help as help_message
from tests.blocks.message_checks import fits, words


def test_it_lists_every_command() -> None:
    message = help_message.message()
    for usage, does in help_message.COMMANDS:
        line = f"`/socmob {usage.replace('<', '&lt;').replace('>', '&gt;')}` {does}"
        assert line in words(message)
        assert line in message.text
    fits(message)


def test_what_is_unknown_comes_first_with_the_nearest() -> None:
    message = help_message.message(unknown="stauts", nearest="status")
    assert message.text.startswith("I do not know `stauts`. Did you mean `/socmob status`?")
    assert words(message).startswith("I do not know `stauts`.")
    fits(message)


def test_nothing_is_near() -> None:
    message = help_message.message(unknown="banana")
    assert "Did you mean" not in message.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("stauts", "status"), ("REVEL", "reveal"), ("re-open", "reopen"), ("xyzzy", None), ("", None)],
)
def test_the_nearest_command(typed: str, meant: str | None) -> None:
    assert help_message.nearest(typed) == meant


def test_what_was_typed_is_inert() -> None:
    text = help_message.message(unknown="`<!channel>` &").text
    assert text.startswith("I do not know `'&lt;!channel&gt;' &amp;`.")


@given(st.text(max_size=3000))
def test_it_fits_whatever_was_typed(typed: str) -> None:
    fits(help_message.message(unknown=typed, nearest=help_message.nearest(typed)))
