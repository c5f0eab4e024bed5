"""Who may have a file of a review, what stands in it, and that each is asked for once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.answers import Choice
from bot.domain.errors import NoOpenReview, NotAFacilitator, ReviewNotFound, UnknownPerson
from bot.domain.export import ExportFormat, Standing
from bot.domain.next_steps import StepState
from bot.domain.reviews import TakesPart
from bot.store import agreements, answers, areas, exports, lifecycle, next_steps, workspaces
from bot.store.exports import Request
from bot.store.schema import audit_events, export_requests
from tests.store.following_up import DECISION_MAKERS, PEOPLE_TO_SPEAK_WITH, following_up
from tests.store.reviewing import AREA, CHANNEL, LEAD, NOW, QUESTIONS, TEAM, start, team
from tests.store.rows import rows
from tests.store.stepping import day, steps

if TYPE_CHECKING:
    from bot.domain.export import Export
    from bot.store.engine import Database
    from tests.store.reviewing import Team

STRANGER = "U0009999"
OTHER = "TOTHER0001"
A_DAY = timedelta(days=1)


def request(playing: Team, origin: str = "trigger 1", **changes: Any) -> Request:
    return Request(origin, playing.review.id, ExportFormat.XLSX, **changes)


async def ask(playing: Team, by: str = LEAD, wanted: Request | None = None, at: Any = NOW) -> bool:
    return await playing.write(exports.ask, wanted or request(playing), by, at)


async def load(playing: Team, by: str = LEAD, *, with_comments: bool = False) -> Export:
    return await playing.read(exports.load, playing.checklists, playing.review.id, by, with_comments)


def standings(export: Export, name: str = "Normalise the conversation") -> list[Standing | None]:
    (area,) = [area for section in export.sections for area in section.areas if area.name == name]
    return [line.standing for line in area.lines]


async def commented(database: Database) -> Team:
    """An area with comments on its first question."""
    playing = await team(database)
    for user_id in TEAM[:3]:
        await playing.answer(user_id, Choice.AMBER)
        await playing.write(
            answers.save_details, playing.press(user_id, None), f"said by {user_id}", "https://example.org"
        )
    return playing


async def test_answers_are_nowhere_in_it_before_the_reveal(database: Database) -> None:
    playing = await commented(database)
    export = await load(playing, with_comments=True)
    assert set(standings(export)) == {Standing.NOT_REVEALED}
    assert export.comments == ()
    assert "said by" not in repr(export)


async def test_after_it_only_what_is_agreed_is_a_status(database: Database) -> None:
    playing = await commented(database)
    await playing.reveal()
    await playing.write(
        agreements.agree, playing.review.id, AREA, QUESTIONS[0], Choice.AMBER, None, None, LEAD, NOW
    )
    export = await load(playing, TEAM[4])
    assert standings(export) == [Standing.AMBER, Standing.TO_AGREE, Standing.TO_AGREE]
    assert export.counts.amber == 1
    assert export.comments is None


async def test_comments_without_names_and_without_those_that_are_hidden(database: Database) -> None:
    playing = await commented(database)
    await playing.reveal()
    kept = await playing.read(answers.comments, playing.review.id, AREA, 1, QUESTIONS[0])
    hidden = next(one for one in kept if one.text.endswith(TEAM[0]))
    hide = (playing.review.id, AREA, hidden.id, "It names somebody", LEAD, NOW)
    await playing.write(answers.hide_comment, *hide)
    export = await load(playing, with_comments=True)
    assert export.comments is not None
    assert sorted(one.text for one in export.comments) == [f"said by {user_id}" for user_id in TEAM[1:3]]
    await playing.write(areas.reopen, playing.review, AREA, LEAD, None, NOW)
    again = await load(playing, with_comments=True)
    assert again.comments == ()


async def test_comments_are_for_facilitators(database: Database) -> None:
    playing = await commented(database)
    with pytest.raises(NotAFacilitator, match="comments in a file"):
        await ask(playing, TEAM[0], request(playing, with_comments=True))
    with pytest.raises(NotAFacilitator):
        await load(playing, TEAM[0], with_comments=True)
    assert await rows(database, export_requests.select()) == []


async def test_a_file_is_for_members_of_the_channel(database: Database) -> None:
    playing = await team(database)
    for doing in (ask(playing, STRANGER), load(playing, STRANGER)):
        with pytest.raises(UnknownPerson):
            await doing
    with pytest.raises(UnknownPerson):
        await playing.read(exports.meant, CHANNEL, STRANGER, False)


async def test_who_only_reads_along_has_it_too(database: Database) -> None:
    chosen = {"takes_part": TakesPart.CHOSEN, "participant_ids": (TEAM[0],)}
    playing = await team(database, **chosen)
    assert await ask(playing, TEAM[3])
    assert (await load(playing, TEAM[3])).review.id == playing.review.id


async def test_the_same_in_another_workspace_finds_nothing(database: Database) -> None:
    playing = await team(database)
    await ask(playing)
    await database.write(OTHER, workspaces.save, "Other", "UAPP", "BAPP", NOW)
    with pytest.raises(ReviewNotFound):
        await database.write(OTHER, exports.ask, request(playing), LEAD, NOW)
    with pytest.raises(ReviewNotFound):
        await database.read(OTHER, exports.load, playing.checklists, playing.review.id, LEAD, False)
    await database.write(OTHER, exports.withdraw, "trigger 1")
    assert not await ask(playing)


async def test_it_is_asked_for_once_and_put_on_record(database: Database) -> None:
    playing = await team(database)
    asked = await asyncio.gather(*(ask(playing, TEAM[0]) for _ in range(8)))
    assert sorted(asked) == [False] * 7 + [True]
    recorded = await rows(database, audit_events.select().where(audit_events.c.action == "exported"))
    assert [(row.review_id, row.subject, row.detail) for row in recorded] == [
        (playing.review.id, "xlsx", {"with_comments": False, "in_channel": False})
    ]
    assert await ask(playing, TEAM[0], request(playing, "trigger 2"))


async def test_what_was_withdrawn_can_be_asked_for_again(database: Database) -> None:
    playing = await team(database)
    assert await ask(playing)
    await playing.write(exports.withdraw, "trigger 1")
    assert await ask(playing)


async def test_requests_are_forgotten_after_a_day(database: Database) -> None:
    playing = await team(database)
    await ask(playing)
    await ask(playing, wanted=request(playing, "trigger 2"), at=NOW + A_DAY)
    await ask(playing, wanted=request(playing, "trigger 3"), at=NOW + 2 * A_DAY)
    kept = await rows(database, export_requests.select().order_by(export_requests.c.origin))
    assert [row.origin for row in kept] == ["trigger 2", "trigger 3"]


async def test_next_steps_with_their_owners_names(database: Database) -> None:
    at_work = await steps(database)
    written = await at_work.add(TEAM[0], day(3), text="Write it down")
    dropped = await at_work.add(TEAM[1], day(4), text="Never mind")
    await at_work.write(
        next_steps.finish, dropped.id, StepState.WONT_DO, "No time", LEAD, NOW, dropped.sequence
    )
    export = await load(at_work.team)
    (area,) = [one for section in export.sections for one in section.areas if one.lines[-1].standing is None]
    assert [(step.text, step.owner, step.due_on) for step in area.lines[-1].steps] == [
        (written.text, TEAM[0], day(3))
    ]
    assert TEAM[1] not in repr([export.sections, export.whole, export.follow_ups])


async def test_answers_to_follow_up_questions(database: Database) -> None:
    following = await following_up(database)
    given = following.given(PEOPLE_TO_SPEAK_WITH, AREA, text="Human resources")
    await following.answer(given)
    await following.answer(following.given(DECISION_MAKERS, text="The chief of staff"))
    export = await load(following.steps.team)
    answered = {(line.area, answer.text) for line in export.follow_ups for answer in line.answers}
    assert answered == {("Normalise the conversation", "Human resources"), (None, "The chief of staff")}
    in_table = [
        step
        for section in export.sections
        for area in section.areas
        for line in area.lines
        for step in line.steps
    ]
    assert in_table == []


async def test_a_command_means_the_open_review_or_the_one_closed_last(database: Database) -> None:
    playing = await commented(database)
    assert (await playing.read(exports.meant, CHANNEL, TEAM[0], False)).id == playing.review.id
    await playing.reveal()
    await playing.write(
        agreements.agree, playing.review.id, AREA, QUESTIONS[0], Choice.AMBER, None, None, LEAD, NOW
    )
    await playing.write(lifecycle.close, playing.review.id, LEAD, NOW)
    assert (await playing.read(exports.meant, CHANNEL, TEAM[0], False)).id == playing.review.id
    assert standings(await load(playing))[1:] == [Standing.NOT_AGREED] * 2
    with pytest.raises(NoOpenReview):
        await playing.read(exports.meant, "D1", TEAM[0], True)
    second = await start(database, origin="V2")
    assert (await playing.read(exports.meant, CHANNEL, TEAM[0], False)).id == second.id


async def test_of_a_review_that_was_discarded_there_is_none(database: Database) -> None:
    playing = await team(database)
    await playing.write(lifecycle.discard, playing.review.id, LEAD, NOW)
    with pytest.raises(ReviewNotFound):
        await ask(playing)
    with pytest.raises(ReviewNotFound):
        await load(playing)
    with pytest.raises(NoOpenReview):
        await playing.read(exports.meant, CHANNEL, LEAD, False)
