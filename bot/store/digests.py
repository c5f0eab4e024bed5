"""What a digest holds, read for one reader at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.calendar import local_date
from bot.domain.digest import Digest, Move, Schedule, Waiting, bars, newly_agreed, worst_first
from bot.domain.reviews import takes_part
from bot.domain.suggestions import choose
from bot.store import (
    boards,
    digest_scope,
    digest_steps,
    digest_times,
    ideas,
    members,
    reviews,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.store.checklists import Checklists
    from bot.store.digest_scope import SeenReview
    from bot.store.settings import Calendars
    from bot.store.standings import Standings


def of_person(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    calendars: Calendars,
    standings: Standings,
    user_id: str,
    now: datetime,
) -> Digest:
    """One person's digest at ``now``: what moved since their last one, and what waits for them."""
    today = local_date(now, calendars.tz_of(connection, workspace_id, user_id))
    scope = digest_scope.of_person(connection, workspace_id, user_id)
    seen = digest_scope.reviews_seen(connection, workspace_id, scope)
    inside = [one.id for one in seen if one.is_inside]
    since = digest_times.since_of_person(connection, workspace_id, user_id, now)
    overdue, due_soon = digest_steps.counts(connection, workspace_id, inside, today)
    return Digest(
        today=today,
        since=local_date(since, calendars.tz_of(connection, workspace_id, user_id)),
        **_ratings(connection, workspace_id, checklists, standings, seen, since, now),
        overdue=overdue,
        due_soon=due_soon,
        waiting=tuple(_waiting(connection, workspace_id, checklists, user_id, seen)),
        own=digest_steps.own(connection, workspace_id, user_id, today),
        suggestion=choose(ideas.candidates(connection, workspace_id, checklists, seen), today),
        schedule=_schedule(connection, workspace_id, calendars, user_id),
    )


def of_channel(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    calendars: Calendars,
    standings: Standings,
    channel_id: str,
    now: datetime,
) -> Digest:
    """The digest of all who are in a channel: only what each of them may see."""
    settings = calendars.workspace(connection, workspace_id)
    today = local_date(now, settings.tz)
    scope = digest_scope.of_channel(connection, workspace_id, channel_id)
    seen = digest_scope.reviews_seen(connection, workspace_id, scope)
    inside = [one.id for one in seen if one.is_inside]
    since = digest_times.since_of_channel(connection, workspace_id, now)
    overdue, due_soon = digest_steps.counts(connection, workspace_id, inside, today)
    return Digest(
        today=today,
        since=local_date(since, settings.tz),
        **_ratings(connection, workspace_id, checklists, standings, seen, since, now),
        overdue=overdue,
        due_soon=due_soon,
        is_shared=True,
    )


def _ratings(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    standings: Standings,
    seen: Sequence[SeenReview],
    since: datetime,
    now: datetime,
) -> dict:
    found = standings.between(connection, workspace_id, [one.id for one in seen], since, now)
    moves = _moves(connection, workspace_id, checklists, seen, found.moved, since, now)
    return {
        "areas": bars(found.shifts, standing.places(connection, checklists, seen)),
        "reviews": found.channels,
        "moves": worst_first(moves),
        "newly_agreed": newly_agreed(found.shifts),
    }


def _moves(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    seen: Iterable[SeenReview],
    moved: Iterable[Row],
    since: datetime,
    now: datetime,
) -> list[Move]:
    by_id = {one.id: one for one in seen}
    inside = [one.id for one in by_id.values() if one.is_inside]
    done = digest_steps.done_since(connection, workspace_id, inside, since, now)
    found = []
    for row in moved:
        review = by_id[row.review_id]
        checklist = checklists.get(connection, review.checklist_hash)
        found.append(
            Move(
                checklist.area_of(row.question_id).question(row.question_id).short,
                row.before,
                row.after,
                channel_id=review.channel_id if review.is_inside else None,
                done=done.get((review.id, row.question_id)),
            )
        )
    return found


def _waiting(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    user_id: str,
    seen: Iterable[SeenReview],
) -> Iterator[Waiting]:
    person = members.member(connection, workspace_id, user_id)
    if person is None:
        return
    for one in seen:
        if not (one.is_open and one.is_inside):
            continue
        review = reviews.get(connection, workspace_id, one.id)
        chosen = reviews.participant_ids(connection, workspace_id, one.id) | set(review.facilitator_ids)
        if takes_part(review.participation, person, user_id in chosen):
            areas = boards.waiting_for(connection, workspace_id, checklists, review, user_id)
            if areas:
                yield Waiting(review.id, review.title, len(areas))


def _schedule(
    connection: Connection, workspace_id: str, calendars: Calendars, user_id: str
) -> Schedule | None:
    mine = calendars.person(connection, workspace_id, user_id)
    if not mine.membership.is_member:
        return None
    settings = calendars.workspace(connection, workspace_id)
    return Schedule(mine.digest_day(settings), mine.digest_hour(settings))
