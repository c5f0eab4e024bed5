"""What stands in a file of a review, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.answers import Choice
from bot.domain.export import Export, Standing, standing
from bot.domain.reviews import AreaState, ReviewArea, ReviewState
from tests.render import export_examples as examples

CHECKLIST = examples.CHECKLIST
CLOSED = replace(examples.REVIEW, state=ReviewState.CLOSED)


def area(state: AreaState, round_: int = 1) -> ReviewArea:
    return ReviewArea(1, "normalise", 1, state, round_)


@pytest.mark.parametrize("state", [AreaState.PENDING, AreaState.OPEN])
def test_what_is_not_revealed_says_no_more(state: AreaState) -> None:
    assert standing(examples.REVIEW, area(state), None) is Standing.NOT_REVEALED
    assert standing(CLOSED, area(state), None) is Standing.NOT_REVEALED


def test_what_is_revealed_waits_to_be_agreed_until_the_review_is_closed() -> None:
    assert standing(examples.REVIEW, area(AreaState.REVEALED), None) is Standing.TO_AGREE
    assert standing(CLOSED, area(AreaState.REVEALED), None) is Standing.NOT_AGREED


@pytest.mark.parametrize("choice", [Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE])
def test_what_was_agreed_stays_in_force_in_a_new_round(choice: Choice) -> None:
    assert standing(examples.REVIEW, area(AreaState.OPEN, 2), choice).value == choice.value


def counted(export: Export, name: str) -> object:
    (line,) = [line for line in export.follow_ups if line.is_computed and line.area == name]
    return line.counts


def test_an_area_that_is_not_revealed_has_no_counts() -> None:
    export = examples.usual()
    assert counted(export, "Leaders") is None
    question = CHECKLIST.area("leaders").questions[0]
    again = examples.usual(agreed={question.id: Choice.GREEN})
    assert getattr(counted(again, "Leaders"), "green", None) == 1


def test_each_step_stands_in_one_place() -> None:
    export = examples.usual()
    in_table = [
        step.text
        for section in export.sections
        for lines in section.areas
        for line in lines.lines
        for step in line.steps
    ]
    answers = [step.text for line in export.follow_ups for step in line.answers]
    assert sorted([*in_table, *answers, *(step.text for step in export.whole)]) == sorted(
        [
            "Write a page of prompts for managers",
            "Write a page of prompts for managers",
            "Ask the university for its data",
            "Invite a speaker",
            "Tell the board",
            "Speak with HR",
            "The hashtags",
            "The newsletter",
        ]
    )


def test_an_answer_without_an_area_is_not_lost() -> None:
    step = examples.step(1, examples.StepSubject(1, None, follow_up_id="people-to-speak-with"))
    export = examples.usual(steps=(), follow_ups={("people-to-speak-with", None): (step,)})
    assert [line.area for line in export.follow_ups if line.answers] == [None]


def test_areas_with_the_same_title_keep_their_sections_name() -> None:
    names = [lines.name for section in examples.usual().sections for lines in section.areas]
    assert "Internal: Commitment" in names
    assert "External: Commitment" in names


def test_comments_are_none_unless_they_are_given() -> None:
    assert examples.usual().comments is None
    assert examples.with_comments().comments is not None
