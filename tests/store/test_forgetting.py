"""``forget-me`` and the end of the time that answers keep names, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import JSON, String, Text, cast, select, update

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.next_steps import NewStep, StepState, StepSubject
from bot.domain.people import is_forgotten
from bot.domain.reviews import AreaState, TakesPart
from bot.store import (
    agreements,
    answering,
    answers,
    areas,
    audit,
    boards,
    coordinating,
    deliveries,
    exports,
    forgetting,
    homes,
    lifecycle,
    members,
    network,
    next_steps,
    quick_wins,
    totals,
    workspaces,
)
from bot.store.schema import answers as answers_table
from bot.store.schema import metadata
from tests.databases import WORKSPACE
from tests.store import reviewing
from tests.store.reviewing import AREA, CHANNEL, CHECKLIST, LEAD, NOW, QUESTIONS, TEAM
from tests.store.rows import audited, count, marked, planned, rows
from tests.store.stepping import CALENDARS, day

if TYPE_CHECKING:
    from bot.store.engine import Database
    from tests.store.reviewing import Team

ANNA, *OTHERS = TEAM
"""Who is forgotten, and the rest."""

OTHER_WORKSPACE = "TOTHER0001"


@pytest.fixture
async def team(database: Database) -> Team:
    """Anna is named and chosen; all six have answered the area, and it is revealed."""
    team = await reviewing.team(
        database, facilitator_ids=(LEAD, ANNA), participant_ids=(ANNA,), takes_part=TakesPart.EVERYONE
    )
    for person, choice in zip(
        (LEAD, *TEAM), ("green", "red", "amber", "amber", "amber", "amber"), strict=True
    ):
        await team.answer(person, Choice(choice))
    await team.write(
        answering.save_comment,
        team.press(ANNA, None, QUESTIONS[0]),
        "We tried.",
        "https://example.org/proof",
    )
    return team


async def forget(team: Team, user_id: str = ANNA) -> None:
    await team.write(forgetting.forget, user_id, team.now, CALENDARS)


async def add_step(team: Team, origin: str, owner: str, by: str) -> Any:
    new = NewStep(origin, StepSubject(team.review.id, AREA, QUESTIONS[0]), "Write it down", owner, day(28))
    return await team.write(next_steps.add, new, by, team.now, CALENDARS)


async def everywhere(team: Team) -> None:
    """Leaves Anna's id in every column that can hold one."""
    await team.reveal()
    mine = await add_step(team, "mine", ANNA, ANNA)
    await team.write(next_steps.assign, mine.id, LEAD, ANNA, team.now, CALENDARS)
    await team.write(next_steps.assign, mine.id, ANNA, ANNA, team.now, CALENDARS)
    await team.write(network.join, CALENDARS, ANNA, team.now)
    await team.write(coordinating.add, [ANNA], team.now)
    await team.write(
        agreements.agree, team.review.id, AREA, QUESTIONS[0], Choice.AMBER, "So it is", None, ANNA, team.now
    )
    await team.write(homes.opened, ANNA, team.now)
    await team.write(homes.pressed, LEAD, team.now, f"This next step belongs to <@{ANNA}> now.", None)
    await team.write(exports.first_time, f"compare|{ANNA}|1796552730.000100|0", team.now)
    for key in (
        DeliveryKey(DeliveryKind.MORNING, "-", ANNA, "2026-12-08"),
        DeliveryKey(DeliveryKind.OWNER_GONE, f"{team.review.id}|{ANNA}", LEAD, "-"),
    ):
        await team.write(deliveries.plan, key, team.now)
    table = metadata.tables["follow_up_answers"]

    def fill(connection: Any, workspace_id: str) -> None:
        of = {"workspace_id": workspace_id}
        connection.execute(
            table.insert().values(
                **of,
                review_id=team.review.id,
                follow_up_id="f",
                area_id="-",
                step_id=mine.id,
                sequence=1,
                answered_by=ANNA,
                answered_at=NOW,
            )
        )
        connection.execute(
            metadata.tables["morning_steps"]
            .insert()
            .values(**of, user_id=ANNA, on=NOW.date(), step_id=mine.id, position=1)
        )
        for name, column in (
            ("reviews", "started_by"),
            ("reviews", "closed_by"),
            ("review_areas", "revealed_by"),
            ("answers", "comment_hidden_by"),
        ):
            connection.execute(update(metadata.tables[name]).values({column: ANNA}))

    await team.write(fill)


async def columns_with(database: Database, user_id: str) -> set[str]:
    """Every column of every table in which an id stands somewhere, by itself or within something."""
    found = set()
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON) or "EnumText" in type(column.type).__name__:
                holds = cast(column, Text).contains(user_id, autoescape=True)
                if await rows(database, select(column).where(holds).limit(1)):
                    found.add(f"{table.name}.{column.name}")
    return found


NAMES = {str(column) for column in (*forgetting.REMOVED, *forgetting.RENAMED, *forgetting.REWRITTEN)}
BESIDES = {
    "answers.user_id",
    "deliveries.subject_id",
    "export_requests.origin",
    "homes.said",
    "members.name",
}
"""Answers become numbers; questions about an owner have them in their subject; requests for a file may be
told apart by who asked; App Homes may speak of them; in these tests people are called by their ids."""


async def test_afterwards_no_column_holds_their_id(team: Team) -> None:
    await everywhere(team)
    assert await columns_with(team.database, ANNA) == NAMES | BESIDES
    await forget(team)
    assert await columns_with(team.database, ANNA) == set()


def test_every_column_for_a_person_is_decided_on() -> None:
    """A new column that names somebody has to be put into one of the lists."""
    people = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_by") or column.name in ("user_id", "owner_id", "recipient_id")
    }
    assert people - NAMES - BESIDES == set()


async def test_what_was_revealed_says_the_same_as_before(team: Team) -> None:
    await team.reveal()
    await team.write(
        agreements.agree, team.review.id, AREA, QUESTIONS[0], Choice.AMBER, "So it is", None, LEAD, team.now
    )
    before = await team.board()
    wins = list(await team.read(_quick_wins, team))
    await forget(team)
    after = await team.board()
    assert (after.tallies, after.progress) == (before.tallies, before.progress)
    assert after.tallies[QUESTIONS[0]].red == 1
    assert [after.proposal(one) for one in QUESTIONS] == [before.proposal(one) for one in QUESTIONS]
    assert list(await team.read(_quick_wins, team)) == wins
    assert (before.comments, after.comments) == ({QUESTIONS[0]: 1}, {})
    assert (await team.read(answers.of_person, team.review.id, AREA, 1, ANNA)) == {}


def _quick_wins(connection: Any, workspace_id: str, team: Team) -> list[Any]:
    in_force = agreements.in_force(connection, workspace_id, team.review.id)
    return list(quick_wins.of_review(connection, workspace_id, team.review.id, CHECKLIST, in_force, []))


async def test_what_was_not_revealed_is_gone(team: Team) -> None:
    before = await team.board()
    assert before.progress.answered == 6
    await forget(team)
    after = await team.board()
    assert (after.progress.answered, after.progress.taking_part) == (5, 5)
    assert await count(team.database, "answer_totals") == 0
    await team.reveal()
    assert (await team.board()).tallies[QUESTIONS[0]].red == 0


async def test_a_new_round_keeps_the_numbers_of_the_one_before(team: Team) -> None:
    await team.reveal()
    await team.write(areas.reopen, team.review, AREA, LEAD, None, team.now)
    await team.answer(ANNA, Choice.GREEN, round_=2)
    await forget(team)
    first = await team.read(answers.tallies, team.review.id, AREA, 1)
    second = await team.read(answers.tallies, team.review.id, AREA, 2)
    assert (first[QUESTIONS[0]].red, first[QUESTIONS[0]].answers, second) == (1, 6, {})


async def test_two_who_are_forgotten_add_up(team: Team) -> None:
    await team.reveal()
    before = (await team.board()).tallies
    await asyncio.gather(*(forget(team, user_id) for user_id in TEAM))
    assert (await team.board()).tallies == before
    assert (await team.board()).progress.answered == 6
    [total] = await rows(
        team.database,
        select(metadata.tables["answer_totals"].c.number).where(
            metadata.tables["answer_totals"].c.question_id == QUESTIONS[0],
            metadata.tables["answer_totals"].c.choice == Choice.AMBER,
        ),
    )
    assert total.number == 4


async def test_twice_is_once(team: Team) -> None:
    await everywhere(team)
    await forget(team)
    tallies = (await team.board()).tallies
    key = (await audited(team.database, "person forgotten"))[0][1]
    await forget(team)
    assert (await team.board()).tallies == tallies
    assert await columns_with(team.database, ANNA) == set()
    assert {one.agreed_by for one in (await team.board()).agreements.values()} == {f"gone-{key}"}


async def test_the_record_keeps_a_key_that_leads_nowhere(team: Team) -> None:
    await everywhere(team)
    kept = await audited(team.database, "answer agreed")
    await forget(team)
    assert await audited(team.database, "answer agreed") == kept
    again = await team.write(audit.person_key, ANNA)
    assert again != kept[0][0], "who comes back is somebody new"


async def test_their_next_steps_stay_and_ask_for_an_owner(team: Team) -> None:
    step = await add_step(team, "one", ANNA, LEAD)
    done = await add_step(team, "two", ANNA, LEAD)
    await team.write(next_steps.finish, done.id, StepState.DONE, None, ANNA, team.now, None)
    await forget(team)
    kept = await rows(
        team.database, select(metadata.tables["next_steps"]).order_by(metadata.tables["next_steps"].c.id)
    )
    assert [row.id for row in kept] == [step.id, done.id]
    assert all(is_forgotten(row.owner_id) for row in kept)
    assert [row.remind_at for row in kept] == [team.now, None]
    assert await marked(team.database) == [AREA]


async def test_the_only_facilitator_leaves_a_review_that_can_be_taken_over(database: Database) -> None:
    team = await reviewing.team(database)
    shown = await team.read(forgetting.footprint, LEAD)
    assert shown.alone_in == (CHANNEL,)
    await forget(team, LEAD)
    assert [row[0] for row in await planned(database, DeliveryKind.NO_FACILITATOR)] == [str(team.review.id)]
    review, is_new = await team.write(lifecycle.take_over, team.review.id, ANNA, team.now)
    assert (review.facilitator_ids, is_new) == ((ANNA,), True)


async def test_what_would_go_is_told_before(team: Team) -> None:
    await add_step(team, "one", ANNA, LEAD)
    await team.write(network.join, CALENDARS, ANNA, team.now)
    await team.write(coordinating.add, [ANNA], team.now)
    shown = await team.read(forgetting.footprint, ANNA)
    assert (shown.answers, shown.comments, shown.open_steps) == (len(QUESTIONS), 1, 1)
    assert (shown.is_in_network, shown.is_coordinator, shown.alone_in) == (True, True, ())
    await forget(team)
    assert await team.read(forgetting.footprint, ANNA) == forgetting.Footprint()


async def test_the_same_id_in_another_workspace_stays(team: Team) -> None:
    await team.database.write(OTHER_WORKSPACE, workspaces.save, "Other", "UAPP000001", "BAPP000001", NOW)
    await team.database.write(OTHER_WORKSPACE, network.join, CALENDARS, ANNA, NOW)
    await team.database.write(OTHER_WORKSPACE, audit.person_key, ANNA)
    await everywhere(team)
    await forget(team)
    kept = await columns_with(team.database, ANNA)
    assert kept == {"home_changes.user_id", "person_settings.user_id", "person_keys.user_id"}


async def test_a_press_at_the_same_time_is_before_or_after(team: Team) -> None:
    """Never a row that was counted and stayed; nothing is counted in an area that is not revealed."""
    presses = [team.press(ANNA, Choice.GREEN, question_id) for question_id in QUESTIONS]
    await asyncio.gather(forget(team), team.record(*presses), forget(team))
    await forget(team)
    assert await rows(team.database, select(answers_table).where(answers_table.c.user_id == ANNA)) == []
    assert await count(team.database, "answer_totals") == 0


async def test_a_reveal_at_the_same_time_counts_once(team: Team) -> None:
    await asyncio.gather(forget(team), team.reveal())
    board = await team.board()
    assert board.review_area.state is AreaState.REVEALED
    tally = board.tallies[QUESTIONS[0]]
    assert (tally.answers, tally.red) in ((6, 1), (5, 0))
    assert board.progress.answered == tally.answers


async def close(team: Team) -> None:
    await team.reveal()
    await team.write(
        agreements.agree, team.review.id, AREA, QUESTIONS[0], Choice.AMBER, "So it is", None, LEAD, team.now
    )
    await team.write(lifecycle.close, team.review.id, LEAD, team.now)


async def test_names_go_off_a_review_that_ended_long_ago(team: Team) -> None:
    await close(team)
    before = await team.board()
    assert await team.read(totals.due, team.now - timedelta(seconds=1), 10) == []
    assert await team.read(totals.due, team.now, 10) == [(WORKSPACE, team.review.id)]
    assert await team.write(totals.take_all_names_off, team.review.id) == 6 * len(QUESTIONS)
    assert await count(team.database, "answers") == 0
    after = await team.board()
    assert (after.tallies, after.progress, after.comments) == (before.tallies, before.progress, {})
    assert await team.read(totals.due, team.now, 10) == []


async def test_a_review_that_was_opened_again_meanwhile_keeps_its_names(team: Team) -> None:
    await close(team)
    await team.write(lifecycle.resume, team.review.id, LEAD, team.now)
    assert await team.write(totals.take_all_names_off, team.review.id) == 0
    assert await count(team.database, "answers") == 6 * len(QUESTIONS)


async def test_who_comes_back_is_somebody_new(team: Team) -> None:
    """Their copy is read again; a new answer counts beside the numbers of before."""
    await team.reveal()
    await forget(team)
    person = members.Member(ANNA, "Anna", "Europe/London")
    await team.write(members.save_members, [person], team.now)
    await team.write(members.joined, CHANNEL, ANNA)
    await team.write(areas.reopen, team.review, AREA, LEAD, None, team.now)
    await team.answer(ANNA, Choice.AMBER, round_=2)
    assert (await team.read(boards.my_area, team.checklists, team.review.id, AREA, ANNA)).earlier == {}
    assert (await team.read(answers.tallies, team.review.id, AREA, 2))[QUESTIONS[0]].amber == 1
