"""Who may see a review, who may run it, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.checklist_file import parse_checklist
from bot.domain.answers import Choice, Tally
from bot.domain.errors import (
    NobodyFacilitates,
    NoOpenReview,
    NoSuchArea,
    NotAFacilitator,
    NothingToPost,
    ReviewNotFound,
    SeveralReviews,
    UnknownPerson,
)
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.reviews import Visibility
from bot.store import (
    access,
    answers,
    areas,
    facilitating,
    members,
    viewing,
)
from bot.store.checklists import Checklists
from tests.store.reviewing import (
    AREA,
    CHANNEL,
    LEAD,
    NEW,
    NOW,
    OUTSIDER,
    QUESTIONS,
    TEAM,
    Team,
    people_in,
    start,
    team,
)

if TYPE_CHECKING:
    from bot.domain.board import AreaBoard
    from bot.store.engine import Database

STRANGER = "USTRANGER"
FIRST, SECOND, THIRD = QUESTIONS


async def here(playing: Team, user_id: str, channel_id: str | None = CHANNEL, anywhere: bool = False):
    return await playing.read(viewing.here, playing.checklists, channel_id, user_id, anywhere)


async def test_a_review_is_seen_by_those_in_its_channel(database: Database) -> None:
    playing = await team(database)
    assert await playing.read(access.visible, playing.review.id, OUTSIDER) == playing.review
    with pytest.raises(UnknownPerson) as refused:
        await playing.read(access.visible, playing.review.id, STRANGER)
    assert refused.value.channel_id == CHANNEL
    with pytest.raises(ReviewNotFound):
        await playing.read(access.visible, 404, LEAD)


async def test_a_review_is_run_by_its_facilitators(database: Database) -> None:
    playing = await team(database)
    assert (
        await playing.read(access.facilitated, playing.review.id, LEAD, FacilitatorsOnly.RUN)
        == playing.review
    )
    with pytest.raises(NotAFacilitator, match=f"can run it: <@{LEAD}>"):
        await playing.read(access.facilitated, playing.review.id, TEAM[0], FacilitatorsOnly.RUN)
    with pytest.raises(UnknownPerson):
        await playing.read(access.facilitated, playing.review.id, STRANGER, FacilitatorsOnly.RUN)


async def test_where_no_facilitator_is_left_it_can_be_taken_over(database: Database) -> None:
    playing = await team(database)
    await playing.write(members.left, CHANNEL, LEAD)
    with pytest.raises(NobodyFacilitates) as refused:
        await playing.read(access.facilitated, playing.review.id, TEAM[0], FacilitatorsOnly.RUN)
    assert refused.value.review_id == playing.review.id
    with pytest.raises(UnknownPerson):
        await playing.write(facilitating.take_over, playing.review.id, LEAD, NOW)
    await playing.write(facilitating.take_over, playing.review.id, TEAM[0], NOW)
    await playing.read(access.facilitated, playing.review.id, TEAM[0], FacilitatorsOnly.RUN)


def agree(connection, workspace_id: str, *arguments):
    return facilitating.agree(connection, workspace_id, Checklists(parse_checklist), *arguments)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("act", "arguments"),
    [
        (facilitating.post, (None,)),
        (facilitating.post_again, (AREA,)),
        (facilitating.reopen, (AREA, 1, None)),
        (agree, (AREA, FIRST, Choice.RED, None, None)),
        (facilitating.undo, (AREA, FIRST, 1)),
        (facilitating.hide_comment, (AREA, "c1", "reason")),
        (facilitating.close, ()),
        (facilitating.discard, ()),
        (facilitating.resume, ()),
    ],
)
async def test_nobody_else_does_what_facilitators_do(database: Database, act, arguments) -> None:
    playing = await team(database)
    with pytest.raises(NotAFacilitator):
        await playing.write(act, playing.review.id, *arguments, TEAM[0], NOW)


async def test_which_review_a_command_means(database: Database) -> None:
    playing = await team(database)
    assert (await here(playing, TEAM[0])).status.review == playing.review
    assert (await here(playing, TEAM[0], "D1", True)).status.review == playing.review
    with pytest.raises(NoOpenReview):
        await here(playing, TEAM[0], "CELSEWHERE")
    with pytest.raises(NoOpenReview):
        await here(playing, STRANGER, "D1", True)
    with pytest.raises(UnknownPerson):
        await here(playing, STRANGER)
    await people_in(database, "C2")
    await start(database, origin="V2", channel_id="C2")
    with pytest.raises(SeveralReviews, match=f"<#{CHANNEL}>, <#C2>"):
        await here(playing, TEAM[0], "D1", True)


async def test_while_an_area_is_hidden_nobody_sees_what_was_answered(database: Database) -> None:
    playing = await team(database)
    for user_id in TEAM:
        await playing.answer(user_id, Choice.RED)
    board = await playing.board()
    assert (board.tallies, board.comments) == ({}, {})
    assert (board.progress.answered, board.progress.taking_part) == (5, 5)


async def test_a_live_review_shows_tallies_but_no_comments(database: Database) -> None:
    playing = await team(database, visibility=Visibility.LIVE)
    await playing.answer(TEAM[0], Choice.RED)
    await playing.write(answers.save_details, playing.press(TEAM[0], None), "Mine alone", None)
    board = await playing.board()
    assert (board.tally(FIRST), board.comments) == (Tally(red=1), {})


async def board_of(playing: Team, area_id: str) -> AreaBoard:
    board: AreaBoard = await playing.read(
        viewing.area, playing.checklists, playing.review.id, area_id, TEAM[0]
    )
    return board


async def test_an_area_is_seen_by_those_in_the_channel(database: Database) -> None:
    playing = await team(database)
    assert (await board_of(playing, AREA)).area.id == AREA
    with pytest.raises(NoSuchArea):
        await board_of(playing, "nowhere")
    with pytest.raises(UnknownPerson):
        await playing.read(viewing.area, playing.checklists, playing.review.id, AREA, STRANGER)


async def test_areas_are_posted_in_order_until_none_is_left(database: Database) -> None:
    playing = await team(database)
    missing = [area_id for area_id in NEW.area_ids if area_id != AREA]
    post = (facilitating.post, playing.review.id, None, LEAD, NOW)
    assert [await playing.write(*post) for _ in missing] == missing
    with pytest.raises(NothingToPost):
        await playing.write(*post)


def test_the_subject_of_an_area_is_read_as_it_is_written() -> None:
    assert areas.read_subject(areas.subject(12, AREA)) == (12, AREA)
