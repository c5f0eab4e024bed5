"""The digest as a message: its order, its words, and Slack's limits with everything in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.blocks import digest, ids, kit
from bot.blocks.digest import Carried
from bot.domain.answers import Choice
from bot.domain.chart import AreaBar
from bot.domain.digest import Digest, Move, OwnSteps, Schedule, Waiting
from bot.domain.suggestions import Suggestion, SuggestionKind
from tests.blocks.block_examples import longest
from tests.blocks.message_checks import action_ids, element, fits, words

TODAY = date(2026, 12, 7)
RED, AMBER, GREEN = Choice.RED, Choice.AMBER, Choice.GREEN
AREAS = (
    AreaBar("Understanding", "Internal advocacy", 5, 10, 6, 2, 0, (8, 10, 4)),
    AreaBar("Leaders", "External advocacy", 1, 4, 5, 0, 1, (0, 4, 5)),
)
IDEA = Suggestion(SuggestionKind.QUICK_WIN, "Hashtags signposted", 12, "hashtags", 1, "signposted", True)
DIGEST = Digest(
    today=TODAY,
    since=TODAY - timedelta(days=7),
    areas=AREAS,
    reviews=2,
    moves=(
        Move("Data shared with employees", GREEN, AMBER, "C0TEAM"),
        Move("KPIs agreed", RED, AMBER, "C0TEAM", "Set three KPIs"),
        Move("Elsewhere", RED, GREEN),
    ),
    newly_agreed=0,
    overdue=3,
    due_soon=2,
    waiting=(Waiting(12, "Spring review", 2),),
    own=OwnSteps(0, 1, date(2026, 12, 10)),
    suggestion=IDEA,
    schedule=Schedule(0, time(9)),
)
QUIET = Digest(TODAY, TODAY - timedelta(days=7), (), 0, (), 0, schedule=Schedule(0, time(9)))


def test_everything_stands_in_its_order() -> None:
    text = digest.message(DIGEST).text
    expected = [
        "Social mobility, week to Sunday 6 December. "
        "Red 6 (2 fewer), Amber 14 (the same), Green 11 (2 more), across 2 reviews.",
        "What moved:",
        "Worse: Data shared with employees, from Green to Amber (<#C0TEAM>).",
        "Better: KPIs agreed, from Red to Amber, after “Set three KPIs” was done (<#C0TEAM>).",
        "Better: Elsewhere, from Red to Green.",
        "Next steps: 3 overdue, 2 due within 7 days.",
        "2 areas of Spring review wait for your answers.",
        "1 next step of yours is due on Thursday 10 December.",
        "One idea: Hashtags signposted is Amber, nobody disagrees, nothing is planned: a quick win.",
        "By area:",
        "Internal advocacy:",
        "Understanding: Red 5 (3 fewer), Amber 10 (the same), Green 6 (2 more), 2 to agree.",
        "External advocacy:",
        "Leaders: Red 1 (1 more), Amber 4 (the same), Green 5 (the same), 1 not applicable.",
        "Mondays at 09:00, your time.",
    ]
    assert text.split("\n") == expected
    fits(digest.message(DIGEST))


def test_the_blocks_say_the_same() -> None:
    message = digest.message(DIGEST)
    shown = words(message)
    for line in message.text.split("\n")[2:]:
        assert line.removesuffix(":") in shown


def test_what_can_be_pressed() -> None:
    message = digest.message(DIGEST)
    assert action_ids(message) == [ids.REVIEW_ANSWER_NEXT, ids.STEPS_SHOW, ids.STEP_ADD, ids.SETTINGS]
    assert element(message, ids.REVIEW_ANSWER_NEXT)["value"] == "12"
    assert element(message, ids.STEP_ADD)["value"] == "12|hashtags|signposted"


def test_a_quiet_one_that_was_asked_for() -> None:
    message = digest.message(QUIET)
    assert "Nothing is agreed yet in the reviews that you can see." in message.text
    assert "Nothing since Monday 30 November." in words(message)
    fits(message)


def test_after_a_day_off_it_says_since_when() -> None:
    assert digest.message(replace(DIGEST, today=TODAY + timedelta(days=1))).text.startswith(
        "Social mobility, since Monday 30 November."
    )


def test_a_first_week_has_nothing_to_compare_with() -> None:
    first = AreaBar("Understanding", "Internal advocacy", 1, 2, 0, 0, 0, None)
    text = digest.message(replace(QUIET, areas=(first,), reviews=1, newly_agreed=3)).text
    assert "Red 1, Amber 2, Green 0, in 1 review." in text
    assert "New: 3 questions were agreed for the first time." in text


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (OwnSteps(1, 0), "1 next step of yours is overdue."),
        (
            OwnSteps(2, 1, date(2026, 12, 9)),
            "2 next steps of yours are overdue, and 1 is due on Wednesday 9 December.",
        ),
        (
            OwnSteps(0, 3, date(2026, 12, 9)),
            "3 next steps of yours are due within 7 days, the first on Wednesday 9 December.",
        ),
    ],
)
def test_ones_own_next_steps(own: OwnSteps, said: str) -> None:
    assert said in digest.message(replace(QUIET, own=own)).text


@pytest.mark.parametrize(
    ("kind", "said", "button"),
    [
        (SuggestionKind.MISSING_ESSENTIAL, "the essential “Hashtags signposted” is missing", True),
        (SuggestionKind.NOT_DISCUSSED, "Hashtags signposted is revealed, and nothing in it is agreed", False),
    ],
)
def test_other_ideas(kind: SuggestionKind, said: str, button: bool) -> None:
    idea = replace(IDEA, kind=kind, question_id="signposted" if button else None)
    message = digest.message(replace(DIGEST, suggestion=idea))
    assert said in message.text
    assert (ids.STEP_ADD in action_ids(message)) is button


def test_who_does_not_get_it_is_offered_it() -> None:
    message = digest.message(replace(DIGEST, schedule=None))
    assert ids.NETWORK_JOIN in action_ids(message)
    assert ids.SETTINGS not in action_ids(message)
    fits(message)


def test_a_channels_names_nobodys_own_hour() -> None:
    message = digest.message(replace(QUIET, is_shared=True, schedule=None))
    assert "A coordinator can change or stop this" in message.text
    assert action_ids(message) == [ids.NETWORK_JOIN]


def test_it_carries_the_morning() -> None:
    part = Carried(["1 next step of yours", "Write it down. Due today."], [kit.section("Write it down.")])
    message = digest.message(DIGEST, part)
    assert "Write it down. Due today.\nMondays at 09:00" in message.text
    assert "Write it down." in words(message)


def most() -> Digest:
    """Thirty reviews of 42 questions in which all moved, three hundred next steps, the longest names."""
    sections = [longest(150), longest(149)]
    return Digest(
        today=TODAY,
        since=TODAY - timedelta(days=400),
        areas=tuple(
            AreaBar(longest(24), sections[number // 20], 999, 999, 999, 999, 999, (111, 111, 111))
            for number in range(40)
        ),
        reviews=30,
        moves=tuple(
            Move(longest(250), RED, AMBER, f"C{number:010}", longest(500)) for number in range(30 * 42)
        ),
        newly_agreed=1260,
        overdue=300,
        due_soon=300,
        waiting=tuple(Waiting(number, longest(75), 40) for number in range(30)),
        own=OwnSteps(300, 300, TODAY),
        suggestion=replace(IDEA, name=longest(250)),
        schedule=Schedule(4, time(23, 59)),
    )


def test_everything_at_once_fits() -> None:
    message = digest.message(most())
    fits(message)
    assert "and 26 more reviews" in message.text.lower() or "26 more reviews wait" in message.text
    assert "And 28 more areas." in message.text


@pytest.mark.parametrize("moves", [3, 5, 13, 1260])
def test_text_and_blocks_leave_out_the_same(moves: int) -> None:
    message = digest.message(replace(DIGEST, moves=most().moves[:moves]))
    fits(message)
    told = [line for line in message.text.split("\n") if line.startswith("Better:")]
    shown = [line for line in words(message).split("\n") if line.startswith("• Better:")]
    assert told == [line.removeprefix("• ") for line in shown]
    left = moves - len(told)
    assert (f"And {left} more." in message.text) is (left > 0)
    assert (f"And {left} more." in words(message)) is (left > 0)
