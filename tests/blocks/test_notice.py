"""A modal with one sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import notice
from tests.blocks.block_checks import fits, words

WORDS = st.text(min_size=1, max_size=4000).filter(lambda text: text.strip())


def test_it_says_its_sentence() -> None:
    assert words(notice.view("Too late", "This area is revealed.")) == "This area is revealed."


def test_it_has_nothing_to_submit() -> None:
    assert "submit" not in notice.view("Too late", "This area is revealed.")


def test_while_loading_it_says_so_and_fits() -> None:
    view = notice.loading("Normalise conversation")
    assert words(view) == "One moment."
    fits(view)


@given(title=WORDS, sentence=WORDS)
def test_any_title_and_sentence_fit(title: str, sentence: str) -> None:
    fits(notice.view(title, sentence))
