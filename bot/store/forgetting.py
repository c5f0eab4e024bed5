"""``forget-me``: takes everything away by which somebody could be told, and keeps what all others rely on.

Column by column:

* ``REMOVED``: rows that are about this person alone go. Answers go with their comments and links; those that
  were revealed stay as numbers (``store.totals``), so that tallies, proposals and progress stay as they were.
* ``RENAMED``: rows that are about something else stay, such as a next step or an agreement. In place of the
  person stands the random key that the record knew them by, in a form that is no id of Slack's.
* ``REWRITTEN``: what changed in a next step names its owners in JSON; the key takes their place there too.
* The record (``audit_events``) holds that key alone from the start; the row that leads from a person to it is
  removed. Who comes back gets a new one.
* Texts that people wrote stay as they are, even where they name somebody; so does what stands in Slack.

The copy of Slack's directory (``members``, ``channel_members``) goes as well. It is read again when an area
is posted in a channel that the person is still in, or when they use the app: as anybody new there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, delete, func, or_, select, update

from bot.domain.deliveries import DeliveryKind
from bot.domain.forgetting import Footprint
from bot.domain.next_steps import UNFINISHED
from bot.domain.people import forgotten
from bot.domain.reviews import ReviewState
from bot.store import audit, coordinating, lifecycle, marks, members, reminders, reviews, settings, totals
from bot.store import home_changes as changes_of_homes
from bot.store.schema import (
    agreements,
    answers,
    channel_members,
    coordinators,
    deliveries,
    export_requests,
    follow_up_answers,
    home_changes,
    homes,
    morning_steps,
    next_step_changes,
    next_steps,
    person_keys,
    person_settings,
    review_areas,
    review_facilitators,
    review_participants,
)
from bot.store.schema import members as members_table
from bot.store.schema import reviews as reviews_table

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.reviews import Review
    from bot.store.settings import Calendars

REMOVED = (
    deliveries.c.recipient_id,
    homes.c.user_id,
    home_changes.c.user_id,
    morning_steps.c.user_id,
    person_settings.c.user_id,
    coordinators.c.user_id,
    review_facilitators.c.user_id,
    review_participants.c.user_id,
    channel_members.c.user_id,
    members_table.c.user_id,
    person_keys.c.user_id,
)
RENAMED = (
    answers.c.comment_hidden_by,
    agreements.c.agreed_by,
    reviews_table.c.started_by,
    reviews_table.c.closed_by,
    review_areas.c.revealed_by,
    follow_up_answers.c.answered_by,
    next_steps.c.owner_id,
    next_steps.c.created_by,
    next_steps.c.assigned_by,
    next_step_changes.c.changed_by,
)
REWRITTEN = (next_step_changes.c.before, next_step_changes.c.after)


def footprint(connection: Connection, workspace_id: str, user_id: str) -> Footprint:
    given = connection.execute(
        select(func.count(answers.c.choice), func.count(answers.c.comment_id)).where(
            answers.c.workspace_id == workspace_id, answers.c.user_id == user_id
        )
    ).one()
    steps: int = connection.execute(
        select(func.count()).select_from(next_steps).where(*_open_steps(workspace_id, user_id))
    ).scalar_one()
    return Footprint(
        answers=given[0],
        comments=given[1],
        open_steps=steps,
        is_in_network=settings.person(connection, workspace_id, user_id).membership.is_member,
        is_coordinator=user_id in coordinating.ids(connection, workspace_id),
        alone_in=tuple(
            review.channel_id
            for review in _facilitated(connection, workspace_id, user_id)
            if set(lifecycle.active_facilitators(connection, workspace_id, review)) <= {user_id}
        ),
    )


def forget(
    connection: Connection, workspace_id: str, user_id: str, now: datetime, calendars: Calendars
) -> None:
    """To forget somebody twice forgets them once. All of it, or in case of trouble nothing."""
    answered = totals.areas_answered(connection, workspace_id, user_id)
    totals.hold(connection, workspace_id, answered)
    ran = [review.channel_id for review in _facilitated(connection, workspace_id, user_id)]
    channel_ids = members.channels_of(connection, workspace_id, user_id)
    owned = _owned(connection, workspace_id, user_id)
    totals.take_names_off(connection, workspace_id, answers.c.user_id == user_id)
    key = audit.person_key(connection, workspace_id, user_id)
    _rename(connection, workspace_id, user_id, forgotten(key))
    _remove(connection, workspace_id, user_id)
    audit.record(connection, workspace_id, None, "person forgotten", now, subject=key)
    changes_of_homes.in_channels(connection, workspace_id, channel_ids)
    # As for an owner who has left: the facilitators are asked for a new one.
    for step_id, _ in owned:
        reminders.reschedule(connection, workspace_id, step_id, now, calendars)
    lifecycle.tell_where_nobody_facilitates(connection, workspace_id, ran, now)
    marks.mark(connection, workspace_id, {*answered, *(area for _, area in owned if area is not None)})
    marks.mark_channel(connection, workspace_id, channel_ids)


def _facilitated(connection: Connection, workspace_id: str, user_id: str) -> list[Review]:
    """The open reviews that somebody facilitates."""
    ids = connection.execute(
        select(reviews_table.c.id)
        .join(
            review_facilitators,
            (review_facilitators.c.workspace_id == reviews_table.c.workspace_id)
            & (review_facilitators.c.review_id == reviews_table.c.id),
        )
        .where(
            reviews_table.c.workspace_id == workspace_id,
            reviews_table.c.state == ReviewState.OPEN,
            review_facilitators.c.user_id == user_id,
        )
        .order_by(reviews_table.c.id)
    ).scalars()
    return [reviews.get(connection, workspace_id, review_id) for review_id in list(ids)]


def _owned(
    connection: Connection, workspace_id: str, user_id: str
) -> list[tuple[int, tuple[int, str] | None]]:
    """Their unfinished next steps, held, each with the area (review, area) whose message shows it."""
    rows = connection.execute(
        select(next_steps.c.id, next_steps.c.review_id, next_steps.c.area_id)
        .where(*_open_steps(workspace_id, user_id))
        .order_by(next_steps.c.id)
        .with_for_update()
    )
    return [(row.id, (row.review_id, row.area_id) if row.area_id else None) for row in rows]


def _open_steps(workspace_id: str, user_id: str) -> tuple[Any, ...]:
    return (
        next_steps.c.workspace_id == workspace_id,
        next_steps.c.owner_id == user_id,
        next_steps.c.state.in_(UNFINISHED),
    )


def _rename(connection: Connection, workspace_id: str, user_id: str, stands_for: str) -> None:
    for column in RENAMED:
        table = column.table
        connection.execute(
            update(table)
            .where(table.c.workspace_id == workspace_id, column == user_id)
            .values({column.name: stands_for})
        )
    kept = next_step_changes.c
    named = connection.execute(
        select(kept.step_id, kept.sequence, *REWRITTEN).where(
            kept.workspace_id == workspace_id,
            or_(*(cast(column, Text).contains(user_id, autoescape=True) for column in REWRITTEN)),
        )
    ).all()
    for row in named:
        connection.execute(
            update(next_step_changes)
            .where(
                kept.workspace_id == workspace_id,
                kept.step_id == row.step_id,
                kept.sequence == row.sequence,
            )
            .values(
                before=_without(row.before, user_id, stands_for),
                after=_without(row.after, user_id, stands_for),
            )
        )


def _without(values: dict[str, Any], user_id: str, stands_for: str) -> dict[str, Any]:
    return {name: stands_for if value == user_id else value for name, value in values.items()}


def _remove(connection: Connection, workspace_id: str, user_id: str) -> None:
    asks_about_them = (deliveries.c.kind == DeliveryKind.OWNER_GONE) & deliveries.c.subject_id.endswith(
        f"|{user_id}", autoescape=True
    )
    connection.execute(delete(deliveries).where(deliveries.c.workspace_id == workspace_id, asks_about_them))
    asked = export_requests.c.origin.contains(user_id, autoescape=True)
    connection.execute(delete(export_requests).where(export_requests.c.workspace_id == workspace_id, asked))
    said = homes.c.said.contains(user_id, autoescape=True)
    connection.execute(update(homes).where(homes.c.workspace_id == workspace_id, said).values(said=None))
    for column in REMOVED:
        table = column.table
        connection.execute(delete(table).where(table.c.workspace_id == workspace_id, column == user_id))
