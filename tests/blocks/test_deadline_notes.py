"""What is said when the time to answer is over, and of a new pace."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.blocks import area_open, deadline_notes, facilitate, ids, menu, pace_words, start_message
from bot.blocks import status as status_blocks
from bot.domain.reviews import AreaState, Pace, RevealRule
from tests.blocks.block_examples import CHECKLIST, TODAY, longest, review
from tests.blocks.message_checks import action_ids, element, fits, words
from tests.blocks.message_examples import longest_status, open_board, status

FRIDAY = date(2026, 12, 11)
IDS = [area.id for area in CHECKLIST.areas]
PAUSED = {"paused_at": datetime(2026, 12, 7, 8, tzinfo=UTC), "deadline_on": FRIDAY}
OVER = {"deadline_on": FRIDAY, "deadline_at": None}
DAILY = {"pace": Pace.ONE_A_DAY, "next_post_at": datetime(2026, 12, 8, 9, 30, tzinfo=UTC)}


def states(revealed: int, open_: int) -> dict[str, AreaState]:
    return {
        area_id: AreaState.REVEALED if number < revealed else AreaState.OPEN
        for number, area_id in enumerate(IDS[: revealed + open_])
    }


def test_it_counts_what_is_revealed_what_waits_and_what_nobody_answered() -> None:
    found = status(states(7, 3), **OVER)
    message = deadline_notes.over(found, frozenset(IDS[:9]))
    assert message.text.startswith(
        "The time to answer is over: 7 of 10 areas are revealed, 2 wait to be revealed, "
        "nobody has answered 1."
    )
    assert "late answers to it still count" in words(message)
    assert action_ids(message) == [ids.REVIEW_FACILITATE]
    fits(message)


def test_it_says_what_was_not_posted_and_when_all_is_revealed() -> None:
    message = deadline_notes.over(status(states(1, 0), **OVER), frozenset(IDS[:1]))
    assert "1 of 10 areas is revealed, 9 were not posted." in message.text
    assert "late answers" not in message.text
    assert "all 10 areas are revealed." in deadline_notes.over(status(states(10, 0)), frozenset(IDS)).text


def test_it_fits_at_its_longest() -> None:
    fits(deadline_notes.over(longest_status(AreaState.OPEN), frozenset()))


@pytest.mark.parametrize(
    ("changes", "what", "said"),
    [
        ({"deadline_on": FRIDAY}, "changed", "The deadline is now Friday 11 December, 17:00 (London)."),
        (
            {"deadline_on": FRIDAY},
            "goes on",
            "This review goes on. The deadline is now Friday 11 December, 17:00 (London).",
        ),
        ({}, "changed", "There is no deadline now."),
        ({**OVER}, "changed", "The time to answer ended on Friday 11 December, 17:00 (London)."),
        ({**PAUSED}, "paused", "This review is paused: no area is posted by itself"),
        ({**PAUSED}, "changed", "This review is paused: no area is posted by itself"),
        (
            {"deadline_on": FRIDAY, **DAILY},
            "changed",
            "The next area is posted on Tuesday 8 December at 09:30 (London); 3 areas are left.",
        ),
        ({"pace": Pace.BY_HAND}, "changed", "The facilitators post the next areas."),
    ],
)
def test_the_channel_hears_how_things_stand(changes: dict, what: str, said: str) -> None:
    message = deadline_notes.news(review(**changes), what, pending=3, today=TODAY)
    assert said in message.text
    fits(message)


def test_an_area_shows_the_deadline_as_it_stands() -> None:
    def facts(**changes: object) -> str:
        return words(area_open.message(open_board(**changes), today=TODAY))

    assert "hidden until revealed · answer by Friday 11 December, 17:00 (London)" in facts(deadline_on=FRIDAY)
    assert "time to answer ended on Friday 11 December, 17:00 (London)" in facts(**OVER)
    assert "the review is paused" in facts(**PAUSED)
    assert "answer by" not in facts()


def test_the_status_and_the_menu_say_it() -> None:
    def shown(**changes: object) -> list[str]:
        found = status(states(0, 2), **changes)
        told = status_blocks.message(found, is_facilitator=False, can_share=False, today=TODAY)
        asked = menu.message(
            open_status=found, is_facilitator=False, waiting=1, in_direct_message=False, today=TODAY
        )
        return [told.text, asked.text]

    assert all("The time to answer ended on Friday 11 December" in text for text in shown(**OVER))
    assert all("The review is paused" in text for text in shown(**PAUSED))
    (told, _) = shown(**DAILY)
    assert "The next area is posted on Tuesday 8 December at 09:30 (London); 8 areas are left." in told


def test_facilitators_see_the_pace_and_can_post_early_pause_and_go_on() -> None:
    running = facilitate.message(status(states(0, 2), deadline_on=FRIDAY, **DAILY), today=TODAY)
    assert "The next area is posted on Tuesday 8 December" in words(running)
    assert "comes next" in words(running)
    assert element(running, ids.AREA_POST)["text"]["text"] == "Post it now"
    assert {ids.REVIEW_PACE, ids.REVIEW_PAUSE} <= set(action_ids(running))
    stopped = facilitate.message(status(states(0, 2), **PAUSED, **DAILY), today=TODAY)
    assert ids.REVIEW_GO_ON in action_ids(stopped)
    assert ids.REVIEW_PAUSE not in action_ids(stopped)
    assert "The next area is posted" not in words(stopped)
    fits(running)
    fits(stopped)


def test_where_everything_is_revealed_there_is_no_pace_to_change() -> None:
    message = facilitate.message(status(states(10, 0), deadline_on=FRIDAY), today=TODAY)
    assert not {ids.REVIEW_PACE, ids.REVIEW_PAUSE} & set(action_ids(message))


def test_the_first_message_tells_the_pace_and_the_rule() -> None:
    started = review(pace=Pace.ONE_A_DAY, reveal_rule=RevealRule.AT_DEADLINE, deadline_on=FRIDAY)
    message = start_message.message(started, CHECKLIST, people=9, today=TODAY)
    assert "one area each working day · areas are revealed at the deadline · answer by Friday" in words(
        message
    )


def test_titles_of_any_length_fit() -> None:
    fits(deadline_notes.over(status(states(3, 3), title=longest(3000), **OVER), frozenset()))
    assert pace_words.fact(review(), TODAY) is None
