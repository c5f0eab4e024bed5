"""The list of next steps, what a press came to, and the history of one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.blocks import ids, step_history, step_result, steps_list
from bot.blocks.ids import StepRef, StepsRef, split_extra
from bot.domain.errors import NotOurs
from bot.domain.next_steps import StepChange, StepFilter, StepState
from tests.blocks import block_checks
from tests.blocks.block_examples import NOW, TODAY, longest
from tests.blocks.message_checks import (
    action_ids,
    block,
    buttons,
    element,
    elements,
    fits,
    has_block,
    option_values,
    words,
)
from tests.blocks.step_examples import ADDER, OWNER, changed, longest_placed, outcome, page, placed

HISTORY = {
    StepChange.ADDED: ({}, {"text": "x", "owner_id": OWNER, "due_on": "2026-12-11"}),
    StepChange.EDITED: ({"text": longest(500), "evidence_url": None}, {"text": "b", "evidence_url": None}),
    StepChange.DUE_DATE: ({"due_on": "2026-12-11"}, {"due_on": "2027-01-29"}),
    StepChange.OWNER: ({"owner_id": OWNER}, {"owner_id": ADDER}),
    StepChange.SNOOZED: ({"snoozed_until": None}, {"snoozed_until": "2026-12-11"}),
}


@pytest.mark.parametrize("which", list(StepFilter))
@pytest.mark.parametrize("state", list(StepState))
def test_the_longest_page_fits(which, state):
    shown = [longest_placed(number, state=state, reason=longest(500)) for number in range(1, 11)]
    result = outcome(StepChange.DONE, one=shown[0])
    full = page(*shown, which=which, start=999_990, total=9_999_999)
    fits(steps_list.message(full, OWNER, result=result))


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("which", list(StepFilter))
def test_an_empty_list_says_so_and_leads_on(which, here):
    message = steps_list.message(page(which=which, here=here), OWNER)
    fits(message)
    assert "no" in message.text.casefold()
    assert (ids.STEP_ADD in action_ids(message)) is here
    assert len(set(action_ids(message)) & {ids.STEPS_MINE, ids.STEPS_OVERDUE, ids.STEPS_ALL}) == 2


def test_a_next_step_with_all_that_can_be_done():
    message = steps_list.message(page(placed(due_on=TODAY - timedelta(3))), OWNER)
    said = block(message, "s7.3")["text"]["text"]
    assert said == (
        f"*Publish the guide*\n<@{OWNER}>. 3 days overdue, was due Friday 4 December."
        ' From "Managers supported", Winter review.'
    )
    assert said.replace("\n", " ") in message.text
    assert [split_extra(value)[0] for value in option_values(element(message, ids.STEP_MENU))] == [
        "text",
        "date",
        "owner",
        "wont_do",
        "history",
    ]
    done = element(message, ids.STEP_DONE)
    here, ref = split_extra(done["value"])
    assert (StepsRef.parse(here), StepRef.parse(ref)) == (StepsRef(StepFilter.ALL), StepRef(7, 3))
    assert done["accessibility_label"] == "Mark done, next step 1: Publish the guide"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (StepState.OPEN, [ids.STEP_DONE, ids.STEP_START]),
        (StepState.IN_PROGRESS, [ids.STEP_DONE]),
        (StepState.DONE, [ids.STEP_REOPEN]),
        (StepState.WONT_DO, [ids.STEP_REOPEN]),
    ],
)
def test_the_buttons_go_with_the_state(state, offered):
    message = steps_list.message(page(placed(state=state)), OWNER)
    assert [button["action_id"] for button in block(message, "b7.3")["elements"]] == offered
    menu = [split_extra(value)[0] for value in option_values(element(message, ids.STEP_MENU))]
    assert (menu == ["history"]) is not state.is_unfinished


def test_the_reason_and_the_link_are_shown():
    one = placed(state=StepState.WONT_DO, reason="No <money>", evidence_url="https://example.org/a")
    said = words(steps_list.message(page(one), OWNER))
    assert "Reason: No &lt;money&gt;" in said
    assert "<https://example.org/a|Link>" in said


def test_a_link_that_would_break_the_markup_is_left_out():
    one = placed(evidence_url="https://example.org/a|b")
    assert "Link" not in words(steps_list.message(page(one), OWNER))


@pytest.mark.parametrize(
    ("start", "shown", "total", "offered", "said"),
    [
        (0, 10, 10, {}, "10 next steps here"),
        (0, 10, 25, {ids.STEPS_LATER: 10}, "25 next steps here, 1 to 10"),
        (10, 10, 25, {ids.STEPS_EARLIER: 0, ids.STEPS_LATER: 20}, "25 next steps here, 11 to 20"),
        (20, 5, 25, {ids.STEPS_EARLIER: 10}, "25 next steps here, 21 to 25"),
    ],
)
def test_pages(start, shown, total, offered, said):
    many = [placed(id=number) for number in range(1, shown + 1)]
    message = steps_list.message(page(*many, start=start, total=total), OWNER)
    assert message.text.startswith(said)
    for action_id in (ids.STEPS_EARLIER, ids.STEPS_LATER):
        found = [StepsRef.parse(one["value"]).start for one in elements(message, action_id)]
        assert found == ([offered[action_id]] if action_id in offered else [])


def test_the_result_stands_on_top_with_the_way_back():
    result = outcome(StepChange.DONE, one=placed(state=StepState.DONE))
    message = steps_list.message(page(which=StepFilter.MINE), OWNER, result=result)
    assert message.text.startswith('Done: "Publish the guide". You own no open next steps here.')
    here, ref = split_extra(element(message, ids.STEP_UNDO)["value"])
    assert (StepsRef.parse(here), StepRef.parse(ref)) == (StepsRef(StepFilter.MINE), StepRef(7, 4))


def test_who_was_slower_is_told_who_was_faster():
    result = outcome(StepChange.DONE, by=ADDER)
    message = steps_list.message(page(), OWNER, result=result)
    assert message.text.startswith(f'<@{ADDER}> was faster. Done: "Publish the guide".')
    assert not has_block(message, "result")


@pytest.mark.parametrize("change", list(StepChange))
def test_every_change_has_its_sentence(change):
    message = step_result.message(outcome(change, one=longest_placed()), OWNER)
    fits(message)
    assert (ids.STEP_UNDO in action_ids(message)) is (change in step_result.TO_UNDO)
    assert [button["text"]["text"] for button in buttons(message)][-1] == "Next steps"


def test_the_history_says_who_did_what_and_when():
    past = [
        changed(StepChange.ADDED, ADDER, after=HISTORY[StepChange.ADDED][1]),
        changed(StepChange.WONT_DO, OWNER, reason="No money", changed_at=NOW + timedelta(days=1)),
    ]
    view = step_history.view(placed(), past, OWNER, today=TODAY)
    block_checks.fits(view)
    assert block_checks.words(view).splitlines()[2:] == [
        f"Tuesday 8 December: will not be done, by <@{OWNER}>. Reason: No money.",
        f"Monday 7 December: added for <@{OWNER}>, due Friday 11 December, by <@{ADDER}>.",
    ]


@pytest.mark.parametrize("change", list(StepChange))
def test_a_long_history_fits(change):
    before, after = HISTORY.get(change, ({}, {}))
    past = [changed(change, before=before, after=after, reason=longest(500))] * 60
    view = step_history.view(longest_placed(), past, ADDER, today=TODAY)
    block_checks.fits(view)
    assert "20 earlier changes are not shown." in block_checks.words(view)


def test_a_facilitator_is_led_on_from_the_history_to_the_record():
    past = [changed(StepChange.ADDED, ADDER, after=HISTORY[StepChange.ADDED][1])]
    one = placed()
    view = step_history.view(one, past, ADDER, today=TODAY)
    button = block_checks.element(view, ids.REVIEW_RECORD)
    assert button["value"] == f"{one.place.review.id}|{one.step.id}"
    assert ids.REVIEW_RECORD not in str(step_history.view(one, past, OWNER, today=TODAY))


@pytest.mark.parametrize("value", ["", "7", "7|", "7|x", "7|3|1", "|", "9999999999|1"])
def test_what_is_no_reference_to_a_next_step(value):
    with pytest.raises(NotOurs):
        StepRef.parse(value)


@pytest.mark.parametrize("value", ["", "mine", "mine.", "yours.0", "mine.x", "mine.-1"])
def test_what_is_no_page_of_a_list(value):
    with pytest.raises(NotOurs):
        StepsRef.parse(value)
