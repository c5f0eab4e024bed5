"""*What is this?*"""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import about
from tests.blocks.block_checks import fits, words
from tests.blocks.block_examples import CHECKLIST, longest_checklist


def test_it_fits() -> None:
    fits(about.view(CHECKLIST))


def test_it_fits_with_the_longest_checklist() -> None:
    fits(about.view(longest_checklist()))


def test_it_fits_with_an_endless_introduction() -> None:
    fits(about.view(replace(CHECKLIST, introduction=("&" * 500,) * 900)))


def test_it_introduces_the_checklist() -> None:
    text = words(about.view(CHECKLIST))
    assert CHECKLIST.summary in text
    assert all(paragraph in text for paragraph in CHECKLIST.introduction)


def test_it_says_how_many_questions_there_are() -> None:
    assert "42 questions in 10 areas" in words(about.view(CHECKLIST))


def test_it_says_what_each_colour_means_in_words() -> None:
    text = words(about.view(CHECKLIST))
    assert f"Red 🔴: {CHECKLIST.scale.red}" in text
    assert f"Green 🟢: {CHECKLIST.scale.green}" in text


def test_it_says_that_small_groups_are_protected() -> None:
    assert "fewer than 4 people" in words(about.view(CHECKLIST))


def test_what_the_checklist_says_mentions_nobody() -> None:
    text = words(about.view(longest_checklist()))
    assert "<!channel>" not in text
    assert "&lt;!channel&gt;" in text
