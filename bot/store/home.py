"""All that an App Home shows, read in one transaction: as many statements whatever there is of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.calendar import local_date
from bot.domain.errors import SocmobError
from bot.domain.home import Coordinating, Home
from bot.store import coordinating, digest_times, home_reviews, home_steps, members, settings, step_lists

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.home import Pages
    from bot.domain.step_place import StepOutcome
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars


def read(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    pages: Pages,
    now: datetime,
    checklists: Checklists,
    calendars: Calendars,
) -> Home:
    """Only of the reviews in channels that this person is in, and of next steps of their own."""
    person = members.member(connection, workspace_id, user_id)
    common = calendars.workspace(connection, workspace_id)
    tz = person.tz if person is not None and person.tz else common.tz
    today = local_date(now, tz)
    seen = home_reviews.read(connection, workspace_id, checklists, person, user_id, pages.reviews_from, today)
    return Home(
        user_id=user_id,
        person=person,
        tz=tz,
        now=now,
        today=today,
        said=pages.said,
        result=_result(connection, workspace_id, pages.step_id, user_id, now, checklists, calendars),
        waiting=seen.waiting,
        facilitated=seen.facilitated,
        also_facilitates=seen.also_facilitates,
        steps=home_steps.of_person(connection, workspace_id, checklists, user_id, pages.steps_from, today),
        reviews=seen.reviews,
        settings=calendars.person(connection, workspace_id, user_id),
        common=common,
        next_digest_at=digest_times.next_of_person(connection, workspace_id, user_id),
        coordinating=_coordinating(connection, workspace_id, user_id, today),
    )


def _coordinating(
    connection: Connection, workspace_id: str, user_id: str, today: date
) -> Coordinating | None:
    if not coordinating.is_coordinator(connection, workspace_id, user_id):
        return None
    days = [one for one in settings.own_days(connection, workspace_id) if one.on >= today]
    return Coordinating(coordinating.ids(connection, workspace_id), tuple(days))


def _result(
    connection: Connection,
    workspace_id: str,
    step_id: int | None,
    user_id: str,
    now: datetime,
    checklists: Checklists,
    calendars: Calendars,
) -> StepOutcome | None:
    """What a change of a next step came to; None where it can no longer be seen."""
    if step_id is None:
        return None
    try:
        return step_lists.outcome(connection, workspace_id, checklists, step_id, user_id, now, calendars)
    except SocmobError:
        return None
