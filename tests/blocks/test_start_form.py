"""What the start form shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.blocks import ids, start_form
from bot.blocks.start_form import StartDraft, default_title, first_draft, for_people
from bot.domain.reviews import Pace, RevealRule, TakesPart, Visibility
from tests.blocks.block_checks import block, element, elements, fits, has_block, words
from tests.blocks.block_examples import TODAY, longest

DRAFT = first_draft("U0ANNA", "C0TEAM", today=TODAY, people=9)
CHOSEN = replace(DRAFT, takes_part=TakesPart.CHOSEN, participant_ids=("U0CARA", "U0DAN"))
LONGEST = StartDraft(
    title=longest(75),
    channel_id="C0TEAM",
    facilitator_ids=tuple(f"U0FACI{number:05d}" for number in range(10)),
    deadline_on=date(2027, 12, 7),
    pace=Pace.BY_HAND,
    visibility=Visibility.LIVE,
    reveal_rule=RevealRule.WHEN_COMPLETE,
    takes_part=TakesPart.CHOSEN,
    participant_ids=tuple(f"U0PART{number:05d}" for number in range(200)),
    allows_external=True,
)


def view(draft: StartDraft = DRAFT, *, people: int | None = 9, problem: str | None = None) -> dict:
    return start_form.view(draft, today=TODAY, tz="Europe/London", people=people, problem=problem)


def test_it_fits() -> None:
    fits(view())


def test_it_fits_before_a_channel_is_chosen() -> None:
    fits(view(first_draft("U0ANNA", None, today=TODAY), people=None))


def test_it_fits_with_everything_in_it() -> None:
    fits(view(LONGEST, people=3, problem=longest(4000)))


def test_it_fits_with_more_people_than_can_be_chosen() -> None:
    many = tuple(f"U0PART{number:05d}" for number in range(400))
    fits(view(replace(LONGEST, facilitator_ids=many, participant_ids=many), people=400))


@pytest.mark.parametrize(
    ("today", "title"),
    [
        (date(2026, 11, 30), "Autumn review"),
        (date(2026, 12, 1), "Winter review"),
        (date(2027, 2, 28), "Winter review"),
        (date(2027, 3, 1), "Spring review"),
        (date(2027, 8, 31), "Summer review"),
    ],
)
def test_a_review_is_named_by_its_season(today: date, title: str) -> None:
    assert default_title(today) == title


def test_whoever_starts_is_the_first_facilitator() -> None:
    assert element(view(), "facilitators")["initial_users"] == ["U0ANNA"]


def test_the_channel_is_set_and_told_at_once() -> None:
    assert element(view(), ids.START_CHANNEL)["initial_conversation"] == "C0TEAM"
    assert block(view(), "channel")["dispatch_action"] is True


def test_it_says_how_many_people_there_are() -> None:
    assert "9 people are in that channel." in words(view())
    assert "1 person is in that channel." in words(view(people=1))
    assert "in that channel" not in words(view(people=None))


def test_a_small_team_is_told_what_stays_hidden() -> None:
    assert "only whether you agree" in words(view(people=4))
    assert "only whether you agree" not in words(view(people=5))


def test_a_large_channel_is_asked_to_choose() -> None:
    assert "choose below who takes part" in words(view(people=31))
    assert "choose below who takes part" not in words(view(people=30))


@pytest.mark.parametrize(
    ("draft", "people", "takes_part"),
    [
        (DRAFT, 31, TakesPart.CHOSEN),
        (DRAFT, 30, TakesPart.EVERYONE),
        (DRAFT, None, TakesPart.EVERYONE),
        (CHOSEN, 9, TakesPart.CHOSEN),
        (replace(CHOSEN, participant_ids=()), 9, TakesPart.EVERYONE),
        (replace(CHOSEN, participant_ids=()), None, TakesPart.CHOSEN),
    ],
)
def test_who_takes_part_by_default_depends_on_how_many_there_are(draft, people, takes_part) -> None:
    assert for_people(draft, people).takes_part is takes_part


def test_people_are_chosen_only_where_chosen_people_take_part() -> None:
    assert not has_block(view(), "participants")
    assert element(view(CHOSEN), "participants")["initial_users"] == ["U0CARA", "U0DAN"]


def test_who_takes_part_is_set_anew_for_another_channel_and_kept_in_the_same() -> None:
    here, there = view(), view(replace(DRAFT, channel_id="C0OTHER", takes_part=TakesPart.CHOSEN))
    chosen_here = view(CHOSEN)
    ids_of = [
        next(
            b["block_id"]
            for b in form["blocks"]
            if b.get("element", {}).get("action_id") == ids.START_TAKES_PART
        )
        for form in (here, there, chosen_here)
    ]
    assert ids_of[0] != ids_of[1]
    assert ids_of[0] == ids_of[2]


def test_all_other_inputs_keep_what_was_typed() -> None:
    blocks = [
        {b["block_id"] for b in view(draft)["blocks"] if b["type"] == "input"} for draft in (DRAFT, CHOSEN)
    ]
    assert blocks[0] <= blocks[1]


def test_it_says_until_when_answers_count() -> None:
    assert "17:00 (London)" in block(view(), "deadline")["hint"]["text"]


def test_a_live_review_warns() -> None:
    live = replace(DRAFT, visibility=Visibility.LIVE)
    assert "8 or more people" in words(view(live))
    assert "With 7 it would show who answered what." in words(view(live, people=7))
    assert "it would show" not in words(view(live, people=8))
    assert "8 or more people" not in words(view())


def test_what_goes_wrong_is_said_first() -> None:
    first = view(problem="I am not in that channel yet.")["blocks"][0]
    assert first["elements"][0]["text"].startswith("I am not in that channel yet.")


def test_every_radio_group_has_something_set() -> None:
    assert all("initial_option" in radios for radios in elements(view(), "radio_buttons"))


def test_the_draft_is_what_is_set() -> None:
    form = view(LONGEST)
    assert element(form, "pace")["initial_option"]["value"] == "by_hand"
    assert element(form, "reveal_rule")["initial_option"]["value"] == "when_complete"
    assert element(form, ids.START_DEADLINE)["initial_date"] == "2027-12-07"
    assert element(form, "external")["initial_options"][0]["value"] == "external"
