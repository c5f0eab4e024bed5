"""The forms that add and change a next step."""

from __future__ import annotations

from datetime import date

import pytest

from bot.blocks import ids, step_change_forms, step_form
from bot.blocks.forms import FormErrors
from bot.blocks.ids import StepRef
from bot.blocks.step_form import Prefilled
from bot.domain.errors import NotOurs
from bot.domain.next_steps import LONGEST_TEXT, NewStep, StepSubject
from bot.domain.step_place import StepPlace
from tests.blocks.block_checks import block, element, filled, fits, words
from tests.blocks.block_examples import CHECKLIST, longest, longest_checklist, review
from tests.blocks.step_examples import DUE, OWNER, SUBJECT, draft, longest_placed, placed

CHANGES = [
    step_change_forms.text,
    step_change_forms.due_date,
    step_change_forms.owner,
    step_change_forms.wont_do,
]
WHOLE = StepSubject(12)
CAME_FROM = "mine.10 C0000001 https://hooks.example.org/actions/T0/1/abc"


def form(**prefilled):
    return step_form.view(draft(), Prefilled(**{"owner_id": OWNER, "channel_id": "C0TEAM", **prefilled}))


def sent(**given):
    return {**filled(form(text="Publish the guide"), **given), "id": "V1"}


def test_it_fits():
    fits(form())


@pytest.mark.parametrize("whole", [True, False])
def test_it_fits_with_the_longest_checklist(whole):
    place = longest_placed().place
    place = StepPlace(place.review, longest_checklist()) if whole else place
    given = Prefilled("U" + "W" * 20, "C" + "W" * 20, longest(900), "https://example.org/" + "a" * 2900)
    fits(step_form.view(draft(place), given))


def test_what_stands_in_it_at_first():
    view = form(text="x" * 600, evidence_url="https://example.org")
    assert element(view, "about")["initial_option"]["value"] == ids.step_subject(SUBJECT)
    assert element(view, "owner")["initial_user"] == OWNER
    assert element(view, "due")["initial_date"] == DUE.isoformat()
    assert element(view, "text")["initial_value"] == "x" * 499 + "…"
    assert element(view, "evidence")["initial_value"] == "https://example.org"
    assert "Winter review, in <#C0TEAM>" in words(view)


def test_it_offers_the_review_every_area_every_question_and_the_follow_ups_that_people_answer():
    groups = element(form(), "about")["option_groups"]
    assert len(groups) == 1 + len(CHECKLIST.areas) + 1
    subjects = [ids.read_step_subject(o["value"]) for group in groups for o in group["options"]]
    assert subjects[0] == WHOLE
    assert len(subjects) == len(set(subjects)) == 1 + len(CHECKLIST.areas) + CHECKLIST.question_count + 4
    assert groups[2]["label"]["text"] == "2. Normalise the conversation"


def test_what_was_filled_in():
    chosen = {"selected_option": {"value": ids.step_subject(StepSubject(12, "data"))}}
    new, channel_id = step_form.read(
        sent(
            about=chosen,
            text={"value": " Write prompts "},
            owner={"selected_user": "U2"},
            due={"selected_date": "2026-12-24"},
        )
    )
    assert channel_id == "C0TEAM"
    assert new == NewStep("V1", StepSubject(12, "data"), "Write prompts", "U2", date(2026, 12, 24))


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"text": {"value": "  "}}, "step.text", "Say in a few words what is to be done."),
        ({"text": {"value": "x" * (LONGEST_TEXT + 1)}}, "step.text", "Shorten this to 500 characters."),
        ({"owner": {"selected_user": None}}, "step.owner", "Choose who sees to it."),
        ({"due": {"selected_date": None}}, "step.due", "Choose the day by which it is to be done."),
        ({"due": {"selected_date": "soon"}}, "step.due", "Choose the day by which it is to be done."),
        ({"evidence": {"value": "javascript:alert(1)"}}, "step.evidence", "Give the address of a web page"),
        ({"evidence": {"value": "https://a.example/" + "a" * 3000}}, "step.evidence", "Give a shorter link"),
        ({"about": {"selected_option": None}}, "step.about", "Choose a question, an area"),
        ({"about": {"selected_option": {"value": "12|a|b|c"}}}, "step.about", "Choose a question, an area"),
        ({"about": {"selected_option": {"value": "12|A B"}}}, "step.about", "Choose a question, an area"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(given, field, said):
    with pytest.raises(FormErrors) as refused:
        step_form.read(sent(**given))
    assert list(refused.value.errors) == [field]
    assert refused.value.errors[field].startswith(said)
    assert block(form(), field)


@pytest.mark.parametrize("make", CHANGES)
def test_the_small_forms_fit(make):
    fits(make(placed(), CAME_FROM))
    fits(make(longest_placed(), CAME_FROM))


@pytest.mark.parametrize("make", CHANGES)
def test_the_small_forms_know_where_they_came_from(make):
    view = make(placed(), CAME_FROM)
    ref, _, came_from = view["private_metadata"].partition(" ")
    assert StepRef.parse(ref) == StepRef(7, 3)
    assert came_from == CAME_FROM
    assert make(placed(), "")["private_metadata"] == "7|3"


def test_what_was_changed():
    one = placed(evidence_url="https://example.org/a")
    text = step_change_forms.read_text(filled(step_change_forms.text(one, "")))
    assert (text.text, text.evidence_url, text.ref) == (
        "Publish the guide",
        "https://example.org/a",
        StepRef(7, 3),
    )
    assert step_change_forms.read_date(filled(step_change_forms.due_date(one, "x"))).due_on == DUE
    owner = step_change_forms.read_owner(filled(step_change_forms.owner(one, CAME_FROM)))
    assert (owner.owner_id, owner.came_from) == (OWNER, CAME_FROM)
    view = filled(step_change_forms.wont_do(one, ""), reason={"value": "No money"})
    assert step_change_forms.read_reason(view).reason == "No money"


@pytest.mark.parametrize(
    ("make", "read", "given", "field"),
    [
        (step_change_forms.text, step_change_forms.read_text, {"text": {"value": ""}}, "step.text"),
        (step_change_forms.text, step_change_forms.read_text, {"evidence": {"value": "x"}}, "step.evidence"),
        (
            step_change_forms.due_date,
            step_change_forms.read_date,
            {"due": {"selected_date": None}},
            "step.due",
        ),
        (
            step_change_forms.owner,
            step_change_forms.read_owner,
            {"owner": {"selected_user": None}},
            "step.owner",
        ),
        (step_change_forms.wont_do, step_change_forms.read_reason, {"reason": {"value": " "}}, "step.reason"),
        (
            step_change_forms.wont_do,
            step_change_forms.read_reason,
            {"reason": {"value": "x" * 501}},
            "step.reason",
        ),
    ],
)
def test_what_cannot_be_used_in_the_small_forms(make, read, given, field):
    with pytest.raises(FormErrors) as refused:
        read(filled(make(placed(), ""), **given))
    assert list(refused.value.errors) == [field]


def test_a_form_of_an_older_version_is_none_of_ours():
    view = {**filled(step_change_forms.due_date(placed(), "")), "private_metadata": "7"}
    with pytest.raises(NotOurs):
        step_change_forms.read_date(view)


def test_the_place_of_the_form_is_its_review():
    place = StepPlace.of(review(id=13), CHECKLIST, StepSubject(13))
    view = step_form.view(draft(place), Prefilled(OWNER))
    assert element(view, "about")["initial_option"]["value"] == "13"
    assert "private_metadata" not in view
