"""The guide: the essentials, the case study and the lessons."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import guide, ids
from bot.domain.answers import Choice
from bot.domain.checklist import CaseStudy
from bot.domain.next_steps import StepState, StepSubject
from bot.domain.reviews import ReviewState
from tests.blocks.block_checks import element, elements, fits, words
from tests.blocks.block_examples import CHECKLIST, NOW, longest
from tests.blocks.message_examples import status
from tests.blocks.step_examples import step

COMMITMENT = CHECKLIST.essentials[0]
SPONSOR, KPIS = COMMITMENT.questions
AREA = CHECKLIST.area_of(SPONSOR).id


def test_without_a_review_it_tells_what_the_essentials_are() -> None:
    view = guide.view(CHECKLIST, None)
    fits(view)
    text = words(view)
    assert "No review is open where you asked" in text
    for essential in CHECKLIST.essentials:
        assert f"*{essential.title}*" in text
        assert all(point in text for point in essential.points)
    assert all(lesson in text for lesson in CHECKLIST.case_study.lessons)
    assert all(point in text for point in CHECKLIST.case_study.external)


def test_nothing_is_agreed_yet() -> None:
    text = words(guide.view(CHECKLIST, status({})))
    assert "*Commitment:* not agreed yet" in text
    assert "No next step" not in text
    assert "not agreed yet." not in text, "each question would say it again"


def test_how_the_review_stands_on_each() -> None:
    agreed = {SPONSOR: Choice.GREEN, KPIS: Choice.GREEN, "baseline-data": Choice.AMBER}
    view = guide.view(CHECKLIST, status({}, agreed))
    fits(view)
    text = words(view)
    assert "How *Winter review* stands on each." in text
    assert "*Commitment:* met" in text
    assert "*Data:* partly met" in text
    baseline = CHECKLIST.area_of("baseline-data").question("baseline-data")
    assert f"{baseline.short}: Amber." in text
    assert {one["action_id"] for one in elements(view, "button")} == {ids.GLOSSARY, ids.REVIEW_ABOUT}


def test_what_is_missing_asks_for_a_next_step_on_its_red_question() -> None:
    shown = status({}, {SPONSOR: Choice.AMBER, KPIS: Choice.RED})
    view = guide.view(CHECKLIST, shown)
    fits(view)
    assert "*Commitment:* missing" in words(view)
    assert "No next step is planned." in words(view)
    assert element(view, ids.STEP_ADD)["value"] == f"12|{AREA}|{KPIS}"


def test_a_planned_next_step_is_counted_and_a_finished_one_is_not() -> None:
    shown = status({}, {KPIS: Choice.RED})
    planned = step(subject=StepSubject(12, AREA, KPIS))
    done = replace(planned, state=StepState.DONE)
    text = words(guide.view(CHECKLIST, replace(shown, steps=(planned, done))))
    assert "1 next step is planned." in text
    assert "No next step is planned." in words(guide.view(CHECKLIST, replace(shown, steps=(done,))))


def test_a_review_that_is_over() -> None:
    closed = status({}, {KPIS: Choice.RED}, state=ReviewState.CLOSED, closed_at=NOW)
    assert "the last review here, stood on each" in words(guide.view(CHECKLIST, closed))


def test_it_fits_at_its_longest() -> None:
    question_ids = tuple(question.id for area in CHECKLIST.areas for question in area.questions)
    essentials = tuple(
        replace(
            COMMITMENT,
            id=f"essential-{number}",
            title="&" * 150,
            points=("&" * 150,) * 30,
            questions=question_ids,
        )
        for number in range(60)
    )
    study = CaseStudy(longest(150), *[("&" * 500,) * 30] * 4)
    checklist = replace(CHECKLIST, essentials=essentials, essentials_intro="&" * 500, case_study=study)
    agreed = dict.fromkeys(question_ids, Choice.RED)
    fits(guide.view(checklist, status({}, agreed, checklist=checklist, title=longest(75))))
    fits(guide.view(checklist, None))
