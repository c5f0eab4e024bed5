"""Reading the start form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import start_form
from bot.blocks.forms import FormErrors
from bot.blocks.start_form import StartDraft, draft_of, first_draft, people_of, read
from bot.domain.reviews import Pace, RevealRule, TakesPart, Visibility
from tests.blocks.block_checks import filled
from tests.blocks.block_examples import TODAY

DRAFT = first_draft("U0ANNA", "C0TEAM", today=TODAY)
CHOSEN = replace(DRAFT, takes_part=TakesPart.CHOSEN, participant_ids=("U0CARA", "U0DAN"))

users = st.lists(st.from_regex(r"\AU[A-Z0-9]{8}\Z"), max_size=8, unique=True).map(tuple)
drafts = st.builds(
    StartDraft,
    title=st.text(max_size=75).map(str.strip),
    channel_id=st.none() | st.just("C0TEAM"),
    facilitator_ids=users,
    deadline_on=st.none() | st.dates(),
    pace=st.sampled_from(Pace),
    visibility=st.sampled_from(Visibility),
    reveal_rule=st.sampled_from(RevealRule),
    takes_part=st.sampled_from(TakesPart),
    participant_ids=users,
    allows_external=st.booleans(),
)


def view(draft: StartDraft, people: int | None = 9) -> dict:
    return start_form.view(draft, today=TODAY, tz="Europe/London", people=people)


def refused(sent: dict) -> list[str]:
    with pytest.raises(FormErrors) as error:
        read(sent, today=TODAY)
    return list(error.value.errors)


@given(drafts)
def test_a_form_gives_back_the_draft_it_shows(draft: StartDraft) -> None:
    assert draft_of(filled(view(draft))) == draft


def test_the_first_draft_can_be_submitted_as_it_is() -> None:
    assert read(filled(view(DRAFT)), today=TODAY) == DRAFT


def test_chosen_people_are_kept() -> None:
    assert read(filled(view(CHOSEN)), today=TODAY) == CHOSEN


def test_where_everyone_takes_part_nobody_is_chosen() -> None:
    everyone = replace(CHOSEN, takes_part=TakesPart.EVERYONE)
    assert read(filled(view(everyone)), today=TODAY).participant_ids == ()


def test_people_chosen_before_are_there_again() -> None:
    everyone = draft_of(filled(view(CHOSEN), start__takes_part={"selected_option": {"value": "everyone"}}))
    again = draft_of(filled(view(everyone), start__takes_part={"selected_option": {"value": "chosen"}}))
    assert again == CHOSEN


def test_so_many_people_that_they_cannot_be_carried_along_are_left_out() -> None:
    many = tuple(f"U{number:030d}" for number in range(200))
    everyone = replace(CHOSEN, takes_part=TakesPart.EVERYONE, participant_ids=many)
    assert draft_of(filled(view(everyone))).participant_ids == ()
    assert people_of(view(everyone)) == 9


@pytest.mark.parametrize("people", [None, 0, 9])
def test_the_form_remembers_how_many_people_there_are(people: int | None) -> None:
    assert people_of(view(DRAFT, people)) == people


@pytest.mark.parametrize("title", [None, "  ", "x" * 76])
def test_a_title_is_needed_and_short(title: str | None) -> None:
    assert refused(filled(view(DRAFT), title={"value": title})) == ["title"]


def test_a_channel_is_needed() -> None:
    assert refused(filled(view(replace(DRAFT, channel_id=None)))) == ["channel"]


def test_a_facilitator_is_needed() -> None:
    assert refused(filled(view(DRAFT), facilitators={"selected_users": []})) == ["facilitators"]


def test_chosen_people_are_needed_where_they_take_part() -> None:
    assert refused(filled(view(CHOSEN), participants={"selected_users": []})) == ["participants"]


def test_they_are_asked_for_where_their_field_is_not_there_yet() -> None:
    sent = filled(view(DRAFT), start__takes_part={"selected_option": {"value": "chosen"}})
    assert refused(sent) == ["takes_part.C0TEAM"]


@pytest.mark.parametrize("day", [TODAY, date(2027, 12, 7), None])
def test_a_deadline_lies_between_today_and_a_year_ahead(day: date | None) -> None:
    assert read(filled(view(replace(DRAFT, deadline_on=day))), today=TODAY).deadline_on == day


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_no_other_day_is_taken(day: date) -> None:
    assert refused(filled(view(replace(DRAFT, deadline_on=day)))) == ["deadline"]


def test_all_problems_are_told_at_once() -> None:
    nothing = replace(DRAFT, title="", channel_id=None, facilitator_ids=())
    assert set(refused(filled(view(nothing)))) == {"title", "channel", "facilitators"}


def test_a_form_that_says_nothing_is_a_draft_too() -> None:
    assert draft_of({}) == StartDraft(title="")
