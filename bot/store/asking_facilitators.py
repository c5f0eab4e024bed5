"""What facilitators are told about next steps: that an owner has left, that reminders have ended."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, tuple_

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.next_steps import UNFINISHED
from bot.domain.people import is_forgotten
from bot.store import deliveries
from bot.store.reminder_rows import Reminder
from bot.store.schema import channel_members, members, next_steps, review_facilitators, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.store.rota import Rota

ReviewKey = tuple[str, int]
step = next_steps.c


def owner_subject(review_id: int, owner_id: str) -> str:
    """The subject of the question for a new owner: ``12|U0000001``."""
    return f"{review_id}|{owner_id}"


def read_owner_subject(subject: str) -> tuple[int, str]:
    review_id, owner_id = subject.split("|")
    return int(review_id), owner_id


def about_overdue(connection: Connection, rota: Rota, rows: Sequence[Row], now: datetime) -> None:
    """Plans to tell the facilitators that reminders have ended, once for each due date."""
    recipients = _recipients(connection, rota, rows)
    _plan(
        connection,
        rota,
        (
            (
                row.workspace_id,
                DeliveryKey(DeliveryKind.OVERDUE, str(row.id), user_id, row.due_on.isoformat()),
            )
            for row in rows
            for user_id in recipients[row.id]
        ),
        now,
    )


def about_owners(connection: Connection, rota: Rota, rows: Sequence[Row], now: datetime) -> list[Reminder]:
    """Plans to ask for new owners, once for each owner, review and set of next steps.

    Returns what then holds for all of these next steps, due or not: nothing more is said of them to anybody
    until one of them is changed, or its owner is back.
    """
    if not rows:
        return []
    owned = connection.execute(
        _OWNED, {"owned": sorted({(row.workspace_id, row.review_id, row.owner_id) for row in rows})}
    ).all()
    sets: dict[tuple[str, int, str], list[int]] = {}
    for row in owned:
        sets.setdefault((row.workspace_id, row.review_id, row.owner_id), []).append(row.id)
    recipients = _recipients(connection, rota, rows)
    wanted: dict[tuple[str, DeliveryKey], None] = {}
    for row in rows:
        ids = sets[row.workspace_id, row.review_id, row.owner_id]
        for user_id in recipients[row.id]:
            subject = owner_subject(row.review_id, row.owner_id)
            key = DeliveryKey(DeliveryKind.OWNER_GONE, subject, user_id, _name(ids))
            wanted[row.workspace_id, key] = None
    _plan(connection, rota, wanted, now)
    return [Reminder(row.id, escalated_at=row.escalated_at) for row in owned]


def active_facilitators(connection: Connection, asked: Iterable[ReviewKey]) -> Mapping[ReviewKey, list[str]]:
    """Facilitators who are in the review's channel and not deactivated, in the order of their naming."""
    found: dict[ReviewKey, list[str]] = {}
    for row in connection.execute(_FACILITATORS, {"reviews": sorted(set(asked))}):
        found.setdefault((row.workspace_id, row.review_id), []).append(row.user_id)
    return found


def _recipients(connection: Connection, rota: Rota, rows: Sequence[Row]) -> dict[int, list[str]]:
    """Whom to tell about each next step: the active facilitators, else whoever added it, else whoever
    started the review; whether that person is there to read it shows when it is sent.
    """
    if not rows:
        return {}
    reviews_ = {(row.workspace_id, row.review_id) for row in rows}
    facilitators = active_facilitators(connection, reviews_)
    starters = {
        (row.workspace_id, row.id): row.started_by
        for row in connection.execute(_STARTERS, {"reviews": sorted(reviews_)})
    }
    left = {
        (row.workspace_id, row.created_by)
        for row in rows
        if (row.workspace_id, row.review_id) not in facilitators
    }
    rota.learn(connection, left)
    found = {}
    for row in rows:
        review = (row.workspace_id, row.review_id)
        if review in facilitators:
            found[row.id] = facilitators[review]
        elif rota.reader((row.workspace_id, row.created_by)).is_person:
            found[row.id] = [row.created_by]
        else:
            starter = starters[review]
            found[row.id] = [] if is_forgotten(starter) else [starter]
    rota.learn(connection, {(row.workspace_id, user_id) for row in rows for user_id in found[row.id]})
    return found


def _plan(
    connection: Connection, rota: Rota, wanted: Iterable[tuple[str, DeliveryKey]], now: datetime
) -> None:
    """Each for the recipient's working day: at once where it has begun, else for their next morning."""
    by_workspace: dict[str, list[tuple[DeliveryKey, datetime]]] = {}
    for workspace_id, key in wanted:
        reader = rota.reader((workspace_id, key.recipient_id))
        by_workspace.setdefault(workspace_id, []).append((key, rota.soonest(reader)))
    for workspace_id, rows in sorted(by_workspace.items()):
        rows.sort(key=lambda row: (row[0].kind, row[0].subject_id, row[0].recipient_id, row[0].occurrence))
        deliveries.plan_many(connection, workspace_id, rows, now)


def _name(step_ids: Iterable[int]) -> str:
    """A name for a set of next steps, short enough for an occurrence."""
    ids = ",".join(str(step_id) for step_id in sorted(step_ids))
    return hashlib.sha256(ids.encode()).hexdigest()[:32]


_OWNED = (
    select(step.id, step.workspace_id, step.review_id, step.owner_id, step.escalated_at)
    .where(
        tuple_(step.workspace_id, step.review_id, step.owner_id).in_(bindparam("owned", expanding=True)),
        step.state.in_(UNFINISHED),
    )
    .order_by(step.id)
    .with_for_update()
)
_STARTERS = select(reviews.c.workspace_id, reviews.c.id, reviews.c.started_by).where(
    tuple_(reviews.c.workspace_id, reviews.c.id).in_(bindparam("reviews", expanding=True))
)
_FACILITATORS = (
    select(review_facilitators.c.workspace_id, review_facilitators.c.review_id, review_facilitators.c.user_id)
    .join(
        reviews,
        (reviews.c.workspace_id == review_facilitators.c.workspace_id)
        & (reviews.c.id == review_facilitators.c.review_id),
    )
    .join(
        channel_members,
        (channel_members.c.workspace_id == reviews.c.workspace_id)
        & (channel_members.c.channel_id == reviews.c.channel_id)
        & (channel_members.c.user_id == review_facilitators.c.user_id),
    )
    .join(
        members,
        (members.c.workspace_id == review_facilitators.c.workspace_id)
        & (members.c.user_id == review_facilitators.c.user_id),
    )
    .where(
        tuple_(review_facilitators.c.workspace_id, review_facilitators.c.review_id).in_(
            bindparam("reviews", expanding=True)
        ),
        members.c.is_deleted.is_(False),
        members.c.is_bot.is_(False),
    )
    .order_by(review_facilitators.c.added_at, review_facilitators.c.user_id)
)
