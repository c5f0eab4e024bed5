"""Lists of next steps: whose, of which channels, in which order; and what essentials lack one."""

from __future__ import annotations

import pytest

from bot.domain.errors import NoOpenReview, NoSuchArea, NoSuchQuestion, UnknownPerson
from bot.domain.next_steps import NewStep, StepFilter, StepState, StepSubject
from bot.domain.people import Member
from bot.domain.step_errors import NoReviewForStep, NotYourStep, StepFinished
from bot.store import agreements, boards, lifecycle, members, next_steps, step_lists, step_places
from tests.store import reviewing
from tests.store.reviewing import AREA, CHANNEL, LEAD, NOW, QUESTIONS, TEAM
from tests.store.rows import marked
from tests.store.stepping import Steps, day, steps

MINE, OVERDUE, ALL = StepFilter.MINE, StepFilter.OVERDUE, StepFilter.ALL
BEN, CHLOE, *_ = TEAM
ELSEWHERE = "C0000002"
STRANGER = "U0000099"


@pytest.fixture
async def team(database) -> Steps:
    return await steps(database)


async def listed(team, which=None, *, user_id=BEN, channel_id=CHANNEL, start=0):
    return await team.write(
        step_lists.asked,
        team.team.checklists,
        which,
        channel_id,
        user_id,
        start,
        team.now,
        team.calendars,
    )


def texts(page) -> list[str]:
    return [placed.step.text for placed in page.shown]


async def elsewhere(team) -> int:
    """A review in another channel, where only Chloe and the facilitator are."""
    await team.write(members.save_channel, ELSEWHERE, "elsewhere", [CHLOE, LEAD], NOW)
    review = await reviewing.start(team.database, origin="V9", channel_id=ELSEWHERE, title="Elsewhere")
    return review.id


async def add_to(team, review_id, owner_id, text, by=LEAD, **subject):
    new = NewStep(f"{review_id}{text}", StepSubject(review_id, **subject), text, owner_id, day(5))
    return await team.write(next_steps.add, new, by, team.now, team.calendars)


async def finish(team, step, state=StepState.DONE, reason=None):
    return await team.write(next_steps.finish, step.id, state, reason, LEAD, team.now)


async def test_the_most_overdue_stands_first_and_what_is_finished_last(team):
    await team.add(BEN, day(3), text="later")
    await team.add(BEN, day(1), text="sooner")
    first = await team.add(CHLOE, day(2), text="done first")
    second = await team.add(CHLOE, day(0), text="done last")
    await finish(team, first)
    team.team.later(hours=1)
    await finish(team, second)
    assert texts(await listed(team, ALL)) == ["sooner", "later", "done last", "done first"]


async def test_by_default_ones_own_where_there_are_any(team):
    mine = await team.add(BEN, day(3), text="mine")
    await team.add(CHLOE, day(2), text="hers")
    page = await listed(team)
    assert (page.which, texts(page), page.total) == (MINE, ["mine"], 1)
    await finish(team, mine)
    page = await listed(team)
    assert (page.which, texts(page)) == (ALL, ["hers", "mine"])


async def test_overdue_is_what_was_due_before_today(team):
    await team.add(BEN, day(0), text="today")
    await team.add(CHLOE, day(1), text="tomorrow")
    assert texts(await listed(team, OVERDUE)) == []
    team.team.later(days=1)
    assert texts(await listed(team, OVERDUE)) == ["today"]
    team.team.later(hours=15)
    await team.write(members.save_members, [Member(BEN, BEN, "Pacific/Auckland")], NOW)
    assert texts(await listed(team, OVERDUE)) == ["today", "tomorrow"]


async def test_ten_a_page(team):
    for number in range(23):
        await team.add(BEN, day(number), text=str(number))
    first = await listed(team, ALL)
    assert (texts(first), first.total) == ([str(number) for number in range(10)], 23)
    assert texts(await listed(team, ALL, start=20)) == ["20", "21", "22"]
    gone = await listed(team, ALL, start=40)
    assert (gone.start, texts(gone)) == (20, ["20", "21", "22"])


async def test_a_channel_shows_its_own_reviews_alone(team):
    await team.add(BEN, day(1), text="here")
    await add_to(team, await elsewhere(team), LEAD, "there")
    assert texts(await listed(team, ALL)) == ["here"]
    assert texts(await listed(team, ALL, user_id=CHLOE, channel_id=ELSEWHERE)) == ["there"]
    with pytest.raises(UnknownPerson):
        await listed(team, ALL, user_id=BEN, channel_id=ELSEWHERE)


async def test_a_channel_without_reviews_has_none(team):
    page = await listed(team, channel_id="C0000077")
    assert (page.total, page.which) == (0, ALL)


async def test_direct_messages_show_what_one_may_see_and_what_one_owns(team):
    await team.add(CHLOE, day(1), text="here")
    there = await elsewhere(team)
    await add_to(team, there, BEN, "given to Ben")
    await add_to(team, there, CHLOE, "there")
    assert texts(await listed(team, channel_id=None)) == ["given to Ben"]
    assert texts(await listed(team, ALL, channel_id=None)) == ["here", "given to Ben"]
    assert texts(await listed(team, ALL, user_id=CHLOE, channel_id=None)) == ["here", "given to Ben", "there"]
    assert texts(await listed(team, ALL, user_id=STRANGER, channel_id=None)) == []


async def test_those_of_a_discarded_review_are_shown_nowhere(team):
    await team.add(BEN, day(1))
    await team.write(lifecycle.discard, team.team.review.id, LEAD, NOW)
    for channel_id in (CHANNEL, None):
        assert (await listed(team, ALL, channel_id=channel_id)).total == 0


async def test_who_may_read_one(team):
    step = await add_to(team, await elsewhere(team), BEN, "given to Ben")
    for user_id in (BEN, CHLOE, LEAD):
        placed, past = await team.write(step_lists.told, team.team.checklists, step.id, user_id)
        assert (placed.step, len(past), placed.place.review.title) == (step, 1, "Elsewhere")
    with pytest.raises(UnknownPerson):
        await team.write(step_lists.told, team.team.checklists, step.id, STRANGER)


async def test_a_form_is_opened_for_who_may_change_it(team):
    step = await team.add(BEN, day(1))
    args = (step_lists.changeable, team.team.checklists, step.id)
    assert (await team.write(*args, BEN)).place.label == "Next step"
    with pytest.raises(NotYourStep):
        await team.write(*args, CHLOE)
    await finish(team, step)
    with pytest.raises(StepFinished):
        await team.write(*args, BEN)


async def draft(team, subject, user_id=BEN):
    return await team.write(
        step_places.draft, team.team.checklists, subject, user_id, team.now, team.calendars
    )


async def test_four_weeks_are_proposed_or_the_working_day_after(team):
    subject = StepSubject(team.team.review.id, AREA, QUESTIONS[0])
    found = await draft(team, subject)
    assert (found.today, found.due_on) == (day(0), day(28))
    assert found.place.question.id == QUESTIONS[0]
    team.holidays.off[day(28)] = "a day off"
    assert (await draft(team, subject)).due_on == day(29)


async def test_what_it_cannot_be_about(team):
    review_id = team.team.review.id
    with pytest.raises(NoSuchArea):
        await draft(team, StepSubject(review_id, "no-such-area"))
    with pytest.raises(NoSuchQuestion):
        await draft(team, StepSubject(review_id, AREA, "no-such-question"))
    with pytest.raises(UnknownPerson):
        await draft(team, StepSubject(review_id), STRANGER)
    new = NewStep("V5", StepSubject(review_id, AREA, "no-such-question"), "x", BEN, day(1))
    with pytest.raises(NoSuchQuestion):
        await team.write(step_places.add, team.team.checklists, new, BEN, team.now, team.calendars)


async def test_which_review_is_meant(team):
    async def meant(channel_id, anywhere=False):
        return (await team.write(step_places.meant, channel_id, BEN, anywhere)).id

    assert await meant(CHANNEL) == team.team.review.id
    assert await meant("D1", anywhere=True) == team.team.review.id
    with pytest.raises(NoReviewForStep):
        await meant("C0000077")
    await agreed(team, "amber")
    await team.write(lifecycle.close, team.team.review.id, LEAD, team.now)
    assert await meant(CHANNEL) == team.team.review.id
    with pytest.raises(NoOpenReview):
        await meant("D1", anywhere=True)
    later = await reviewing.start(team.database, origin="V3")
    assert await meant(CHANNEL) == later.id


async def agreed(team, choice):
    """The first question of the area, which belongs to the essential of the role models."""
    await team.team.answer(LEAD, choice)
    await team.team.reveal()
    review_id = team.team.review.id
    await team.write(
        agreements.agree, review_id, AREA, QUESTIONS[0], choice, "so it is", None, LEAD, team.now
    )


async def test_a_missing_essential_lacks_a_next_step_until_it_has_one(team):
    review_id = team.team.review.id

    async def gaps():
        status = await team.write(boards.status, team.team.checklists, review_id)
        board = await team.team.board()
        assert [one.id for one in board.gaps] == [one.id for one in status.gaps]
        return [one.id for one in board.gaps]

    assert await gaps() == []
    await agreed(team, "red")
    assert await gaps() == ["role-models"]
    of_area = await team.add(BEN, day(1))
    assert (await team.team.board()).steps == (of_area,)
    assert await gaps() == ["role-models"]
    step = await add_to(team, review_id, BEN, "ask them", area_id=AREA, question_id=QUESTIONS[0])
    assert await gaps() == []
    await finish(team, step)
    assert await gaps() == []
    await team.write(next_steps.reopen, step.id, LEAD, team.now, team.calendars)
    await finish(team, step, StepState.WONT_DO, "No money")
    assert await gaps() == ["role-models"]


async def test_an_area_is_shown_anew_where_another_one_fills_its_gap(team):
    """An essential can have questions in two areas."""
    await agreed(team, "red")
    await team.database.write(
        "T0OTHER", lambda connection, _: connection.exec_driver_sql("DELETE FROM area_marks")
    )
    review_id = team.team.review.id
    await add_to(team, review_id, BEN, "elsewhere", area_id="data", question_id="targets-publicised")
    assert await marked(team.database) == [AREA]
