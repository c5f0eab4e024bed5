"""Open next steps of closed reviews move into the channel's next one, and back where that is discarded."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import NotAFacilitator, ReviewClosed, ReviewNotFound
from bot.domain.next_steps import NewStep, StepChange, StepState, StepSubject
from bot.domain.taking_along import NothingToTakeAlong, place_in
from bot.store import areas, boards, follow_ups, lifecycle, next_steps, taking_along
from tests.databases import WORKSPACE
from tests.store import reviewing
from tests.store.following_up import DECISION_MAKERS, agree_all, following_up
from tests.store.reviewing import AREA, CHECKLIST, LEAD, NOW, QUESTIONS, TEAM
from tests.store.rows import audited, marked
from tests.store.stepping import CALENDARS, Steps, day, steps

if TYPE_CHECKING:
    from bot.domain.next_steps import NextStep
    from bot.store.engine import Database

OWNER, CHLOE, *_ = TEAM


async def add(team: Steps, text: str, on: int = 5, **subject: str) -> NextStep:
    review_id = team.team.review.id
    new = NewStep(f"V {text}", StepSubject(review_id, **subject), text, OWNER, day(on))
    return await team.write(next_steps.add, new, LEAD, NOW, CALENDARS)


async def next_review(team: Steps, origin: str = "V2") -> int:
    """The first one is closed, and the next one is open in the same channel."""
    old = await team.write(boards.status, team.team.checklists, team.team.review.id)
    if old.review.is_open:
        await agree_all(team.database, team.team.review.id)
        await team.write(lifecycle.close, team.team.review.id, LEAD, NOW)
    return (await reviewing.start(team.database, origin=origin, title="Summer review")).id


async def offer(team: Steps, review_id: int, by: str = LEAD):
    return await team.write(taking_along.offer, team.team.checklists, review_id, by, team.now, team.calendars)


async def take(team: Steps, review_id: int, *found: NextStep, by: str = LEAD) -> int:
    step_ids = [step.id for step in found]
    return await team.write(taking_along.take, team.team.checklists, review_id, step_ids, by, team.now)


async def get(team: Steps, step: NextStep) -> NextStep:
    return await team.write(next_steps.get, step.id)


async def test_a_step_moves_with_all_that_it_is(database: Database) -> None:
    team = await steps(database)
    step = await add(team, "Ask", area_id=AREA, question_id=QUESTIONS[0])
    reminded = await team.row(step)
    review_id = await next_review(team)
    await team.write(areas.post, await review_of(team, review_id), AREA, LEAD, NOW)
    assert await take(team, review_id, step) == 1
    moved = await get(team, step)
    assert moved == replace(
        step, subject=StepSubject(review_id, AREA, QUESTIONS[0]), sequence=2, changed_at=team.now
    )
    assert (await team.row(step)).remind_at == reminded.remind_at
    past = await team.write(next_steps.history, step.id)
    assert [one.change for one in past] == [StepChange.ADDED, StepChange.TAKEN_ALONG]
    assert past[-1].before["review_id"] == team.team.review.id
    board = await team.write(boards.area_board, team.team.checklists, review_id, AREA)
    assert [one.id for one in board.steps] == [step.id]
    assert AREA in await marked(database)
    ((_, subject),) = await audited(database, "next step: taken along")
    assert subject == f"step|{step.id}"


async def review_of(team: Steps, review_id: int):
    return (await team.write(boards.status, team.team.checklists, review_id)).review


async def test_what_waits_is_what_is_open_in_closed_reviews_here(database: Database) -> None:
    team = await steps(database)
    later, sooner = await add(team, "Later", 9), await add(team, "Sooner", 2)
    done = await add(team, "Done", 3)
    await team.write(next_steps.finish, done.id, StepState.DONE, None, LEAD, NOW)
    assert await team.write(taking_along.count, team.team.review) == 0, "nothing is closed yet"
    review_id = await next_review(team)
    await reviewing.people_in(database, "C2")
    elsewhere = await reviewing.start(database, origin="V9", channel_id="C2")
    found = await offer(team, review_id)
    assert [placed.step.id for placed in found.steps] == [sooner.id, later.id]
    assert (found.total, found.review.id) == (2, review_id)
    with pytest.raises(NothingToTakeAlong):
        await offer(team, elsewhere.id)
    assert await take(team, elsewhere.id, sooner) == 0
    assert await take(team, review_id, done) == 0
    assert (await get(team, sooner)).subject.review_id == team.team.review.id


async def test_twice_and_at_once_is_once(database: Database) -> None:
    team = await steps(database)
    found = [await add(team, str(number)) for number in range(5)]
    review_id = await next_review(team)
    moved = await asyncio.gather(*(take(team, review_id, *found) for _ in range(5)))
    assert sorted(moved) == [0, 0, 0, 0, 5]
    for step in found:
        assert len(await team.write(next_steps.history, step.id)) == 2


async def test_finished_in_the_same_moment_it_is_one_or_the_other(database: Database) -> None:
    team = await steps(database)
    step = await add(team, "Ask")
    review_id = await next_review(team)
    await asyncio.gather(
        take(team, review_id, step),
        team.write(next_steps.finish, step.id, StepState.DONE, None, OWNER, NOW),
    )
    after = await get(team, step)
    assert after.state is StepState.DONE
    past = await team.write(next_steps.history, step.id)
    assert after.sequence == len(past) in (2, 3)


async def test_only_facilitators_and_only_while_it_is_open(database: Database) -> None:
    team = await steps(database)
    step = await add(team, "Ask")
    review_id = await next_review(team)
    for asked in (offer(team, review_id, CHLOE), take(team, review_id, step, by=CHLOE)):
        with pytest.raises(NotAFacilitator, match="take next steps of earlier ones along"):
            await asked
    await team.write(lifecycle.discard, review_id, LEAD, NOW)
    for asked in (offer(team, review_id), take(team, review_id, step)):
        with pytest.raises(ReviewClosed):
            await asked


async def test_a_review_that_is_discarded_gives_back_what_it_took(database: Database) -> None:
    team = await steps(database)
    open_one, done = await add(team, "Open", area_id=AREA), await add(team, "Done")
    review_id = await next_review(team)
    await take(team, review_id, open_one, done)
    await team.write(next_steps.finish, done.id, StepState.DONE, None, LEAD, NOW)
    own = NewStep("own", StepSubject(review_id), "Its own", OWNER, day(2))
    own_step = await team.write(next_steps.add, own, LEAD, NOW, CALENDARS)
    await team.write(lifecycle.discard, review_id, LEAD, NOW)
    assert (await get(team, open_one)).subject == open_one.subject
    assert (await get(team, done)).state is StepState.DONE
    assert [one.id for one in await team.write(next_steps.of_review, team.team.review.id)] == [
        open_one.id,
        done.id,
    ]
    assert own_step.id not in [one.id for one in await team.write(next_steps.of_review, review_id)]
    third = await next_review(team, "V3")
    assert await take(team, third, open_one) == 1


async def test_an_answer_to_a_follow_up_stays_an_answer_where_it_was_given(database: Database) -> None:
    team = await following_up(database)
    answer = await team.answer(team.given())
    review_id = await next_review_after(team)
    assert await take(team.steps, review_id, answer.step) == 1
    (kept,) = await team.steps.write(follow_ups.of_review, team.review_id)
    assert kept.step.subject == StepSubject(review_id, follow_up_id=DECISION_MAKERS)
    assert kept.text == answer.text
    assert await team.steps.write(follow_ups.of_review, review_id) == []


async def next_review_after(team) -> int:
    await team.steps.write(lifecycle.close, team.review_id, LEAD, NOW)
    return (await reviewing.start(team.steps.database, origin="V2")).id


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (StepSubject(1, AREA, QUESTIONS[0]), StepSubject(2, AREA, QUESTIONS[0])),
        (StepSubject(1, AREA, "gone"), StepSubject(2, AREA)),
        (StepSubject(1, "gone", QUESTIONS[0]), StepSubject(2)),
        (StepSubject(1), StepSubject(2)),
        (
            StepSubject(1, follow_up_id=DECISION_MAKERS),
            StepSubject(2, follow_up_id=DECISION_MAKERS),
        ),
        (StepSubject(1, AREA, follow_up_id="gone"), StepSubject(2, AREA)),
    ],
)
def test_where_it_belongs_in_another_checklist(before: StepSubject, after: StepSubject) -> None:
    assert place_in(2, CHECKLIST, before) == after


async def test_another_workspace_takes_nothing(database: Database) -> None:
    team = await steps(database)
    step = await add(team, "Ask")
    review_id = await next_review(team)

    def take_from_elsewhere(connection, _workspace_id: str) -> int:
        return taking_along.take(connection, "TOTHER", team.team.checklists, review_id, [step.id], LEAD, NOW)

    with pytest.raises(ReviewNotFound):
        await database.write(WORKSPACE, take_from_elsewhere)
    assert (await get(team, step)).subject == step.subject
