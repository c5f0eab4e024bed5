"""Facilitators and participants changed after the start, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import NotAFacilitator, NotTakingPart, ReviewClosed, ReviewNotFound
from bot.domain.review_people import (
    FacilitatorIsNoMember,
    NobodyTakesPart,
    NoFacilitatorLeft,
    ParticipantNotInChannel,
    PeopleChanged,
    TooFewForLive,
)
from bot.domain.reviews import TakesPart, Visibility
from bot.store import lifecycle, members, review_people, reviews, workspaces
from tests.store import reviewing
from tests.store.reviewing import BOT, CHANNEL, GUEST, LEAD, NOW, OUTSIDER, QUESTIONS, TEAM
from tests.store.rows import audited, marked, planned

if TYPE_CHECKING:
    from bot.store.engine import Database
    from tests.store.reviewing import Team

ANNA, BEN, *_ = TEAM


@pytest.fixture
async def team(database: Database) -> Team:
    return await reviewing.team(database)


async def people(team: Team, by: str = LEAD) -> review_people.ReviewPeople:
    return (await team.read(review_people.read, team.review.id, by))[1]


async def change(team: Team, by: str = LEAD, **changes: object) -> None:
    before = await people(team, by)
    new = replace(before, **changes)  # type: ignore[arg-type]
    await team.write(review_people.change, team.review.id, new, before.fingerprint, by, team.now)


async def facilitators(team: Team) -> tuple[str, ...]:
    return (await team.read(reviews.get, team.review.id)).facilitator_ids


async def test_a_facilitator_is_named_told_and_put_on_record(team: Team) -> None:
    await change(team, facilitator_ids=(LEAD, ANNA))
    assert await facilitators(team) == (LEAD, ANNA)
    told = [row[:2] for row in await planned(team.database, DeliveryKind.NAMED)]
    assert told == [(f"{team.review.id}|facilitator", ANNA)]
    assert len(await audited(team.database, "facilitator named")) == 1
    assert await marked(team.database) == [reviewing.AREA]
    await change(team, ANNA, facilitator_ids=(ANNA,))
    assert await facilitators(team) == (ANNA,)
    assert len(await audited(team.database, "facilitator removed")) == 1


async def test_nobody_hears_of_what_they_did_themselves(team: Team) -> None:
    await change(team, facilitator_ids=(LEAD, ANNA))
    await change(team, ANNA, takes_part=TakesPart.CHOSEN, participant_ids=(ANNA, BEN))
    told = [row[:2] for row in await planned(team.database, DeliveryKind.NAMED)]
    assert told[1:] == [(f"{team.review.id}|participant", BEN)]


async def test_the_same_again_changes_nothing(team: Team) -> None:
    await change(team, facilitator_ids=(LEAD,))
    assert await planned(team.database, DeliveryKind.NAMED) == []
    assert await audited(team.database, "facilitator named") == []


@pytest.mark.parametrize("user_id", [GUEST, OUTSIDER, BOT, "UNOWHERE01"])
async def test_only_full_members_of_the_channel_facilitate(team: Team, user_id: str) -> None:
    with pytest.raises(FacilitatorIsNoMember, match=user_id):
        await change(team, facilitator_ids=(LEAD, user_id))
    assert await facilitators(team) == (LEAD,)


async def test_never_the_last(team: Team) -> None:
    with pytest.raises(NoFacilitatorLeft):
        await change(team, facilitator_ids=())
    await change(team, facilitator_ids=(LEAD, ANNA))
    await team.write(members.left, CHANNEL, ANNA)
    with pytest.raises(NoFacilitatorLeft):
        await change(team, facilitator_ids=(ANNA,))
    assert await facilitators(team) == (LEAD, ANNA)


async def test_two_who_take_each_other_out_at_once_leave_one(team: Team) -> None:
    await change(team, facilitator_ids=(LEAD, ANNA))
    before = await people(team)
    outcomes = await asyncio.gather(
        *(
            team.write(
                review_people.change,
                team.review.id,
                replace(before, facilitator_ids=(by,)),
                before.fingerprint,
                by,
                team.now,
            )
            for by in (LEAD, ANNA)
        ),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "NotAFacilitator"]
    assert len(await facilitators(team)) == 1


async def test_what_somebody_else_changed_meanwhile_is_not_written_over(team: Team) -> None:
    before = await people(team)
    await change(team, facilitator_ids=(LEAD, ANNA))
    with pytest.raises(PeopleChanged):
        await team.write(
            review_people.change,
            team.review.id,
            replace(before, facilitator_ids=(LEAD, BEN)),
            before.fingerprint,
            LEAD,
            team.now,
        )
    assert await facilitators(team) == (LEAD, ANNA)


async def test_only_facilitators_change_it_and_only_while_it_is_open(team: Team) -> None:
    with pytest.raises(NotAFacilitator, match="change who facilitates"):
        await people(team, BEN)
    await team.write(lifecycle.discard, team.review.id, LEAD, team.now)
    with pytest.raises(ReviewClosed):
        await people(team)


async def test_whom_it_asks_changes_for_areas_that_are_not_revealed(team: Team) -> None:
    await team.answer(ANNA, Choice.RED)
    await team.reveal()
    before = (await team.board()).progress
    await change(team, takes_part=TakesPart.CHOSEN, participant_ids=(BEN,))
    assert (await team.board()).progress == before
    [refusal] = await team.record(team.press(ANNA, Choice.RED, QUESTIONS[0]))
    assert refusal is not None
    await change(team, takes_part=TakesPart.EVERYONE, participant_ids=())


async def test_who_is_not_asked_any_more_is_told_kindly(team: Team) -> None:
    await change(team, takes_part=TakesPart.CHOSEN, participant_ids=(BEN,))
    refusals = await team.record(team.press(ANNA, Choice.RED), team.press(BEN, Choice.RED))
    assert [type(one) for one in refusals] == [NotTakingPart, type(None)]
    assert (await team.board()).progress.taking_part == 1


async def test_a_guest_is_asked_once_chosen_and_others_once_allowed(team: Team) -> None:
    presses = (team.press(GUEST, Choice.RED), team.press(OUTSIDER, Choice.RED))
    assert None not in await team.record(*presses)
    await change(team, participant_ids=(GUEST,), allows_external=True)
    assert await team.record(*presses) == [None, None]
    assert [one[1] for one in await audited(team.database, "participation changed")] == ["allows_external"]


async def test_who_takes_part_has_to_be_there(team: Team) -> None:
    with pytest.raises(ParticipantNotInChannel, match="UNOWHERE01"):
        await change(team, participant_ids=("UNOWHERE01",))
    with pytest.raises(NobodyTakesPart):
        await change(team, takes_part=TakesPart.CHOSEN)


async def test_a_live_review_keeps_enough_people(database: Database) -> None:
    team = await reviewing.team(database, visibility=Visibility.LIVE)
    with pytest.raises(TooFewForLive, match="here it would be 2"):
        await change(team, takes_part=TakesPart.CHOSEN, participant_ids=(BEN,))


async def test_a_review_of_another_workspace_is_none(team: Team) -> None:
    await team.database.write("TOTHER0001", workspaces.save, "Other", "UAPP000001", "BAPP000001", NOW)
    with pytest.raises(ReviewNotFound):
        await team.database.read("TOTHER0001", review_people.read, team.review.id, LEAD)
