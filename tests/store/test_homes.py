"""App Homes in the database: whom a change concerns, who publishes, what is read in how many statements."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryTimes
from bot.domain.home import Pages
from bot.domain.next_steps import NewStep, StepSubject
from bot.store import areas, following, home, home_changes, homes, members, network, next_steps, workspaces
from bot.store.schema import home_changes as changes_table
from bot.store.schema import homes as homes_table
from tests.databases import WORKSPACE
from tests.store.reviewing import (
    AREA,
    BOT,
    CHANNEL,
    CHECKLIST,
    GONE,
    GUEST,
    LEAD,
    NOW,
    OUTSIDER,
    PEOPLE,
    TEAM,
    start,
    team,
)
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database
    from tests.store.reviewing import Team

OTHER = "TOTHER0001"
ANNA, BEN = TEAM[:2]
TIMES = DeliveryTimes()


async def stale(database: Database, workspace_id: str = WORKSPACE) -> set[str]:
    """Whose Home waits to be published, once all notes are spread."""
    while await database.write(WORKSPACE, home_changes.spread, NOW):
        pass

    def read(connection: Any, _: str) -> set[str]:
        rows = connection.execute(
            select(homes_table.c.user_id).where(
                homes_table.c.workspace_id == workspace_id, homes_table.c.stale_at.is_not(None)
            )
        )
        return set(rows.scalars())

    return await database.read(workspace_id, read)


def next_stale(connection: Any, _workspace_id: str, now: Any) -> Any:
    return homes.next_stale(connection, now)


def next_lease_end(connection: Any, _workspace_id: str, now: Any) -> Any:
    return homes.next_lease_end(connection, now)


async def fresh(database: Database, *user_ids: str, workspace_id: str = WORKSPACE) -> None:
    """Opened and published; nothing is noted."""
    await stale(database)
    for user_id in user_ids:
        await database.write(workspace_id, homes.opened, user_id, NOW)
        assert await take(database, user_id, workspace_id) is not None
        assert await database.write(workspace_id, homes.done, user_id) is False
    assert await stale(database) & set(user_ids) == set()


async def take(database: Database, user_id: str, workspace_id: str = WORKSPACE, **later: float) -> Any:
    now = NOW + timedelta(**later)
    return await database.write(workspace_id, homes.take, user_id, now, TIMES, False)


async def shown(playing: Team, user_id: str, pages: Pages | None = None) -> Any:
    return await playing.read(home.read, user_id, pages or Pages(), NOW, playing.checklists, CALENDARS)


async def test_a_press_concerns_the_members_of_its_channel(database: Database) -> None:
    playing = await team(database)
    await fresh(database, ANNA, BEN, "USTRANGER")
    await playing.answer(ANNA, Choice.AMBER)
    assert await stale(database) == {ANNA, BEN}
    assert await database.read(WORKSPACE, home_changes.waiting) is False


async def test_a_setting_concerns_one_person(database: Database) -> None:
    await team(database)
    await fresh(database, ANNA, BEN)
    await database.write(WORKSPACE, network.join, CALENDARS, ANNA, NOW)
    assert await stale(database) == {ANNA}


async def test_who_leaves_is_concerned_too(database: Database) -> None:
    await team(database)
    await fresh(database, ANNA, BEN)
    await database.write(WORKSPACE, following.left, CHANNEL, ANNA, NOW, CALENDARS)
    assert await stale(database) == {ANNA, BEN}
    await fresh(database, ANNA, BEN)
    everybody = {*PEOPLE, GUEST, OUTSIDER, BOT, GONE} - {ANNA}
    await database.write(WORKSPACE, members.save_channel, CHANNEL, "x", everybody, NOW)
    assert await stale(database) == set(), "nobody came or went"
    await database.write(WORKSPACE, members.save_channel, CHANNEL, "x", {*everybody - {BEN}, ANNA}, NOW)
    assert await stale(database) == {ANNA, BEN}


async def test_everybody_is_concerned(database: Database) -> None:
    await team(database)
    await fresh(database, ANNA, "USTRANGER")
    await database.write(WORKSPACE, home_changes.for_everybody)
    assert await stale(database) == {ANNA, "USTRANGER"}


async def test_homes_opened_long_ago_are_left_alone(database: Database) -> None:
    await team(database)
    await fresh(database, BEN)
    await database.write(WORKSPACE, homes.opened, ANNA, NOW - home_changes.KEPT_CURRENT)
    await take(database, ANNA)
    await database.write(WORKSPACE, homes.done, ANNA)
    await database.write(WORKSPACE, home_changes.for_everybody)
    assert await stale(database) == {BEN}


async def test_one_publishes_at_a_time_and_no_change_is_lost(database: Database) -> None:
    await team(database)
    await fresh(database, ANNA)
    await database.write(WORKSPACE, homes.pressed, ANNA, NOW, "Done.", None)
    assert await take(database, ANNA) == Pages(said="Done.")
    assert await take(database, ANNA) is None, "somebody else is at it"
    await database.write(WORKSPACE, home_changes.for_people, [ANNA])
    assert await stale(database) == {ANNA}
    assert await database.read(WORKSPACE, next_stale, NOW) is None
    assert await database.write(WORKSPACE, homes.done, ANNA) is True
    assert await database.read(WORKSPACE, next_stale, NOW) == (WORKSPACE, ANNA)


async def test_a_process_that_was_killed_is_followed_by_another(database: Database) -> None:
    await team(database)
    await database.write(WORKSPACE, homes.opened, ANNA, NOW)
    assert await take(database, ANNA) is not None
    later = NOW + TIMES.lease + timedelta(seconds=1)
    assert await database.read(WORKSPACE, next_lease_end, NOW) == NOW + TIMES.lease
    assert await database.read(WORKSPACE, next_stale, later) == (WORKSPACE, ANNA)
    assert await take(database, ANNA, seconds=TIMES.lease.total_seconds() + 1) is not None


async def test_what_did_not_reach_slack_is_due_again(database: Database) -> None:
    await team(database)
    await fresh(database, ANNA)
    later = NOW + timedelta(seconds=30)
    await database.write(WORKSPACE, homes.again, ANNA, NOW, later)
    assert await database.read(WORKSPACE, next_stale, NOW) is None
    assert await database.read(WORKSPACE, next_stale, later + timedelta(seconds=1)) == (WORKSPACE, ANNA)
    await database.write(WORKSPACE, homes.forget, ANNA)
    assert await take(database, ANNA) is None


async def test_two_workspaces_with_the_same_people(database: Database) -> None:
    playing = await team(database)
    await database.write(OTHER, workspaces.save, "Other", "UAPP", "BAPP", NOW)
    await fresh(database, ANNA)
    await fresh(database, ANNA, workspace_id=OTHER)
    await playing.answer(ANNA, Choice.AMBER)
    assert await stale(database) == {ANNA}
    assert await stale(database, OTHER) == set()
    await database.write(OTHER, homes.forget, ANNA)
    assert await take(database, ANNA) is not None
    seen = await database.read(OTHER, home.read, ANNA, Pages(), NOW, playing.checklists, CALENDARS)
    assert (seen.reviews.total, seen.steps.total, seen.waiting) == (0, 0, ())


async def test_what_a_participant_and_a_facilitator_see(database: Database) -> None:
    playing = await team(database)
    await playing.answer(ANNA, Choice.RED)
    mine, bens, leads = [await shown(playing, one) for one in (ANNA, BEN, LEAD)]
    assert mine.waiting == ()
    assert [(one.area.id, one.given) for one in bens.waiting] == [(AREA, 0)]
    assert (len(mine.facilitated), len(leads.facilitated)) == (0, 1)
    (area,) = [one for one in leads.facilitated[0].status.areas if one.area.id == AREA]
    assert area.progress is not None
    assert (area.progress.answered, area.progress.taking_part) == (1, 5)
    await playing.reveal()
    leads = await shown(playing, LEAD)
    assert [one.question.id for one in leads.facilitated[0].to_discuss] == [
        question.id for question in CHECKLIST.area(AREA).questions
    ]
    assert {one.tally.red for one in leads.facilitated[0].to_discuss} == {1}


async def test_nothing_of_a_channel_that_one_is_not_in(database: Database) -> None:
    playing = await team(database)
    stranger = await shown(playing, "USTRANGER")
    assert (stranger.reviews.total, stranger.waiting, stranger.facilitated) == (0, (), ())
    new = NewStep("o1", StepSubject(playing.review.id, AREA), "Help", BEN, NOW.date() + timedelta(days=9))
    step = await playing.write(next_steps.add, new, LEAD, NOW, CALENDARS)
    result = await shown(playing, "USTRANGER", Pages(step_id=step.id))
    assert result.result is None


async def test_as_many_statements_whatever_there_is(database: Database) -> None:
    """30 reviews and 300 next steps cost as many statements as one review and one next step."""
    playing = await team(database)
    await add_steps(playing, playing.review.id, 1)
    one = await statements(playing, ANNA, LEAD)
    channel_ids = [f"C{number:07d}" for number in range(10, 39)]
    for number, channel_id in enumerate(channel_ids):
        await database.write(WORKSPACE, members.save_channel, channel_id, channel_id, PEOPLE, NOW)
        review = await start(database, origin=f"V{number + 2}", channel_id=channel_id)
        await database.write(WORKSPACE, areas.post, review, AREA, LEAD, NOW)
        await add_steps(playing, review.id, 10)
    await add_steps(playing, playing.review.id, 9, first=1)
    many = await statements(playing, ANNA, LEAD)
    assert many == one
    found = await shown(playing, ANNA, Pages(steps_from=290, reviews_from=100))
    assert (found.steps.total, found.steps.start, len(found.steps.shown)) == (300, 290, 10)
    assert (found.reviews.total, found.reviews.start, len(found.reviews.shown)) == (30, 25, 5)
    assert len(found.waiting) == 30
    assert (await shown(playing, LEAD)).also_facilitates == 27


async def add_steps(playing: Team, review_id: int, number: int, first: int = 0) -> None:
    for one in range(first, first + number):
        due = NOW.date() + timedelta(days=one + 1)
        new = NewStep(f"{review_id}.{one}", StepSubject(review_id, AREA), f"Step {one}", ANNA, due)
        await playing.write(next_steps.add, new, LEAD, NOW, CALENDARS)


async def statements(playing: Team, *user_ids: str) -> list[int]:
    """How many statements it takes to read each of some Homes."""
    numbers = []
    for user_id in user_ids:
        await shown(playing, user_id)  # the checklist is remembered from then on
        counted: list[str] = []

        def read(connection: Any, workspace_id: str, whose: str = user_id, into: list[str] = counted) -> Any:
            def count(*arguments: Any) -> None:
                into.append(arguments[2])

            event.listen(connection, "before_cursor_execute", count)
            try:
                return home.read(connection, workspace_id, whose, Pages(), NOW, playing.checklists, CALENDARS)
            finally:
                event.remove(connection, "before_cursor_execute", count)

        await playing.read(read)
        numbers.append(len(counted))
    assert max(numbers) <= 35
    return numbers


async def test_notes_are_taken_away(database: Database) -> None:
    await team(database)
    await stale(database)
    assert (
        await database.read(WORKSPACE, lambda connection, _: connection.execute(select(changes_table)).all())
        == []
    )
