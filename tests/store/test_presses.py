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
from bot.store import answers, lifecycle, presses
from bot.store.schema import answers as answers_table
from tests.store.rows import count, marked
from tests.store.team import (
    AREA,
    BOT,
    CHANNEL,
    EXTERNAL,
    GONE,
    GUEST,
    LATER,
    LEAD,
    NOW,
    PEOPLE,
    QUESTIONS,
    Team,
)

if TYPE_CHECKING:
    from bot.domain.errors import SocmobError

USERS = PEOPLE[:3]
PLACES = [(user_id, question_id) for user_id in USERS for question_id in QUESTIONS[:2]]


async def choices(team: Team, user_id: str, round_: int = 1) -> dict[str, Choice | None]:
    mine = await team.read(answers.of_person, team.review_id, AREA, round_, user_id)
    return {question_id: answer.choice for question_id, answer in mine.items()}


async def tally(team: Team, question_id: str = QUESTIONS[0]) -> Tally:
    tallies = await team.read(answers.tallies, team.review_id, AREA, 1)
    return tallies.get(question_id, Tally())


async def test_a_press_is_kept_and_marks_its_area(asked: Team) -> None:
    assert await marked(asked) == []
    assert await asked.record(asked.press("U1", choice=Choice.RED)) == [None]
    assert await choices(asked, "U1") == {QUESTIONS[0]: Choice.RED}
    assert await marked(asked) == [AREA]


async def test_the_same_press_again_changes_nothing(asked: Team) -> None:
    press = asked.press("U1")
    assert [await asked.record(press, press), await asked.record(press)] == [[None, None], [None]]
    assert await tally(asked) == Tally(amber=1)
    assert await count(asked, "answers") == 1


async def test_a_removed_answer_counts_no_more(asked: Team) -> None:
    await asked.answer("U1", "U2")
    earlier = asked.press("U1", choice=Choice.GREEN)
    await asked.record(asked.press("U1", choice=None))
    assert await asked.record(earlier) == [None]
    assert await choices(asked, "U1") == {
        QUESTIONS[0]: None,
        QUESTIONS[1]: Choice.AMBER,
        QUESTIONS[2]: Choice.AMBER,
    }
    assert await tally(asked) == Tally(amber=1)
    assert (await asked.board()).progress.answered == 1


PRESSED = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*Choice, None])), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pressed=PRESSED, data=st.data())
async def test_the_last_press_counts_in_whatever_order_they_arrive(
    asked: Team, pressed: list[tuple[tuple[str, str], Choice | None]], data: st.DataObject
) -> None:
    """Each arrives at least once, in any order and in batches of any size."""
    await asked.write(lambda connection, _: connection.execute(delete(answers_table)))
    expected = dict(pressed)
    sent = [asked.press(*place, choice) for place, choice in pressed]
    repeated = data.draw(st.lists(st.sampled_from(sent), max_size=4)) if sent else []
    arriving = data.draw(st.permutations([*sent, *repeated]))
    while arriving:
        size = data.draw(st.integers(1, len(arriving)))
        assert await asked.record(*arriving[:size]) == [None] * size
        arriving = arriving[size:]
    kept = {
        (user_id, question_id): choice
        for user_id in USERS
        for question_id, choice in (await choices(asked, user_id)).items()
    }
    assert kept == expected


async def refusals(team: Team, **changes: object) -> list[type[SocmobError]]:
    outcomes = await team.record(*(team.presses("U1", **changes)))  # type: ignore[arg-type]
    return [type(outcome) for outcome in outcomes if outcome is not None]


async def test_each_refusal_has_its_own_reason(team: Team) -> None:
    await team.gather(CHANNEL, GUEST, EXTERNAL, BOT, GONE)
    await team.start()
    pressed = {
        "fine": (team.press("U1"), None),
        "another review": (team.press("U1", review_id=404), ReviewNotFound),
        "no such area": (team.press("U1", area_id="nowhere"), ReviewNotFound),
        "not posted": (team.press("U1", area_id=LATER), AreaNotPosted),
        "a round to come": (team.press("U1", round=2), RoundOver),
        "unknown": (team.press("USTRANGER"), UnknownPerson),
        "a guest": (team.press(GUEST.user_id), NotTakingPart),
        "of another organisation": (team.press(EXTERNAL.user_id), NotTakingPart),
        "a bot": (team.press(BOT.user_id), NotTakingPart),
        "deactivated": (team.press(GONE.user_id), NotTakingPart),
        "fine too": (team.press(LEAD), None),
    }
    outcomes = await team.record(*(press for press, _ in pressed.values()))
    found = {name: outcome and type(outcome) for name, outcome in zip(pressed, outcomes, strict=True)}
    assert found == {name: expected for name, (_, expected) in pressed.items()}
    assert await tally(team) == Tally(amber=2)
    assert await count(team, "answers") == 2


async def test_an_observer_is_told_whom_to_ask(team: Team) -> None:
    await team.start(takes_part=TakesPart.CHOSEN, participant_ids=("U1", GUEST.user_id))
    await team.gather(CHANNEL, GUEST)
    given = [team.press(user_id) for user_id in ("U1", "U2", LEAD, GUEST.user_id)]
    outcomes = await team.record(*given)
    assert [outcome and type(outcome) for outcome in outcomes] == [None, NotTakingPart, None, None]
    assert f"<@{LEAD}>" in str(outcomes[1])


async def test_people_of_other_organisations_where_they_are_welcome(team: Team) -> None:
    await team.gather(CHANNEL, EXTERNAL)
    await team.start(allows_external=True)
    assert await team.record(team.press(EXTERNAL.user_id)) == [None]


async def test_who_has_left_is_unknown_in_the_channel(asked: Team) -> None:
    await asked.gather("COTHER", Member_only_there := GUEST)
    outcomes = await asked.record(asked.press(Member_only_there.user_id))
    assert isinstance(outcomes[0], UnknownPerson)
    assert outcomes[0].channel_id == CHANNEL


async def test_an_area_that_is_revealed_and_one_whose_round_is_over(asked: Team) -> None:
    await asked.answer("U1")
    await asked.reveal()
    assert await refusals(asked) == [AreaRevealed] * 3
    await asked.reopen()
    assert await refusals(asked) == [RoundOver] * 3
    assert await refusals(asked, round=2) == []


@pytest.mark.parametrize("end", ["close", "discard"])
async def test_a_review_that_is_over(asked: Team, end: str) -> None:
    await asked.answer("U1")
    await asked.reveal()
    await asked.agree()
    await asked.post(LATER)
    await asked.write(getattr(lifecycle, end), asked.review_id, LEAD, NOW)
    assert await refusals(asked) == [ReviewClosed] * 3
    assert await refusals(asked, area_id=LATER) == [ReviewClosed] * 3


async def test_what_is_refused_marks_nothing(asked: Team) -> None:
    assert await asked.record(asked.press("USTRANGER"), asked.press("U1", area_id=LATER)) != [None, None]
    assert await marked(asked) == []
    assert await count(asked, "answers") == 0


async def test_asking_is_answered_as_a_press_would_be(asked: Team) -> None:
    await asked.read(presses.check, asked.press("U1"))
    with pytest.raises(RoundOver):
        await asked.read(presses.check, asked.press("U1", round=2))
    assert await count(asked, "answers") == 0
