"""In the App Home: the areas that wait for this person's answers, each one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, pace_words, status_words, wording
from bot.blocks.ids import AreaRef
from bot.blocks.text import escape_within
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.home import Home, WaitingArea

MOST_SHOWN = 5
LONGEST_NAME = 150


def blocks(home: Home) -> Iterator[Block]:
    """Those of one review stand together, under its name and its deadline."""
    if not home.waiting:
        return
    yield kit.header(
        tn("{n} area waits for your answers", "{n} areas wait for your answers", len(home.waiting))
    )
    for number, one in enumerate(home.waiting[:MOST_SHOWN]):
        if number == 0 or one.review.id != home.waiting[number - 1].review.id:
            yield kit.context(_review(home, one))
        # Its own id: what is published anew leaves the button that somebody is about to press.
        place = AreaRef(one.review.id, one.area.id, one.review_area.round)
        yield kit.section(_words(one), _answer(one, number + 1), block_id=f"waits.{place}")
    more = len(home.waiting) - MOST_SHOWN
    if more > 0:
        yield kit.context(
            tn(
                "And {n} more: the button under a form leads on to the next area.",
                "And {n} more: the button under a form leads on to the next area.",
                more,
            )
        )


def _review(home: Home, one: WaitingArea) -> str:
    """``Spring review in #social-mobility. Answer by Friday 11 December, 17:00 (London).``"""
    where = t(
        "{review} in {channel}.", review=status_words.title(one.review), channel=f"<#{one.review.channel_id}>"
    )
    return " ".join(filter(None, [where, pace_words.until(one.review, home.today)]))


def _words(one: WaitingArea) -> str:
    """``*Normalise the conversation*``, and under it how much there is to answer."""
    name = escape_within(one.checklist.name_of(one.area.id), LONGEST_NAME)
    return f"*{name}*\n{_questions(one)}"


def _questions(one: WaitingArea) -> str:
    if not one.given:
        return wording.effort(len(one.area.questions))
    return tn(
        "{n} of {all} questions is left",
        "{n} of {all} questions are left",
        len(one.area.questions) - one.given,
        all=len(one.area.questions),
    )


def _answer(one: WaitingArea, number: int) -> Element:
    ref = AreaRef(one.review.id, one.area.id, one.review_area.round)
    return kit.button(
        t("Answer"),
        ids.AREA_FORM,
        str(ref),
        label=t("Answer {number}: {area}", number=number, area=one.area.short),
        style="primary" if number == 1 else None,
    )
