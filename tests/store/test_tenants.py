"""Two workspaces in one database, with the same channel, the same people and the same form."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.domain import outcomes
from bot.domain.answers import Choice, Press
from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryTimes
from bot.domain.errors import SocmobError
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.follow_ups import GivenAnswer
from bot.domain.next_steps import StepSubject
from bot.domain.people import Member
from bot.domain.reviews import Pace
from bot.store import (
    access,
    agreements,
    answering,
    answers,
    areas,
    audit,
    boards,
    claims,
    deliveries,
    discussing,
    facilitating,
    follow_ups,
    following,
    lifecycle,
    marks,
    members,
    next_steps,
    paces,
    presses,
    progress,
    reviews,
    viewing,
    workspaces,
)
from bot.store.outcomes import Ending, record
from bot.store.schema import metadata
from tests.databases import WORKSPACE
from tests.store.following_up import agree_all
from tests.store.reviewing import AREA, CHANNEL, CHECKLIST, LEAD, NEW, NOW, PEOPLE, QUESTIONS, RAW, TEAM, team
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store.engine import Database
    from tests.store.reviewing import Team

OTHER = "TOTHER0001"
FIRST = QUESTIONS[0]
CLAIMED_BY = "worker"


async def ours(database: Database) -> Team:
    """A review with something in every table, and a delivery that is being sent."""
    playing = await team(database, pace=Pace.ALL_AT_ONCE)
    for user_id in TEAM:
        await playing.answer(user_id, Choice.AMBER)
        press = playing.press(user_id, None)
        await playing.write(answers.save_details, press, "canary", "https://example.org")
    await playing.write(areas.message_posted, areas.subject(playing.review.id, AREA), 1, CHANNEL, "1.1")
    await playing.reveal()
    await playing.write(agreements.agree, playing.review.id, AREA, FIRST, Choice.AMBER, None, None, LEAD, NOW)
    await agree_all(database, playing.review.id, but=(FIRST,))
    await playing.write(follow_ups.answer, playing.checklists, follow_up(playing), LEAD, NOW, CALENDARS)
    taking = claims.Claim(CLAIMED_BY, NOW, NOW, DeliveryTimes(), 1)
    claimed = await database.write(WORKSPACE, claims.claim, taking)
    assert len(claimed) == 1
    return playing


async def theirs(database: Database) -> Any:
    await database.write(OTHER, workspaces.save, "Other", "UAPP", "BAPP", NOW)
    await database.write(OTHER, members.save_members, [Member(user_id) for user_id in PEOPLE], NOW)
    await database.write(OTHER, members.save_channel, CHANNEL, "theirs", PEOPLE, NOW)
    return await database.write(OTHER, lifecycle.start, NEW, RAW, NOW)


async def kept(database: Database, workspace_id: str) -> dict[str, list[Any]]:
    """All rows of a workspace, by table."""

    def read(connection, _workspace_id: str) -> dict[str, list[Any]]:
        return {
            table.name: sorted(
                map(repr, connection.execute(select(table).where(table.c.workspace_id == workspace_id)))
            )
            for table in metadata.sorted_tables
            if "workspace_id" in table.c
        }

    return await database.read(workspace_id, read)


def follow_up(playing: Team) -> GivenAnswer:
    subject = StepSubject(playing.review.id, follow_up_id="decision-makers")
    return GivenAnswer("V7", subject, "The board", LEAD, NOW.date())


def foreign_press(playing: Team) -> Press:
    return Press(OTHER, playing.review.id, AREA, 1, FIRST, TEAM[0], Choice.RED, 99)


ON_REVIEW: dict[str, Callable[[Any, Team, str], Any]] = {
    "press": lambda c, p, _: presses.record_many(c, OTHER, [foreign_press(p)]),
    "comment": lambda c, p, _: answering.save_comment(c, OTHER, foreign_press(p), "foreign", None),
    "details": lambda c, p, _: answers.save_details(c, OTHER, foreign_press(p), "foreign", None),
    "hide": lambda c, p, comment: answers.hide_comment(c, OTHER, p.review.id, AREA, comment, "x", LEAD, NOW),
    "post": lambda c, p, _: facilitating.post(c, OTHER, p.review.id, "data", LEAD, NOW),
    "post again": lambda c, p, _: areas.post_again(c, OTHER, p.review, AREA, LEAD, NOW),
    "reveal": lambda c, p, _: areas.reveal(c, OTHER, p.review, CHECKLIST, "data", 1, LEAD, NOW),
    "re-open": lambda c, p, _: areas.reopen(c, OTHER, p.review, AREA, LEAD, None, NOW),
    "agree": lambda c, p, _: agreements.agree(
        c, OTHER, p.review.id, AREA, FIRST, Choice.RED, "x", 1, LEAD, NOW
    ),
    "undo": lambda c, p, _: agreements.undo(c, OTHER, p.review.id, AREA, FIRST, 1, LEAD, NOW),
    "close": lambda c, p, _: lifecycle.close(c, OTHER, p.review.id, LEAD, NOW),
    "discard": lambda c, p, _: lifecycle.discard(c, OTHER, p.review.id, LEAD, NOW),
    "resume": lambda c, p, _: lifecycle.resume(c, OTHER, p.review.id, LEAD, NOW),
    "take over": lambda c, p, _: lifecycle.take_over(c, OTHER, p.review.id, LEAD, NOW),
    "complete": lambda c, p, _: areas.set_completeness(c, OTHER, p.review.id, AREA, NOW, NOW),
    "message": lambda c, p, _: areas.message_posted(
        c, OTHER, areas.subject(p.review.id, AREA), 1, CHANNEL, "6.6"
    ),
    "final": lambda c, p, _: areas.message_final(c, OTHER, p.review.id, AREA, 1),
    "mark": lambda c, p, _: marks.mark(c, OTHER, [(p.review.id, AREA)]),
    "mark channel": lambda c, p, _: marks.mark_channel(c, OTHER, [CHANNEL], only=None),
    "take": lambda c, p, _: marks.take(c, OTHER, p.review.id, AREA, NOW, NOW),
    "done": lambda c, p, _: marks.done(c, OTHER, p.review.id, AREA),
    "again": lambda c, p, _: marks.again(c, OTHER, p.review.id, AREA, NOW),
    "facilitator": lambda c, p, _: reviews.add_facilitator(c, OTHER, p.review.id, "UMALLORY", NOW),
    "record": lambda c, p, _: audit.record(c, OTHER, LEAD, "foreign", NOW, review_id=p.review.id),
    "left": lambda c, p, _: following.left(c, OTHER, CHANNEL, LEAD, NOW, CALENDARS),
    "changed": lambda c, p, _: following.changed(c, OTHER, Member(LEAD, is_deleted=True), NOW, CALENDARS),
    "archived": lambda c, p, _: following.archived(c, OTHER, CHANNEL, False),
    "renamed": lambda c, p, _: following.renamed(c, OTHER, CHANNEL, "foreign"),
    "quiet": lambda c, p, _: paces.put_off(c, OTHER, claims.POST, CHANNEL, NOW),
    "follow-up": lambda c, p, _: follow_ups.answer(
        c,
        OTHER,
        p.checklists,
        follow_up(p),
        LEAD,
        NOW,
        CALENDARS,
    ),
    "plan": lambda c, p, _: deliveries.plan(
        c, OTHER, DeliveryKey(DeliveryKind.START, str(p.review.id), CHANNEL), NOW
    ),
}


async def test_another_workspace_changes_nothing_of_ours(database: Database) -> None:
    playing = await ours(database)
    await theirs(database)
    comment = (await playing.read(answers.comments, playing.review.id, AREA, 1, FIRST))[0].id
    before = await kept(database, WORKSPACE)
    assert all(
        before[table] for table in ("answers", "agreements", "area_marks", "slack_paces", "follow_up_answers")
    )
    for what, change in ON_REVIEW.items():
        with contextlib.suppress(SocmobError, IntegrityError):
            await database.write(OTHER, lambda connection, _: change(connection, playing, comment))  # noqa: B023
        assert await kept(database, WORKSPACE) == before, what


async def test_another_workspace_finishes_no_delivery_of_ours(database: Database) -> None:
    await ours(database)
    await theirs(database)
    table = metadata.tables["deliveries"]
    sending = select(table.c.id).where(table.c.state == "sending")
    delivery_id = await database.read(WORKSPACE, lambda connection, _: connection.scalar(sending))
    before = await kept(database, WORKSPACE)
    for outcome in (
        outcomes.sent(CHANNEL, "6.6"),
        outcomes.dead("foreign"),
        outcomes.skipped("foreign"),
        outcomes.again(NOW),
    ):
        ending = Ending(OTHER, delivery_id, outcome)
        assert await database.write(OTHER, record, CLAIMED_BY, [ending], NOW) == [False]
    assert await kept(database, WORKSPACE) == before


def own_step(connection: Any) -> int:
    """The next step that answers a follow-up question of ours."""
    return int(connection.scalar(select(metadata.tables["next_steps"].c.id)))


ABOUT: dict[str, Callable[[Any, Team], Any]] = {
    "next step": lambda c, p: next_steps.get(c, OTHER, own_step(c)),
    "history of a next step": lambda c, p: next_steps.history(c, OTHER, own_step(c)),
    "review": lambda c, p: reviews.get(c, OTHER, p.review.id),
    "area": lambda c, p: reviews.area(c, OTHER, p.review.id, AREA),
    "areas": lambda c, p: reviews.all_areas(c, OTHER, p.review.id),
    "participants": lambda c, p: reviews.participant_ids(c, OTHER, p.review.id),
    "closed": lambda c, p: reviews.closed_in_channel(c, OTHER, CHANNEL),
    "board": lambda c, p: boards.area_board(c, OTHER, p.checklists, p.review.id, AREA),
    "revealed": lambda c, p: boards.revealed(c, OTHER, p.checklists, p.review.id),
    "my area": lambda c, p: boards.my_area(c, OTHER, p.checklists, p.review.id, AREA, TEAM[0]),
    "status": lambda c, p: viewing.status(c, OTHER, p.checklists, p.review.id, LEAD),
    "facilitated": lambda c, p: access.facilitated(c, OTHER, p.review.id, LEAD, FacilitatorsOnly.RUN),
    "answers": lambda c, p: answers.of_person(c, OTHER, p.review.id, AREA, 1, TEAM[0]),
    "answered": lambda c, p: answers.answered_by_area(c, OTHER, p.review.id, TEAM[0]),
    "tallies": lambda c, p: answers.tallies(c, OTHER, p.review.id, AREA, 1),
    "comments": lambda c, p: answers.comments(c, OTHER, p.review.id, AREA, 1, FIRST),
    "comment counts": lambda c, p: answers.comment_counts(c, OTHER, p.review.id, AREA, 1),
    "discussion": lambda c, p: discussing.question(
        c, OTHER, p.checklists, p.review.id, AREA, FIRST, LEAD, False
    ),
    "agreements": lambda c, p: agreements.history(c, OTHER, p.review.id, FIRST),
    "in force": lambda c, p: agreements.in_force(c, OTHER, p.review.id),
    "completed": lambda c, p: progress.completed(c, OTHER, p.review.id, CHECKLIST.area(AREA), 1),
    "has answers": lambda c, p: progress.has_answers(c, OTHER, p.review.id, AREA, 1),
    "messages": lambda c, p: areas.messages(c, OTHER, p.review.id, AREA),
    "on its way": lambda c, p: deliveries.is_on_its_way(
        c, OTHER, DeliveryKind.AREA, areas.subject(p.review.id, AREA)
    ),
    "follow-ups": lambda c, p: follow_ups.of_review(c, OTHER, p.review.id),
    "turn": lambda c, p: paces.next_turn(c, OTHER, claims.POST, CHANNEL),
}


async def test_another_workspace_sees_nothing_of_ours(database: Database) -> None:
    """What they ask for by our review's number they do not find, or find empty."""
    playing = await ours(database)
    await theirs(database)
    seen = {}
    for what, ask in ABOUT.items():
        with contextlib.suppress(SocmobError):
            seen[what] = await database.read(OTHER, lambda connection, _: ask(connection, playing))  # noqa: B023
    assert {what: found for what, found in seen.items() if found} == {}


async def test_the_same_form_in_both_workspaces_starts_two_reviews(database: Database) -> None:
    playing = await ours(database)
    review = await theirs(database)
    assert (review.workspace_id, review.title) == (OTHER, playing.review.title)
    assert review.id != playing.review.id
    assert await database.read(OTHER, reviews.open_in_channel, CHANNEL) == review
    assert (await playing.read(reviews.open_in_channel, CHANNEL)).id == playing.review.id
