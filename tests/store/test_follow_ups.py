"""Answers to follow-up questions: given once each, changed, and what becomes of their next steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import NoSuchArea, NoSuchQuestion, ReviewNotFound, UnknownPerson
from bot.domain.follow_up_errors import AnsweredMeanwhile, FollowUpsNotYet, NotAnsweringFollowUps
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.domain.step_errors import DueInPast, NotYourStep, StepChanged, StepTextNeeded
from bot.store import lifecycle, next_steps
from tests.store.following_up import (
    DECISION_MAKERS,
    OWNER,
    PEOPLE_TO_SPEAK_WITH,
    FollowingUp,
    agree_all,
    following_up,
    seen,
)
from tests.store.reviewing import AREA, CHECKLIST, GUEST, LEAD, NOW, OUTSIDER, QUESTIONS, TEAM
from tests.store.rows import audited, count
from tests.store.stepping import day, steps

if TYPE_CHECKING:
    from bot.store.engine import Database

BEN, CHLOE, *_ = TEAM


async def finish(team: FollowingUp, step_id: int, state: StepState = StepState.DONE) -> None:
    reason = "No budget" if state is StepState.WONT_DO else None
    await team.steps.write(next_steps.finish, step_id, state, reason, LEAD, team.steps.now)


async def test_an_answer_is_a_next_step_with_its_reminder(database: Database) -> None:
    team = await following_up(database)
    answer = await team.answer(team.given(), by=BEN)
    assert (answer.text, answer.owner_id, answer.due_on) == ("The chief of staff", OWNER, day(9))
    assert answer.step.subject == StepSubject(team.review_id, follow_up_id=DECISION_MAKERS)
    assert (answer.answered_by, answer.answered_at, answer.sequence) == (BEN, NOW, 1)
    assert (await team.steps.row(answer.step)).remind_at is not None
    assert await team.kept() == [answer]
    assert [subject for _, subject in await audited(database, "follow-up answered")] == [
        f"{team.review_id}|decision-makers|-"
    ]


async def test_the_same_form_twice_is_one_answer(database: Database) -> None:
    team = await following_up(database)
    given = team.given()
    assert await team.answer(given) == await team.answer(given)
    assert await count(database, "next_steps") == await count(database, "follow_up_answers") == 1


async def test_a_changed_answer_changes_its_next_step(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given(), by=BEN)
    changed = await team.answer(
        team.given(text="The board", owner_id=CHLOE, due_on=day(20), seen=seen(first)), by=BEN
    )
    assert (changed.text, changed.owner_id, changed.due_on) == ("The board", CHLOE, day(20))
    assert (changed.step.id, changed.sequence) == (first.step.id, 2)
    assert len(await team.steps.write(next_steps.history, first.step.id)) == 4
    assert await audited(database, "follow-up answer changed")


async def test_nothing_changed_is_no_change(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    assert await team.answer(team.given(seen=seen(first)), by=CHLOE) == first


async def test_what_was_moved_elsewhere_is_what_the_answer_says(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    await team.steps.set_due(first.step, day(30))
    assert (await team.kept())[0].due_on == day(30)
    with pytest.raises(StepChanged):
        await team.answer(team.given(text="The board", due_on=day(12), seen=seen(first)))
    assert (await team.kept())[0].text == "The chief of staff"


async def test_an_answer_from_a_form_that_saw_another_one(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    with pytest.raises(AnsweredMeanwhile) as told:
        await team.answer(team.given(text="The board"), by=CHLOE)
    assert f"<@{LEAD}>" in told.value.sentence
    await team.answer(team.given(text="Finance", seen=seen(first)))
    with pytest.raises(AnsweredMeanwhile):
        await team.answer(team.given(text="The board", seen=seen(first)))
    assert [answer.text for answer in await team.kept()] == ["Finance"]
    assert await count(database, "next_steps") == 1


async def test_only_whose_next_step_it_is_changes_an_answer(database: Database) -> None:
    team = await following_up(database)
    first = await team.answer(team.given(), by=BEN)
    with pytest.raises(NotYourStep):
        await team.answer(team.given(text="The board", seen=seen(first)), by=CHLOE)
    assert [answer.text for answer in await team.kept()] == ["The chief of staff"]


@pytest.mark.parametrize("state", [StepState.DONE, StepState.WONT_DO])
async def test_a_finished_answer_is_given_anew(database: Database, state: StepState) -> None:
    team = await following_up(database)
    first = await team.answer(team.given())
    await finish(team, first.step.id, state)
    saw = replace(seen(first), step=2)
    second = await team.answer(team.given(text="The board", seen=saw), by=CHLOE)
    assert (second.text, second.sequence) == ("The board", 2)
    assert second.step.id != first.step.id
    assert (await team.steps.write(next_steps.get, first.step.id)).state is state
    board = await team.board()
    assert [step.id for step in board.other_steps(DECISION_MAKERS)] == (
        [] if state is StepState.WONT_DO else [first.step.id]
    )


async def test_they_come_when_everything_is_agreed(database: Database) -> None:
    team = FollowingUp(await steps(database))
    await agree_all(database, team.review_id, but=(QUESTIONS[0],))
    for asked in (team.board(), team.draft(DECISION_MAKERS), team.answer(team.given())):
        with pytest.raises(FollowUpsNotYet, match="41 of 42"):
            await asked
    assert await count(database, "next_steps") == 0


async def test_they_come_when_the_review_is_closed_and_go_when_it_is_discarded(database: Database) -> None:
    team = FollowingUp(await steps(database))
    await agree_all(database, team.review_id, but=(QUESTIONS[0],))
    await team.steps.write(lifecycle.close, team.review_id, LEAD, NOW)
    await team.answer(team.given())
    await team.steps.write(lifecycle.resume, team.review_id, LEAD, NOW)
    assert len((await team.board()).answers) == 1, "once answered they stay"
    await team.steps.write(lifecycle.discard, team.review_id, LEAD, NOW)
    for asked in (team.board(), team.answer(team.given(PEOPLE_TO_SPEAK_WITH, AREA))):
        with pytest.raises(ReviewNotFound):
            await asked


async def test_who_answers(database: Database) -> None:
    team = await following_up(database)
    with pytest.raises(NotAnsweringFollowUps, match=LEAD):
        await team.answer(team.given(), by=GUEST)
    with pytest.raises(NotAnsweringFollowUps):
        await team.draft(DECISION_MAKERS, by=OUTSIDER)
    with pytest.raises(UnknownPerson):
        await team.board("USTRANGER")
    assert not (await team.board(GUEST)).may_answer
    assert (await team.board(CHLOE)).may_answer


@pytest.mark.parametrize(
    ("follow_up_id", "area_id", "refusal"),
    [
        ("rag-counts", None, NoSuchQuestion),
        ("no-such-question", None, NoSuchQuestion),
        (PEOPLE_TO_SPEAK_WITH, "no-such-area", NoSuchArea),
        (DECISION_MAKERS, AREA, NoSuchArea),
    ],
)
async def test_what_cannot_be_answered(database: Database, follow_up_id, area_id, refusal) -> None:
    team = await following_up(database)
    with pytest.raises(refusal):
        await team.answer(team.given(follow_up_id, area_id))
    with pytest.raises(refusal):
        await team.draft(follow_up_id, area_id)


async def test_a_refused_next_step_is_no_answer(database: Database) -> None:
    team = await following_up(database)
    with pytest.raises(DueInPast):
        await team.answer(team.given(due_on=day(-1)))
    with pytest.raises(StepTextNeeded):
        await team.answer(team.given(text="  "))
    assert await team.kept() == []


async def test_one_area_after_the_other(database: Database) -> None:
    team = await following_up(database)
    areas = [area.id for area in CHECKLIST.areas]
    assert (await team.draft(PEOPLE_TO_SPEAK_WITH)).area.id == areas[0]
    _, following = await team.answered(team.given(PEOPLE_TO_SPEAK_WITH, areas[3]))
    assert following.area_id == areas[4]
    for area_id in areas[4:]:
        _, following = await team.answered(team.given(PEOPLE_TO_SPEAK_WITH, area_id))
    assert following.area_id == areas[0]
    for area_id in areas[:3]:
        _, following = await team.answered(team.given(PEOPLE_TO_SPEAK_WITH, area_id))
    assert following is None
    assert {answer.area_id for answer in await team.kept()} == set(areas)


async def test_an_area_that_does_not_apply_is_not_asked_for(database: Database) -> None:
    team = FollowingUp(await steps(database))
    await agree_all(database, team.review_id, Choice.NOT_APPLICABLE)
    with pytest.raises(NoSuchArea):
        await team.draft(PEOPLE_TO_SPEAK_WITH)
    assert (await team.draft(DECISION_MAKERS)).answer is None


async def test_quick_wins_are_ambers_that_nobody_plans_for(database: Database) -> None:
    team = await following_up(database)
    for user_id in TEAM[:3]:
        await team.steps.team.answer(user_id, Choice.AMBER)
    await team.steps.team.record(team.steps.team.press(TEAM[2], Choice.RED, QUESTIONS[1]))
    assert [win.question_id for win in (await team.board()).quick_wins] == [QUESTIONS[0], QUESTIONS[2]]
    new = NewStep("V", StepSubject(team.review_id, AREA, QUESTIONS[0]), "Do it", OWNER, day(3))
    await team.steps.write(next_steps.add, new, LEAD, NOW, team.steps.calendars)
    assert [win.question_id for win in (await team.board()).quick_wins] == [QUESTIONS[2]]
