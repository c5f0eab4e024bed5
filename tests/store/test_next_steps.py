"""The life of a next step: added, changed, finished, taken back; who may, and what happens once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import ReviewNotFound, UnknownPerson
from bot.domain.next_steps import NewStep, StepChange, StepState, StepSubject
from bot.domain.people import Member
from bot.domain.step_errors import (
    DueInPast,
    DueTooFar,
    NotYourStep,
    OwnerIsDeactivated,
    OwnerIsExternal,
    OwnerIsNoPerson,
    StepChanged,
    StepFinished,
    StepNotFound,
    StepNotToUndo,
    StepReasonNeeded,
    StepReasonTooLong,
    StepTextNeeded,
    StepTextTooLong,
    UnknownOwner,
)
from bot.store import agreements, areas, lifecycle, members, next_steps
from tests.store.reviewing import AREA, BOT, GONE, GUEST, LEAD, NOW, OUTSIDER, QUESTIONS, TEAM
from tests.store.rows import audited, count, marked, planned
from tests.store.stepping import day, steps

OWNER, ADDER, OTHER, *_ = TEAM
DUE = day(28)


def new(subject: StepSubject, **changes: object) -> NewStep:
    values = {"origin": "V1", "text": "Publish the guide", "owner_id": OWNER, "due_on": DUE, **changes}
    return NewStep(subject=subject, **values)  # type: ignore[arg-type]


class Played:
    """One next step of the team, and each thing that can be done with it in one call."""

    def __init__(self, team) -> None:
        self.team = team
        self.subject = StepSubject(team.team.review.id, AREA, QUESTIONS[0])

    async def add(self, by=ADDER, **changes):
        return await self.do(next_steps.add, new(self.subject, **changes), by, self.now, self.calendars)

    async def do(self, fn, *args):
        return await self.team.write(fn, *args)

    async def done(self, step, by=OWNER, seen=None):
        return await self.do(next_steps.finish, step.id, StepState.DONE, None, by, self.now, seen)

    async def wont_do(self, step, reason="No money", by=OWNER, seen=None):
        return await self.do(next_steps.finish, step.id, StepState.WONT_DO, reason, by, self.now, seen)

    async def undo(self, step, by=OWNER):
        return await self.do(next_steps.undo, step.id, step.sequence, by, self.now, self.calendars)

    async def reopen(self, step, by=OWNER, seen=None):
        return await self.do(next_steps.reopen, step.id, by, self.now, self.calendars, seen)

    async def start(self, step, by=OWNER, seen=None):
        return await self.do(next_steps.start, step.id, by, self.now, seen)

    async def edit(self, step, text, url=None, by=OWNER, seen=None):
        return await self.do(next_steps.edit, step.id, text, url, by, self.now, seen)

    async def set_due(self, step, due_on, by=OWNER, seen=None):
        return await self.do(next_steps.set_due, step.id, due_on, by, self.now, self.calendars, seen)

    async def assign(self, step, owner_id, by=OWNER, seen=None):
        return await self.do(next_steps.assign, step.id, owner_id, by, self.now, self.calendars, seen)

    async def history(self, step):
        return await self.do(next_steps.history, step.id)

    @property
    def calendars(self):
        return self.team.calendars

    @property
    def now(self):
        return self.team.team.now

    @property
    def database(self):
        return self.team.database

    def later(self, **by):
        return self.team.team.later(**by)


@pytest.fixture
async def played(database):
    return Played(await steps(database))


async def test_it_is_added_once_however_often_the_form_is_sent(played):
    step = await played.add()
    again = await played.add(text="Something else")
    assert again == step
    assert (step.text, step.owner_id, step.due_on, step.state) == (
        "Publish the guide",
        OWNER,
        DUE,
        StepState.OPEN,
    )
    assert (step.sequence, step.created_by, step.assigned_by, step.owner_told_at) == (1, ADDER, ADDER, None)
    assert await count(played.database, "next_steps") == 1
    assert [(one.change, one.changed_by) for one in await played.history(step)] == [(StepChange.ADDED, ADDER)]
    assert len(await audited(played.database, "next step: added")) == 1
    assert await marked(played.database) == [AREA]
    assert await planned(played.database, DeliveryKind.STEP_NEWS) == [
        (areas.subject(played.team.team.review.id, AREA), "C0000001", f"1.{step.id}.1")
    ]


async def test_nobody_is_told_of_what_they_took_themselves(played):
    mine = await played.add(by=OWNER)
    assert mine.owner_told_at == NOW
    given = await played.assign(mine, OTHER)
    assert (given.owner_told_at, given.assigned_by) == (None, OWNER)
    taken = await played.assign(given, ADDER, by=LEAD)
    assert taken.owner_told_at is None
    assert (await played.assign(taken, LEAD, by=LEAD)).owner_told_at == NOW


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": "  "}, StepTextNeeded),
        ({"text": "x" * 501}, StepTextTooLong),
        ({"due_on": day(-1)}, DueInPast),
        ({"due_on": date(2036, 12, 8)}, DueTooFar),
        ({"owner_id": BOT}, OwnerIsNoPerson),
        ({"owner_id": "USLACKBOT"}, OwnerIsNoPerson),
        ({"owner_id": GONE}, OwnerIsDeactivated),
        ({"owner_id": OUTSIDER}, OwnerIsExternal),
        ({"owner_id": "U0NOBODY"}, UnknownOwner),
    ],
)
async def test_what_is_not_taken(played, changes, refusal):
    if changes.get("owner_id") == "USLACKBOT":
        await played.do(members.save_members, [Member("USLACKBOT", "Slackbot")], NOW)
    with pytest.raises(refusal):
        await played.add(**changes)
    assert await count(played.database, "next_steps") == 0


@pytest.mark.parametrize("changes", [{"due_on": day(0)}, {"due_on": date(2036, 12, 7)}, {"owner_id": GUEST}])
async def test_what_is_just_right(played, changes):
    await played.add(**changes)


async def test_people_from_outside_own_next_steps_where_the_review_allows_them(database):
    played = Played(await steps(database, allows_external=True))
    step = await played.add(owner_id=OUTSIDER)
    assert step.owner_id == OUTSIDER


async def test_today_is_the_day_that_it_is_where_the_person_is(played):
    """At 23:30 in UTC it is tomorrow already in Auckland."""
    await played.do(members.save_members, [Member(ADDER, ADDER, "Pacific/Auckland")], NOW)
    played.later(hours=14, minutes=30)
    with pytest.raises(DueInPast):
        await played.add(due_on=day(0))
    await played.add(due_on=day(0), by=OWNER)


async def test_only_members_of_the_channel_add_one(played):
    with pytest.raises(UnknownPerson):
        await played.add(by="U0STRANGER")


async def test_a_review_that_is_not_there(played):
    played.subject = StepSubject(999, AREA)
    with pytest.raises(ReviewNotFound):
        await played.add()


async def test_one_is_added_after_the_review_is_closed(played):
    team = played.team.team
    await team.answer(LEAD, "amber")
    await team.reveal()
    await team.write(
        agreements.agree, team.review.id, AREA, QUESTIONS[0], "amber", "so", None, LEAD, team.now
    )
    await team.write(lifecycle.close, team.review.id, LEAD, team.now)
    step = await played.add()
    assert (await played.done(step)).state is StepState.DONE


async def test_those_of_a_discarded_review_are_gone(played):
    step = await played.add()
    await played.do(lifecycle.discard, played.subject.review_id, LEAD, NOW)
    with pytest.raises(StepNotFound):
        await played.done(step)
    assert await played.do(next_steps.of_review, played.subject.review_id) == []


async def test_another_workspace_has_no_such_next_step(played):
    step = await played.add()
    with pytest.raises(StepNotFound):
        await played.database.write("T0OTHER", next_steps.start, step.id, OWNER, NOW)
    assert (await played.do(next_steps.get, step.id)).state is StepState.OPEN


@pytest.mark.parametrize("by", [OWNER, ADDER, LEAD])
async def test_owner_adder_and_facilitators_change_it(played, by):
    step = await played.add()
    assert (await played.done(step, by=by)).state is StepState.DONE


async def test_others_are_told_who_can(played):
    step = await played.add()
    for change in (
        played.done(step, by=OTHER),
        played.start(step, by=OTHER),
        played.edit(step, "Mine now", by=OTHER),
        played.set_due(step, day(3), by=OTHER),
        played.assign(step, OTHER, by=OTHER),
        played.reopen(step, by=OTHER),
        played.do(next_steps.snooze, step.id, day(3), OTHER, NOW, played.calendars),
    ):
        with pytest.raises(NotYourStep, match=f"<@{OWNER}>, <@{ADDER}>, <@{LEAD}>"):
            await change
    assert (await played.do(next_steps.get, step.id)) == step


async def test_done_twice_is_done_once(played):
    step = await played.add()
    done = await played.done(step, seen=step.sequence)
    assert (done.state, done.finished_at, done.sequence) == (StepState.DONE, NOW, 2)
    assert await played.done(step, seen=step.sequence) == done
    assert await played.done(step, by=LEAD, seen=step.sequence) == done
    assert [one.change for one in await played.history(step)] == [StepChange.ADDED, StepChange.DONE]
    row = await played.team.row(step)
    assert (row.remind_at, row.remind_on, row.in_morning_of) == (None, None, None)


async def test_wont_do_needs_a_reason(played):
    step = await played.add()
    for reason, refusal in (
        (None, StepReasonNeeded),
        (" ", StepReasonNeeded),
        ("x" * 501, StepReasonTooLong),
    ):
        with pytest.raises(refusal):
            await played.wont_do(step, reason)
    dropped = await played.wont_do(step, " No money ")
    assert (dropped.state, dropped.reason) == (StepState.WONT_DO, "No money")
    assert (await played.history(step))[-1].reason == "No money"


async def test_the_later_of_two_is_told_what_holds(played):
    step = await played.add()
    await played.done(step)
    with pytest.raises(StepChanged, match="it is done") as refused:
        await played.wont_do(step, by=LEAD, seen=step.sequence)
    assert f"<@{OWNER}> owns it" in refused.value.sentence
    with pytest.raises(StepChanged):
        await played.start(step, by=LEAD, seen=step.sequence)


async def test_dates_of_two_people_do_not_write_over_each_other(played):
    step = await played.add()
    await played.set_due(step, day(10), seen=step.sequence)
    with pytest.raises(StepChanged, match="Thursday 17 December 2026"):
        await played.set_due(step, day(11), by=LEAD, seen=step.sequence)
    assert (await played.set_due(step, day(10), by=LEAD, seen=step.sequence)).due_on == day(10)


async def test_what_others_changed_about_something_else_stands_in_nobodys_way(played):
    step = await played.add()
    await played.set_due(step, day(10), by=LEAD)
    assert (await played.edit(step, "Publish it", seen=step.sequence)).text == "Publish it"
    assert (await played.done(step, seen=step.sequence)).state is StepState.DONE


async def test_a_press_that_comes_again_after_the_undo_changes_nothing(played):
    step = await played.add()
    await played.undo(await played.done(step, seen=step.sequence))
    with pytest.raises(StepChanged, match="it is open"):
        await played.done(step, seen=step.sequence)
    assert (await played.do(next_steps.get, step.id)).state is StepState.OPEN


async def test_finishing_is_undone_by_the_same_person_for_a_day(played):
    step = await played.start(await played.add())
    done = await played.done(step)
    with pytest.raises(StepNotToUndo):
        await played.undo(done, by=LEAD)
    played.later(hours=24)
    undone = await played.undo(done)
    assert (undone.state, undone.finished_at, undone.reason) == (StepState.IN_PROGRESS, None, None)
    assert await played.undo(done) == undone
    assert (await played.team.row(step)).remind_at is not None


async def test_a_day_later_it_is_too_late(played):
    done = await played.done(await played.add())
    played.later(hours=24, seconds=1)
    with pytest.raises(StepNotToUndo):
        await played.undo(done)


async def test_only_finishing_is_undone(played):
    step = await played.add(by=OWNER)
    with pytest.raises(StepNotToUndo):
        await played.undo(step)


async def test_it_is_opened_again(played):
    step = await played.add()
    dropped = await played.wont_do(step)
    again = await played.reopen(dropped, by=LEAD, seen=dropped.sequence)
    assert (again.state, again.reason, again.finished_at) == (StepState.OPEN, None, None)
    assert await played.reopen(dropped, by=LEAD, seen=dropped.sequence) == again


async def test_what_is_finished_is_not_changed(played):
    step = await played.done(await played.add())
    for change in (
        played.start(step),
        played.edit(step, "Other"),
        played.set_due(step, day(3)),
        played.assign(step, OTHER),
    ):
        with pytest.raises(StepFinished):
            await change


async def test_the_same_change_twice_is_one(played):
    step = await played.add()
    for change in (
        lambda: played.start(step),
        lambda: played.edit(step, "Publish it", "https://example.org"),
        lambda: played.set_due(step, day(3)),
        lambda: played.assign(step, OTHER, by=ADDER),
    ):
        once = await change()
        assert await change() == once
    assert [one.change for one in await played.history(step)] == [
        StepChange.ADDED,
        StepChange.STARTED,
        StepChange.EDITED,
        StepChange.DUE_DATE,
        StepChange.OWNER,
    ]


async def test_the_history_keeps_what_was_before(played):
    step = await played.add()
    await played.set_due(step, day(3))
    await played.assign(step, OTHER)
    _, due, owner = await played.history(step)
    assert (due.before, due.after) == ({"due_on": DUE.isoformat()}, {"due_on": day(3).isoformat()})
    assert (owner.before, owner.after) == ({"owner_id": OWNER}, {"owner_id": OTHER})


async def test_a_snooze_moves_the_reminder_and_never_the_due_date(played):
    step = await played.add(by=OWNER)
    snoozed = await played.do(next_steps.snooze, step.id, day(3), OWNER, NOW, played.calendars)
    assert (snoozed.snoozed_until, snoozed.due_on) == (day(3), DUE)
    assert (await played.team.row(step)).remind_on == day(3)
    with pytest.raises(DueInPast):
        await played.do(next_steps.snooze, step.id, day(-1), OWNER, NOW, played.calendars)
    moved = await played.set_due(step, day(40))
    assert moved.snoozed_until is None


async def test_an_overdue_step_can_be_edited_and_reassigned(played):
    step = await played.add(due_on=day(0))
    played.later(days=5)
    assert (await played.edit(step, "Publish it")).text == "Publish it"
    assert (await played.assign(step, OTHER)).owner_id == OTHER
    assert (await played.set_due(step, day(0), by=LEAD)).due_on == day(0)
    with pytest.raises(DueInPast):
        await played.set_due(step, day(4), by=LEAD)


async def test_no_message_waits_for_an_area_that_is_not_posted(played):
    played.subject = StepSubject(played.subject.review_id, "data")
    await played.done(await played.add())
    played.subject = StepSubject(played.subject.review_id)
    await played.add(origin="V2")
    assert await marked(played.database) == []
    assert await planned(played.database, DeliveryKind.STEP_NEWS) == []


async def test_every_change_is_on_the_record(played):
    step = await played.add()
    await played.undo(await played.done(step))
    played.later(minutes=1)
    await played.start(step)
    for action in ("added", "done", "undone", "started"):
        assert [subject for _, subject in await audited(played.database, f"next step: {action}")] == [
            f"step|{step.id}"
        ], action
    assert timedelta(minutes=1) == (await played.history(step))[-1].changed_at - NOW
