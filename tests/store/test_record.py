"""Reading the record of a review, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.answers import Choice
from bot.domain.errors import NoSuchQuestion, NotAFacilitator, ReviewNotFound
from bot.domain.next_steps import NewStep, StepSubject
from bot.domain.people import is_forgotten
from bot.domain.record import RecordOf
from bot.domain.step_errors import StepNotFound
from bot.store import (
    agreements,
    answering,
    answers,
    areas,
    audit,
    forgetting,
    next_steps,
    record,
    review_people,
    workspaces,
)
from bot.store.schema import audit_events
from tests.store import reviewing
from tests.store.reviewing import AREA, LEAD, NOW, QUESTIONS, TEAM
from tests.store.rows import rows
from tests.store.stepping import CALENDARS, day

if TYPE_CHECKING:
    from bot.domain.next_steps import NextStep
    from bot.domain.record import Record
    from bot.store.engine import Database
    from tests.store.reviewing import Team

ANNA, BEN, *_ = TEAM


@pytest.fixture
async def team(database: Database) -> Team:
    return await reviewing.team(database, facilitator_ids=(LEAD, ANNA))


async def read(team: Team, by: str = LEAD, earlier: int | None = None, **of: Any) -> Record:
    return await team.read(record.read, team.checklists, RecordOf(team.review.id, **of), by, earlier)


def actions(shown: Record) -> list[str]:
    return [one.action for one in shown.lines]


async def test_who_did_what_the_latest_first(team: Team) -> None:
    for person in TEAM[:4]:
        await team.answer(person, Choice.AMBER)
    await team.reveal()
    for choice, sequence in ((Choice.AMBER, None), (Choice.GREEN, 1)):
        team.later(minutes=1)
        where = (team.review.id, AREA, QUESTIONS[0])
        await team.write(agreements.agree, *where, choice, "So it is", sequence, ANNA, team.now)
    shown = await read(team)
    latest, first, *rest = shown.lines
    assert [one.action for one in rest] == ["area revealed", "area posted", "review started"]
    assert (latest.person, latest.detail["choice"], latest.before) == (ANNA, "green", Choice.AMBER)
    assert (first.detail["choice"], first.before) == ("amber", None)
    assert shown.earlier is None


async def test_a_next_step_comes_with_what_was_before_and_after(team: Team) -> None:
    new = NewStep("one", StepSubject(team.review.id, AREA), "Write it down", BEN, day(28))
    step = await team.write(next_steps.add, new, ANNA, team.now, CALENDARS)
    await team.write(next_steps.set_due, step.id, day(29), ANNA, team.now, CALENDARS)
    moved, added, *_ = (await read(team)).lines
    assert (moved.step, added.step) == ("Write it down", "Write it down")
    assert moved.change is not None
    assert (moved.change.before["due_on"], moved.change.after["due_on"]) == (
        day(28).isoformat(),
        day(29).isoformat(),
    )


async def test_whom_it_was_done_to(team: Team) -> None:
    _, people = await team.read(review_people.read, team.review.id, LEAD)
    fewer = review_people.ReviewPeople((LEAD,), people.takes_part, (), people.allows_external)
    await team.write(review_people.change, team.review.id, fewer, people.fingerprint, LEAD, team.now)
    latest = (await read(team)).lines[0]
    assert (latest.action, latest.person, latest.about) == ("facilitator removed", LEAD, ANNA)
    await team.write(forgetting.forget, ANNA, team.now, CALENDARS)
    about = (await read(team)).lines[0].about
    assert about is not None
    assert is_forgotten(about)


async def test_a_long_record_has_pages_without_a_gap(team: Team) -> None:
    def fill(connection, workspace_id):
        for number in range(45):
            audit.record(
                connection,
                workspace_id,
                None,
                "deadline passed",
                NOW,
                review_id=team.review.id,
                number=number,
            )

    await team.write(fill)
    kept = [
        row.id
        for row in await rows(
            team.database,
            select(audit_events.c.id)
            .where(audit_events.c.review_id == team.review.id)
            .order_by(audit_events.c.id.desc()),
        )
    ]
    seen, earlier = [], None
    while True:
        page = await read(team, earlier=earlier)
        seen += [one.id for one in page.lines]
        earlier = page.earlier
        if earlier is None:
            break
    assert seen == kept
    assert (await read(team)).lines[0].person is None


async def step_on(team: Team, question_id: str | None, origin: str) -> NextStep:
    new = NewStep(origin, StepSubject(team.review.id, AREA, question_id), "Write it down", BEN, day(28))
    return await team.write(next_steps.add, new, ANNA, team.now, CALENDARS)


async def test_the_record_of_one_question(team: Team) -> None:
    """Its area, its answers, its comments and its next steps; nothing about the question beside it."""
    for person in TEAM[:4]:
        await team.answer(person, Choice.AMBER)
    first, second, _ = QUESTIONS
    await team.write(answering.save_comment, team.press(BEN, None, first), "We tried.", None)
    await team.reveal()
    for question_id in (first, second):
        where = (team.review.id, AREA, question_id)
        await team.write(agreements.agree, *where, Choice.AMBER, "So it is", None, LEAD, team.now)
        await step_on(team, question_id, question_id)
    await step_on(team, None, "of the area")
    [comment] = await team.read(answers.comments, team.review.id, AREA, 1, first)
    await team.write(answers.hide_comment, team.review.id, AREA, comment.id, "A name", LEAD, team.now)
    shown = await read(team, question_id=first)
    assert actions(shown) == [
        "comment hidden",
        "next step: added",
        "answer agreed",
        "area revealed",
        "area posted",
    ]
    assert "comment hidden" not in actions(await read(team, question_id=second))
    assert shown.of.question_id == first


async def test_the_record_of_one_next_step(team: Team) -> None:
    mine, other = await step_on(team, QUESTIONS[0], "one"), await step_on(team, QUESTIONS[0], "two")
    await team.write(next_steps.set_due, mine.id, day(29), ANNA, team.now, CALENDARS)
    shown = await read(team, step_id=mine.id)
    assert (actions(shown), shown.step) == (["next step: due date", "next step: added"], "Write it down")
    assert actions(await read(team, step_id=other.id)) == ["next step: added"]


async def test_only_facilitators_read_that_of_a_question_or_a_next_step(team: Team) -> None:
    step = await step_on(team, QUESTIONS[0], "one")
    for of in ({"question_id": QUESTIONS[0]}, {"step_id": step.id}):
        with pytest.raises(NotAFacilitator, match="read its record: <@"):
            await read(team, BEN, **of)


async def test_the_record_of_what_there_is_not(team: Team) -> None:
    with pytest.raises(NoSuchQuestion):
        await read(team, question_id="no-such-question")
    with pytest.raises(StepNotFound):
        await read(team, step_id=999)
    step = await step_on(team, QUESTIONS[0], "one")
    await team.database.write("TOTHER0001", workspaces.save, "Other", "UAPP000001", "BAPP000001", NOW)
    with pytest.raises(StepNotFound):
        await team.database.read(
            "TOTHER0001", record.read, team.checklists, RecordOf(team.review.id, step_id=step.id), LEAD, None
        )


async def test_only_facilitators_read_it(team: Team) -> None:
    with pytest.raises(NotAFacilitator, match="read its record: <@"):
        await read(team, BEN)


async def test_the_record_of_another_workspace_is_none(team: Team) -> None:
    await team.write(areas.post, team.review, "data", LEAD, team.now)
    await team.database.write("TOTHER0001", workspaces.save, "Other", "UAPP000001", "BAPP000001", NOW)
    with pytest.raises(ReviewNotFound):
        await team.database.read(
            "TOTHER0001", record.read, team.checklists, RecordOf(team.review.id), LEAD, None
        )
