"""The project plan: all that is unfinished, in two orders, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import plan as plan_blocks
from bot.domain.errors import UnknownPerson
from bot.domain.next_steps import NewStep, PlanOrder, StepState, StepSubject
from bot.domain.people import Member
from bot.store import members, next_steps, step_lists
from tests.databases import WORKSPACE
from tests.store import reviewing
from tests.store.reviewing import CHANNEL, LEAD, NOW, TEAM
from tests.store.stepping import Steps, day, steps

if TYPE_CHECKING:
    from bot.store.engine import Database

BEN, CHLOE, DEV, *_ = TEAM
BY_DATE, BY_OWNER = PlanOrder.DUE_DATE, PlanOrder.OWNER


async def planned(team: Steps, order=BY_DATE, *, user_id=BEN, channel_id=CHANNEL, start=0):
    return await team.write(
        step_lists.planned,
        team.team.checklists,
        order,
        channel_id,
        user_id,
        start,
        team.now,
        team.calendars,
    )


def texts(plan) -> list[str]:
    return [placed.step.text for placed in plan.shown]


async def named(team: Steps) -> None:
    """Names sort otherwise than ids, and capitals do not matter."""
    people = [Member(BEN, "Zoe"), Member(CHLOE, "adam"), Member(DEV, "Bert")]
    await team.write(members.save_members, people, NOW)


async def test_by_due_date_and_then_by_the_owners_name(database: Database) -> None:
    team = await steps(database)
    await named(team)
    for owner_id, on, text in (
        (BEN, 3, "zoe"),
        (CHLOE, 9, "last"),
        (CHLOE, 3, "adam"),
        (DEV, 3, "bert"),
        (DEV, 1, "first"),
    ):
        await team.add(owner_id, day(on), text=text)
    plan = await planned(team)
    assert texts(plan) == ["first", "adam", "bert", "zoe", "last"]
    assert (plan.total, plan.start, plan.here, plan.today) == (5, 0, True, NOW.date())


async def test_by_owner_and_then_by_due_date(database: Database) -> None:
    team = await steps(database)
    await named(team)
    for owner_id, on, text in ((BEN, 1, "z1"), (CHLOE, 9, "a9"), (CHLOE, 3, "a3"), (DEV, 3, "b3")):
        await team.add(owner_id, day(on), text=text)
    assert texts(await planned(team, BY_OWNER)) == ["a3", "a9", "b3", "z1"]


async def test_what_is_finished_is_no_longer_planned(database: Database) -> None:
    team = await steps(database)
    done, _, dropped = [await team.add(BEN, day(on), text=str(on)) for on in (1, 2, 3)]
    await team.write(next_steps.finish, done.id, StepState.DONE, None, LEAD, NOW)
    await team.write(next_steps.finish, dropped.id, StepState.WONT_DO, "No money", LEAD, NOW)
    assert texts(await planned(team)) == ["2"]


async def test_three_hundred_page_by_page(database: Database) -> None:
    team = await steps(database)

    def add_many(connection, workspace_id: str) -> None:
        for number in range(300):
            new = NewStep(f"many {number}", StepSubject(team.team.review.id), str(number), BEN, day(number))
            next_steps.add(connection, workspace_id, new, LEAD, NOW, team.calendars)

    await database.write(WORKSPACE, add_many)
    found = []
    for start in range(0, 300, step_lists.PLAN_PAGE):
        plan = await planned(team, start=start)
        assert (plan.start, plan.total, len(plan.shown)) == (start, 300, step_lists.PLAN_PAGE)
        found += texts(plan)
    assert found == [str(number) for number in range(300)]
    assert (await planned(team, start=4000)).start == 275
    assert step_lists.PLAN_PAGE == plan_blocks.PAGE


async def test_who_sees_what(database: Database) -> None:
    team = await steps(database)
    await team.add(CHLOE, day(1), text="here")
    await team.write(members.save_channel, "C2", "elsewhere", [CHLOE, LEAD], NOW)
    review = await reviewing.start(database, origin="V9", channel_id="C2")
    new = NewStep("there", StepSubject(review.id), "there", LEAD, day(2))
    await team.write(next_steps.add, new, CHLOE, NOW, team.calendars)
    assert texts(await planned(team, channel_id=None, user_id=CHLOE)) == ["here", "there"]
    assert texts(await planned(team, channel_id=None, user_id=BEN)) == ["here"]
    with pytest.raises(UnknownPerson):
        await planned(team, channel_id="C2", user_id=BEN)
    assert texts(await planned(team, channel_id="CUNKNOWN")) == []
