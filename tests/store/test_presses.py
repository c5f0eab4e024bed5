"""Presses: which are taken, and which of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.domain.answers import Choice, Tally
from bot.domain.errors import (
    AreaNotPosted,
    AreaRevealed,
    NotTakingPart,
    ReviewClosed,
    ReviewNotFound,
    RoundOver,
    UnknownPerson,
)
from bot.domain.reviews import TakesPart
from bot.store import agreements, answers, areas, facilitating, lifecycle, members, presses
from bot.store.schema import answers as answers_table
from tests.store.reviewing import (
    AREA,
    BOT,
    CHANNEL,
    GONE,
    GUEST,
    LEAD,
    NOW,
    OUTSIDER,
    QUESTIONS,
    TEAM,
    Team,
    team,
)
from tests.store.rows import count, marked

if TYPE_CHECKING:
    from bot.domain.answers import Press
    from bot.domain.errors import SocmobError
    from bot.store.engine import Database

ANA, BEN = TEAM[:2]
PLACES = [(user_id, question_id) for user_id in (LEAD, ANA, BEN) for question_id in QUESTIONS[:2]]


async def choices(playing: Team, user_id: str) -> dict[str, Choice | None]:
    mine = await playing.read(answers.of_person, playing.review.id, AREA, 1, user_id)
    return {question_id: answer.choice for question_id, answer in mine.items()}


async def tally(playing: Team, question_id: str = QUESTIONS[0]) -> Tally:
    tallies: dict[str, Tally] = await playing.read(answers.tallies, playing.review.id, AREA, 1)
    return tallies.get(question_id, Tally())


async def refusals(playing: Team, *given: Press) -> list[type[SocmobError] | None]:
    return [refusal and type(refusal) for refusal in await playing.record(*given)]


async def test_a_press_is_kept_and_marks_its_area(database: Database) -> None:
    playing = await team(database)
    assert await marked(database) == []
    assert await playing.record(playing.press(ANA, Choice.RED)) == [None]
    assert await choices(playing, ANA) == {QUESTIONS[0]: Choice.RED}
    assert await marked(database) == [AREA]


async def test_the_same_press_again_changes_nothing(database: Database) -> None:
    playing = await team(database)
    press = playing.press(ANA, Choice.AMBER)
    assert [await playing.record(press, press), await playing.record(press)] == [[None, None], [None]]
    assert await tally(playing) == Tally(amber=1)
    assert await count(database, "answers") == 1


async def test_a_removed_answer_counts_no_more(database: Database) -> None:
    playing = await team(database)
    for user_id in (ANA, BEN):
        await playing.answer(user_id, Choice.AMBER)
    late = playing.press(ANA, Choice.GREEN)
    await playing.record(playing.press(ANA, None))
    assert await playing.record(late) == [None]
    assert (await choices(playing, ANA))[QUESTIONS[0]] is None
    assert await tally(playing) == Tally(amber=1)
    assert (await playing.board()).progress.answered == 1


@pytest.fixture
async def playing(database: Database) -> Team:
    return await team(database)


PRESSED = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*Choice, None])), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pressed=PRESSED, data=st.data())
async def test_the_last_press_counts_in_whatever_order_they_arrive(
    playing: Team, pressed: list[tuple[tuple[str, str], Choice | None]], data: st.DataObject
) -> None:
    """Each arrives at least once, in any order and in batches of any size."""
    await playing.write(lambda connection, _: connection.execute(delete(answers_table)))
    sent = [playing.press(user_id, choice, question_id) for (user_id, question_id), choice in pressed]
    repeated = data.draw(st.lists(st.sampled_from(sent), max_size=4)) if sent else []
    arriving = data.draw(st.permutations([*sent, *repeated]))
    while arriving:
        size = data.draw(st.integers(1, len(arriving)))
        assert await playing.record(*arriving[:size]) == [None] * size
        arriving = arriving[size:]
    kept = {
        (user_id, question_id): choice
        for user_id in (LEAD, ANA, BEN)
        for question_id, choice in (await choices(playing, user_id)).items()
    }
    assert kept == dict(pressed)


async def test_each_refusal_has_its_own_reason_and_stops_no_other(database: Database) -> None:
    playing = await team(database)
    pressed = {
        "fine": (playing.press(ANA, Choice.AMBER), None),
        "no such area": (playing.press(ANA, Choice.RED, area_id="nowhere"), ReviewNotFound),
        "not posted": (playing.press(ANA, Choice.RED, area_id="data"), AreaNotPosted),
        "a round to come": (playing.press(ANA, Choice.RED, round_=2), RoundOver),
        "unknown": (playing.press("USTRANGER", Choice.RED), UnknownPerson),
        "a guest": (playing.press(GUEST, Choice.RED), NotTakingPart),
        "of another organisation": (playing.press(OUTSIDER, Choice.RED), NotTakingPart),
        "a bot": (playing.press(BOT, Choice.RED), NotTakingPart),
        "deactivated": (playing.press(GONE, Choice.RED), NotTakingPart),
        "a facilitator": (playing.press(LEAD, Choice.AMBER), None),
    }
    outcomes = await refusals(playing, *(press for press, _ in pressed.values()))
    expected = {name: refusal for name, (_, refusal) in pressed.items()}
    assert dict(zip(pressed, outcomes, strict=True)) == expected
    assert await tally(playing) == Tally(amber=2)
    assert await count(database, "answers") == 2


async def test_where_people_are_chosen_others_are_told_whom_to_ask(database: Database) -> None:
    playing = await team(database, takes_part=TakesPart.CHOSEN, participant_ids=(ANA, GUEST, OUTSIDER))
    given = [playing.press(user_id, Choice.RED) for user_id in (ANA, BEN, LEAD, GUEST, OUTSIDER)]
    outcomes = await playing.record(*given)
    assert [refusal and type(refusal) for refusal in outcomes] == [
        None,
        NotTakingPart,
        None,
        None,
        NotTakingPart,
    ]
    assert f"<@{LEAD}>" in str(outcomes[1])


async def test_people_of_other_organisations_where_they_are_welcome(database: Database) -> None:
    playing = await team(database, allows_external=True)
    assert await refusals(playing, playing.press(OUTSIDER, Choice.RED)) == [None]


async def test_who_has_left_is_no_longer_known_there(database: Database) -> None:
    playing = await team(database)
    await playing.write(members.left, CHANNEL, ANA)
    (refusal,) = await playing.record(playing.press(ANA, Choice.RED))
    assert isinstance(refusal, UnknownPerson)
    assert refusal.channel_id == CHANNEL


async def test_an_area_that_is_revealed_and_one_whose_round_is_over(database: Database) -> None:
    playing = await team(database)
    await playing.answer(ANA, Choice.AMBER)
    await playing.reveal()
    assert await refusals(playing, playing.press(BEN, Choice.RED)) == [AreaRevealed]
    await playing.write(facilitating.reopen, playing.review.id, AREA, 1, None, LEAD, NOW)
    assert await refusals(playing, playing.press(BEN, Choice.RED)) == [RoundOver]
    assert await refusals(playing, playing.press(BEN, Choice.RED, round_=2)) == [None]


@pytest.mark.parametrize("end", [lifecycle.close, lifecycle.discard])
async def test_a_review_that_is_over(database: Database, end) -> None:
    playing = await team(database)
    await playing.answer(ANA, Choice.AMBER)
    await playing.reveal()
    await playing.write(
        agreements.agree, playing.review.id, AREA, QUESTIONS[0], Choice.AMBER, None, None, LEAD, NOW
    )
    await playing.write(areas.post, playing.review, "data", LEAD, NOW)
    await playing.write(end, playing.review.id, LEAD, NOW)
    given = [playing.press(BEN, Choice.RED, area_id=area_id) for area_id in (AREA, "data")]
    assert await refusals(playing, *given) == [ReviewClosed, ReviewClosed]


async def test_what_is_refused_leaves_no_trace(database: Database) -> None:
    playing = await team(database)
    given = [playing.press("USTRANGER", Choice.RED), playing.press(ANA, Choice.RED, area_id="data")]
    assert None not in await playing.record(*given)
    assert await marked(database) == []
    assert await count(database, "answers") == 0


async def test_asking_is_answered_as_a_press_would_be(database: Database) -> None:
    playing = await team(database)

    def ask(connection, workspace_id: str, press: Press) -> None:
        presses.check(connection, workspace_id, press, holds=False)

    await playing.read(ask, playing.press(ANA, Choice.RED))
    with pytest.raises(RoundOver):
        await playing.read(ask, playing.press(ANA, Choice.RED, round_=2))
    assert await count(database, "answers") == 0
