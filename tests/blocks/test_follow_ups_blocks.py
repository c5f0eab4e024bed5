"""The follow-up questions with their answers, and the form in which one is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.blocks import announcements, follow_up_buttons, follow_up_form, follow_ups, ids
from bot.blocks.follow_up_form import CameFrom
from bot.blocks.forms import FormErrors
from bot.domain.errors import NotOurs
from bot.domain.follow_ups import GivenAnswer, Seen
from bot.domain.next_steps import LONGEST_TEXT, StepState, StepSubject
from tests.blocks import block_checks
from tests.blocks.block_checks import filled
from tests.blocks.block_examples import CHECKLIST, TODAY, longest, review
from tests.blocks.follow_up_examples import (
    DECIDERS,
    PEOPLE,
    QUICK_WINS,
    agreed_status,
    answer,
    board,
    draft,
    longest_board,
    longest_draft,
    win,
)
from tests.blocks.message_checks import action_ids, buttons, elements, fits, option_values, words
from tests.blocks.step_examples import ADDER, DUE, OWNER, step

FROM = CameFrom("C0TEAM", "https://hooks.example.org/actions/T0/1/abc")
FIRST, SECOND, *_ = CHECKLIST.areas


@pytest.mark.parametrize("state", list(StepState))
@pytest.mark.parametrize("may_answer", [True, False])
def test_the_longest_one_fits(state: StepState, may_answer: bool) -> None:
    message = follow_ups.message(replace(longest_board(state), may_answer=may_answer))
    fits(message)
    assert "There are more of these questions than one message holds." in words(message)


@pytest.mark.parametrize("state", list(StepState))
def test_all_questions_fit_whatever_is_answered(state: StepState) -> None:
    message = follow_ups.message(longest_board(state, CHECKLIST))
    fits(message)
    assert "5. What will our project plan look like?" in words(message)
    assert "5. What will our project plan look like?" in message.text


def test_all_questions_while_none_is_answered() -> None:
    message = follow_ups.message(board())
    fits(message)
    for number, one in enumerate(CHECKLIST.follow_ups, 1):
        assert f"*{number}. {one.text}*" in words(message)
        assert one.text in message.text
    assert message.text.startswith(
        "Follow-up questions, Winter review 0 of 13 answered. What is asked about each area"
    )
    assert "No answer yet for any of the 10 areas." in message.text
    assert "No quick win to propose" in message.text


def test_the_table_is_computed_with_its_noughts() -> None:
    message = follow_ups.message(board())
    for said in (words(message), message.text):
        assert "Normalise conversation: Red 1, Amber 1, Green 1" in said
        assert "All areas: Red 14, Amber 14, Green 14" in said


def test_answers_are_shown_with_owner_and_date() -> None:
    done = answer(PEOPLE, SECOND.id, number=3, text="Priya", state=StepState.DONE)
    late = answer(PEOPLE, FIRST.id, number=2, text="Sam & co", due_on=TODAY + timedelta(1))
    message = follow_ups.message(board(answer(), late, done))
    said = words(message)
    assert f"The chief of staff\n<@{OWNER}>. Due Friday 29 January 2027." in said
    assert f"*{FIRST.title}*: Sam &amp; co, <@{OWNER}>, due Tuesday 8 December." in said
    assert f"*{SECOND.title}*: Priya, <@{OWNER}>, done." in said
    assert "No answer yet for " in said
    assert SECOND.title not in said.split("No answer yet for ")[1].split("\n")[0]
    assert message.text.startswith("Follow-up questions, Winter review 3 of 13 answered.")
    for line in said.split("All areas: ")[1].split("\n"):
        assert line.strip("*") in message.text


def test_each_question_has_its_buttons() -> None:
    message = follow_ups.message(board())
    assert [one["value"] for one in elements(message, ids.FOLLOW_UP_ANSWER)] == [
        f"12|={one}" for one in (QUICK_WINS, PEOPLE, DECIDERS, "project-plan")
    ]
    (choose,) = elements(message, ids.FOLLOW_UP_AREA)
    assert option_values(choose) == [f"12|={PEOPLE}|{area.id}" for area in CHECKLIST.areas]
    assert ids.PLAN_SHOW in action_ids(message)


def test_next_steps_are_added_beside_answers() -> None:
    assert ids.STEP_ADD not in action_ids(follow_ups.message(board()))
    message = follow_ups.message(board(answer(), answer(PEOPLE, SECOND.id, number=3)))
    steps = [ids.read_step_subject(one["value"]) for one in elements(message, ids.STEP_ADD)]
    assert steps == [StepSubject(12, follow_up_id=one) for one in (PEOPLE, DECIDERS)]


def test_what_is_not_agreed_is_counted_with_all_areas() -> None:
    status = agreed_status()
    first = replace(status.areas[0], counts=replace(status.areas[0].counts, questions=9))
    message = follow_ups.message(board(status=replace(status, areas=(first, *status.areas[1:]))))
    assert "*All areas: Red 14, Amber 14, Green 14, 3 not agreed*" in words(message)
    assert "All areas: Red 14, Amber 14, Green 14, 3 not agreed" in message.text


@pytest.mark.parametrize(
    ("state", "name"),
    [(None, "Answer…"), (StepState.OPEN, "Change…"), (StepState.DONE, "Answer anew…")],
)
def test_the_button_says_what_it_does(state: StepState | None, name: str) -> None:
    given = [answer(state=state)] if state else []
    message = follow_ups.message(board(*given))
    (button,) = [one for one in elements(message, ids.FOLLOW_UP_ANSWER) if DECIDERS in one["value"]]
    assert button["text"]["text"] == name


def test_who_only_reads_along_is_told_and_can_add_next_steps() -> None:
    message = follow_ups.message(board(may_answer=False))
    assert "You can read along here, and add next steps." in message.text
    assert not {ids.FOLLOW_UP_ANSWER, ids.FOLLOW_UP_AREA} & set(action_ids(message))
    assert ids.STEP_ADD in action_ids(message)


def test_once_every_area_is_answered_one_is_chosen_to_change() -> None:
    answers = [answer(PEOPLE, area.id, number=n) for n, area in enumerate(CHECKLIST.areas, 1)]
    message = follow_ups.message(board(*answers))
    assert not [one for one in elements(message, ids.FOLLOW_UP_ANSWER) if PEOPLE in one["value"]]
    (choose,) = elements(message, ids.FOLLOW_UP_AREA)
    assert all(option["text"]["text"].endswith("(answered)") for option in choose["options"])
    assert "No answer yet" not in words(message)


def test_quick_wins_are_planned_in_one_press() -> None:
    wins = tuple(win(number, unanimous=number != 2) for number in range(1, 8))
    message = follow_ups.message(board(wins=wins))
    fits(message)
    assert "7 quick wins are proposed" in message.text
    assert "*Hashtags signposted* (Network): nobody disagrees." in words(message)
    assert "*Hashtags signposted* (Network): hardly anybody disagrees." in words(message)
    assert "And 2 more" in message.text
    offered = [one["value"] for one in elements(message, ids.STEP_ADD)]
    assert [f"12|network|question-{number}" for number in range(1, 6)] == [
        value for value in offered if "network" in value
    ]


def test_next_steps_beside_the_answer_are_shown() -> None:
    more = [
        step(id=40 + n, text=f"Step {n}", subject=StepSubject(12, follow_up_id=DECIDERS)) for n in range(7)
    ]
    dropped = step(
        id=60, text="Dropped", state=StepState.WONT_DO, subject=StepSubject(12, follow_up_id=DECIDERS)
    )
    message = follow_ups.message(board(answer(), steps=(*more, dropped)))
    assert f"• Next step: Step 0, <@{OWNER}>, due" in words(message)
    assert "And 4 more." in message.text
    assert "Dropped" not in message.text


def test_the_ways_there() -> None:
    assert follow_up_buttons.show(12)["value"] == "12"
    earlier = follow_up_buttons.earlier(review(title=longest(75)))
    assert earlier["action_id"] == ids.FOLLOW_UPS
    assert len(earlier["accessibility_label"]) <= 75


def test_an_answer_that_may_not_be_applicable() -> None:
    status = agreed_status()
    first = replace(status.areas[0], counts=replace(status.areas[0].counts, not_applicable=2, questions=8))
    message = follow_ups.message(board(status=replace(status, areas=(first, *status.areas[1:]))))
    assert "Red 2, Amber 2, Green 2, Not applicable 2" in message.text


def sent(view, **given):
    """As Slack sends it back, with these values in its fields."""
    keys = {"text": "value", "evidence": "value", "owner": "selected_user", "due": "selected_date"}
    return {**filled(view, **{name: {keys[name]: value} for name, value in given.items()}), "id": "V1"}


def test_the_form_fits() -> None:
    for one in (draft(), draft(answer()), draft(per_area=True, waiting=9), longest_draft()):
        for saved in (True, False):
            came_from = CameFrom("C" + "W" * 20, "https://hooks.slack.com/" + "a" * 300)
            block_checks.fits(follow_up_form.view(one, "U" + "W" * 20, came_from, saved=saved))


def test_a_first_answer_begins_with_oneself_and_a_date() -> None:
    view = follow_up_form.view(draft(), ADDER, FROM)
    assert block_checks.element(view, "owner")["initial_user"] == ADDER
    assert block_checks.element(view, "due")["initial_date"] == DUE.isoformat()
    assert "initial_value" not in block_checks.element(view, "text")
    assert "becomes a next step" in block_checks.words(view)
    assert view["submit"]["text"] == "Save"


def test_a_standing_answer_is_what_is_changed() -> None:
    one = answer(due_on=date(2026, 12, 24), evidence_url="https://example.org")
    view = follow_up_form.view(draft(one), ADDER, FROM)
    assert block_checks.element(view, "owner")["initial_user"] == OWNER
    assert block_checks.element(view, "due")["initial_date"] == "2026-12-24"
    assert block_checks.element(view, "text")["initial_value"] == "The chief of staff"
    given, came_from = follow_up_form.read(sent(view))
    assert given == GivenAnswer(
        "V1",
        StepSubject(12, follow_up_id=DECIDERS),
        "The chief of staff",
        OWNER,
        date(2026, 12, 24),
        "https://example.org",
        Seen(2, 4),
    )
    assert came_from == FROM


def test_a_finished_answer_begins_anew() -> None:
    view = follow_up_form.view(draft(answer(state=StepState.DONE, due_on=TODAY)), ADDER, FROM)
    assert block_checks.element(view, "owner")["initial_user"] == ADDER
    assert block_checks.element(view, "due")["initial_date"] == DUE.isoformat()
    assert "finished and stays so" in block_checks.words(view)


def test_area_after_area_each_with_fields_of_its_own() -> None:
    first = follow_up_form.view(draft(per_area=True, waiting=3), ADDER, FROM)
    assert first["submit"]["text"] == "Save and next area"
    assert "*Normalise the conversation*: Red 1, Amber 1, Green 1" in block_checks.words(first)
    other = replace(draft(per_area=True, waiting=2), area=CHECKLIST.areas[2])
    second = follow_up_form.view(other, ADDER, FROM, saved=True)
    assert "Saved. 3 more areas wait." in block_checks.words(second)
    shared = {one["block_id"] for one in first["blocks"] if "block_id" in one} & {
        one["block_id"] for one in second["blocks"] if "block_id" in one
    }
    assert not shared
    given, _ = follow_up_form.read(sent(second, text="Priya"))
    assert (given.origin, given.subject.area_id, given.text) == (
        f"V1.{CHECKLIST.areas[2].id}",
        CHECKLIST.areas[2].id,
        "Priya",
    )
    assert given.seen is None


def test_what_cannot_be_used_is_said_under_the_fields_of_the_area() -> None:
    view = follow_up_form.view(draft(per_area=True), ADDER, FROM)
    with pytest.raises(FormErrors) as refused:
        follow_up_form.read(
            sent(view, text="x" * (LONGEST_TEXT + 1), owner=None, due=None, evidence="example.org")
        )
    assert set(refused.value.errors) == {
        f"step.{name}.normalise" for name in ("text", "owner", "due", "evidence")
    }


@pytest.mark.parametrize("metadata", ["", "x", "12|=a 1.2 C1", "12|=a 1.x C1 u", "12|=a 1.2 C1 u v"])
def test_a_form_that_is_none_of_ours(metadata: str) -> None:
    view = follow_up_form.view(draft(), ADDER, FROM)
    with pytest.raises(NotOurs):
        follow_up_form.read({**sent(view, text="x"), "private_metadata": metadata})


def test_subjects_as_buttons_carry_them() -> None:
    for subject, value in (
        (StepSubject(12), "12"),
        (StepSubject(12, "data"), "12|data"),
        (StepSubject(12, "data", "kpis"), "12|data|kpis"),
        (StepSubject(12, follow_up_id=DECIDERS), "12|=decision-makers"),
        (StepSubject(12, "data", follow_up_id=PEOPLE), "12|=people-to-speak-with|data"),
    ):
        assert ids.step_subject(subject) == value
        assert ids.read_step_subject(value) == subject
    for strange in ("", "x", "12|", "12|=", "12|=a|b|c", "12|a|=b", "12|A"):
        with pytest.raises(NotOurs):
            ids.read_step_subject(strange)


def test_every_button_has_a_label_of_its_own() -> None:
    labels = [one["accessibility_label"] for one in buttons(follow_ups.message(board(answer())))]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("title", ["Winter review", longest(75)])
def test_the_offer_to_the_channel(title: str) -> None:
    message = announcements.follow_ups(agreed_status(title=title))
    fits(message)
    assert message.text.startswith("Everything is agreed in ")
    assert "Red 14, Amber 14, Green 14" in message.text
    assert action_ids(message) == [ids.FOLLOW_UPS, ids.REVIEW_FACILITATE]
