"""The forms about a review's pace: what they say, and what is read from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.blocks import ids, pace_form
from bot.domain.calendar import EVERY_WEEKDAY, Calendar
from bot.domain.errors import NotOurs
from bot.domain.pace import NewPace, Standing, deadline_instant
from bot.domain.reviews import Pace, RevealRule
from tests.blocks.block_checks import block, element, filled, fits, words
from tests.blocks.block_examples import NOW, TODAY, longest, review

FRIDAY = date(2026, 12, 11)
HOLIDAYS = Calendar(lambda on: "Christmas Day" if on == date(2026, 12, 25) else None)
REVIEW = review(
    pace=Pace.ONE_A_DAY,
    deadline_on=FRIDAY,
    next_post_at=datetime(2026, 12, 8, 9, 30, tzinfo=UTC),
)
WHERE = Standing(REVIEW, 4, date(2026, 12, 8), date(2026, 12, 16), TODAY, FRIDAY, NOW)
PAUSED = replace(WHERE, review=replace(REVIEW, paused_at=datetime(2026, 12, 7, 8, tzinfo=UTC)))


def hint(view: dict) -> str:
    return str(block(view, "deadline")["hint"]["text"])


def test_it_shows_what_holds_now() -> None:
    view = pace_form.view(WHERE, EVERY_WEEKDAY)
    fits(view)
    assert "Now: one area each working day." in words(view)
    assert "on Tuesday 8 December at 09:30 (London); 4 areas are left." in words(view)
    assert "The deadline is Friday 11 December, 17:00 (London)." in words(view)
    assert element(view, "pace")["initial_option"]["value"] == "one_a_day"
    assert element(view, ids.PACE_DEADLINE)["initial_date"] == "2026-12-11"
    assert "Wednesday 16 December at the earliest" in hint(view)


def test_it_gives_back_what_it_shows() -> None:
    given = pace_form.read(filled(pace_form.view(WHERE, EVERY_WEEKDAY)))
    assert given.new == NewPace(Pace.ONE_A_DAY, FRIDAY, tells_channel=True)
    assert (given.review_id, given.before) == (12, (Pace.ONE_A_DAY, FRIDAY))


def test_a_day_off_names_the_next_working_day() -> None:
    view = filled(pace_form.view(WHERE, HOLIDAYS), pace__deadline={"selected_date": "2026-12-25"})
    again = pace_form.view(WHERE, HOLIDAYS, pace_form.read(view))
    assert hint(again).startswith(
        "Friday 25 December is a day off (Christmas Day); the next working day is Monday 28 December."
    )
    assert pace_form.read(filled(again)).before == (Pace.ONE_A_DAY, FRIDAY), "what held is kept"
    weekend = filled(pace_form.view(WHERE, HOLIDAYS), pace__deadline={"selected_date": "2026-12-12"})
    assert "falls on a weekend" in hint(pace_form.view(WHERE, HOLIDAYS, pace_form.read(weekend)))


def test_a_deadline_can_be_taken_out() -> None:
    view = filled(pace_form.view(WHERE, EVERY_WEEKDAY), pace__deadline={"selected_date": None}, tells={})
    assert pace_form.read(view).new == NewPace(Pace.ONE_A_DAY, None, tells_channel=False)


@pytest.mark.parametrize("metadata", ["", "12", "[1]", '["x", "by_hand", ""]', '[12, "fast", ""]'])
def test_a_form_that_is_not_ours_is_refused(metadata: str) -> None:
    view = {**filled(pace_form.view(WHERE, EVERY_WEEKDAY)), "private_metadata": metadata}
    with pytest.raises(NotOurs):
        pace_form.read(view)


@pytest.mark.parametrize("metadata", ["", "x", "12|friday"])
def test_neither_is_a_pause(metadata: str) -> None:
    with pytest.raises(NotOurs):
        pace_form.confirmed({**filled(pace_form.pause(WHERE)), "private_metadata": metadata})


def test_pausing_says_what_stands_still() -> None:
    view = pace_form.pause(WHERE)
    fits(view)
    assert "no area is posted by itself, the deadline does not pass" in words(view)
    assert "The deadline then moves by the working days that the pause took." in words(view)
    assert "still reveals itself" not in words(view)
    by_itself = replace(WHERE, review=replace(REVIEW, reveal_rule=RevealRule.WHEN_COMPLETE))
    assert "An area that everyone has answered still reveals itself." in words(pace_form.pause(by_itself))
    assert pace_form.confirmed(filled(view)) == pace_form.Confirmed(12, None, tells_channel=True)


def test_going_on_says_where_the_deadline_moves() -> None:
    view = pace_form.go_on(replace(PAUSED, goes_on_with=date(2026, 12, 16)))
    fits(view)
    assert "from Friday 11 December to Wednesday 16 December, 17:00 (London)." in words(view)
    assert "The next area is posted on Tuesday 8 December at 09:30." in words(view)
    assert pace_form.confirmed(filled(view)).shown == date(2026, 12, 16)
    assert "The deadline stays: Friday 11 December" in words(pace_form.go_on(PAUSED))


def test_going_on_without_a_deadline_or_after_it() -> None:
    without = replace(PAUSED, review=replace(PAUSED.review, deadline_on=None), goes_on_with=None)
    assert "There is no deadline." in words(pace_form.go_on(without))
    over = replace(PAUSED, review=replace(PAUSED.review, deadline_at=None))
    assert "was over before" in words(pace_form.go_on(over))


def test_a_deadline_that_passed_during_the_pause_is_said_to() -> None:
    late = replace(PAUSED, now=deadline_instant(FRIDAY, "Europe/London"))
    assert "The time to answer ends as soon as it goes on" in words(pace_form.go_on(late))


def test_they_fit_at_their_longest() -> None:
    long = replace(PAUSED, review=replace(PAUSED.review, title=longest(3000)), pending=40)
    for view in (pace_form.view(long, HOLIDAYS), pace_form.pause(long), pace_form.go_on(long)):
        fits(view)
