"""*Forget me*: what it says before anything is done."""

from __future__ import annotations

from bot.blocks import forget_form, ids
from bot.domain.forgetting import Footprint
from tests.blocks.block_checks import element, fits, words

MUCH = Footprint(
    answers=42,
    comments=3,
    open_steps=2,
    is_in_network=True,
    is_coordinator=True,
    alone_in=tuple(f"C{number:010d}" for number in range(200)),
)


def test_it_fits() -> None:
    fits(forget_form.view(Footprint()))
    fits(forget_form.view(MUCH))


def test_it_says_what_goes_and_what_stays() -> None:
    text = words(forget_form.view(MUCH))
    assert "Your 42 answers." in text
    assert "Your 3 comments and links to evidence." in text
    assert "no weekly digest any more" in text
    assert "The 2 next steps that you own, without your name" in text
    assert "Nobody else facilitates the review in <#C0000000000>, " in text


def test_of_somebody_who_did_nothing() -> None:
    text = words(forget_form.view(Footprint()))
    assert "Your answers: there are none now." in text
    assert "comment or link" not in text
    assert "Nobody else facilitates" not in text


def test_the_press_is_asked_about_once_more() -> None:
    button = element(forget_form.view(MUCH), ids.FORGET)
    assert button["style"] == "danger"
    assert "This cannot be undone." in button["confirm"]["text"]["text"]
