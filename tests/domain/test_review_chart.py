"""The picture of one review, and what it sets beside it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.answers import Choice
from bot.domain.chart import Occasion, alt_text, in_words, movement
from bot.domain.looking_back import Earlier
from bot.domain.review_chart import of_review
from bot.domain.reviews import AreaState
from tests.blocks.block_examples import CHECKLIST, status

RED, AMBER, GREEN, LEFT_OUT = Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE
AREA = CHECKLIST.area("normalise")
FIRST, SECOND, THIRD = (question.id for question in AREA.questions)
REVEALED = {AREA.id: AreaState.REVEALED}


def of_normalise(chart):
    return next(bar for bar in chart.bars if bar.name == AREA.short)


def test_a_first_review_is_set_beside_nothing() -> None:
    chart = of_review(status(REVEALED, {FIRST: RED, SECOND: LEFT_OUT}))
    bar = of_normalise(chart)
    assert chart.occasion is Occasion.FIRST_REVIEW
    assert (chart.title, len(chart.bars)) == ("Winter review", len(CHECKLIST.areas))
    assert (bar.ratings, bar.to_agree, bar.not_applicable, bar.before) == ((1, 0, 0), 1, 1, None)
    assert movement(bar, chart.occasion) == ()
    said = in_words(chart)
    assert f"{AREA.short}: Red 1, Amber 0, Green 0, 1 not agreed, 1 not applicable." in said
    assert "before" not in said
    assert alt_text(chart).startswith("Winter review: ratings by area. All areas: Red 1, Amber 0, Green 0, ")


def test_a_later_review_is_set_beside_the_last_one() -> None:
    plain = status(REVEALED, {FIRST: AMBER, SECOND: GREEN})
    earlier = {FIRST: Earlier(RED), SECOND: Earlier(GREEN), THIRD: Earlier(LEFT_OUT), "gone": Earlier(RED)}
    chart = of_review(replace(plain, earlier=earlier))
    bar = of_normalise(chart)
    assert chart.occasion is Occasion.REVIEW
    assert bar.before == (1, 0, 1)
    assert movement(bar, chart.occasion) == ("Red 1 fewer", "Amber 1 more")
    other = next(one for one in chart.bars if one is not bar)
    assert movement(other, chart.occasion) == ("Nothing agreed",)
    assert "in this review and in the last one" in alt_text(chart)


def test_what_was_only_left_out_last_time_is_no_rating() -> None:
    plain = status(REVEALED, {FIRST: AMBER})
    chart = of_review(replace(plain, earlier={FIRST: Earlier(LEFT_OUT)}))
    assert (chart.occasion, of_normalise(chart).before) == (Occasion.FIRST_REVIEW, None)
