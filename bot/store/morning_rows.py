"""The deliveries of morning messages: one for each person and day of theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, tuple_

from bot.domain.deliveries import UNFINISHED, DeliveryKey, DeliveryKind, DeliveryState
from bot.domain.reminders import DAY
from bot.store import deliveries as outbox
from bot.store.schema import deliveries, person_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import Connection, Row

    from bot.store.rota import Reader, Rota

delivery = deliveries.c
NO_SUBJECT = "-"
SAME_HOUR = timedelta(minutes=59)
"""Who set two hours for their messages gets two; what comes sooner after the other is one message."""


def key(user_id: str, on: date) -> DeliveryKey:
    return DeliveryKey(DeliveryKind.MORNING, NO_SUBJECT, user_id, on.isoformat())


def is_unfinished(connection: Connection, workspace_id: str, user_id: str, on: date) -> bool:
    """Whether the message of a day is planned or being sent."""
    state = connection.execute(select(delivery.state).where(*of_day(workspace_id, user_id, on))).scalar()
    return state in UNFINISHED


def is_carried(
    connection: Connection, workspace_id: str, user_id: str, on: date, digest_built_at: datetime
) -> bool:
    """Whether a digest whose last try began then carries the message of a day: the digest asks it when it is
    built, and the message when it is its turn, so that what one says the other leaves out.
    """
    row = connection.execute(
        select(delivery.planned_at, delivery.finished_at).where(*of_day(workspace_id, user_id, on))
    ).first()
    if row is None or row.planned_at > digest_built_at:
        return False
    return row.finished_at is None or row.finished_at > digest_built_at


def digest_beside(connection: Connection, workspace_id: str, user_id: str, at: datetime) -> Row | None:
    """The digest that somebody gets less than an hour from ``at``: its state, and when it was last tried."""
    return connection.execute(
        select(delivery.state, delivery.last_try_at).where(
            delivery.workspace_id == workspace_id,
            delivery.kind == DeliveryKind.DIGEST,
            delivery.recipient_id == user_id,
            delivery.next_at.between(at - SAME_HOUR, at + SAME_HOUR),
        )
    ).first()


def digest_comes(connection: Connection, workspace_id: str, user_id: str, at: datetime) -> datetime | None:
    """When somebody's next digest is due, where it is not planned yet and less than an hour from ``at``."""
    found: datetime | None = connection.execute(
        select(person_settings.c.digest_at).where(
            person_settings.c.workspace_id == workspace_id,
            person_settings.c.user_id == user_id,
            person_settings.c.digest_at.between(at - SAME_HOUR, at + SAME_HOUR),
        )
    ).scalar()
    return found


def of_day(workspace_id: str, user_id: str, on: date) -> tuple:
    wanted = key(user_id, on)
    return (
        delivery.workspace_id == workspace_id,
        delivery.kind == wanted.kind,
        delivery.subject_id == wanted.subject_id,
        delivery.recipient_id == wanted.recipient_id,
        delivery.occurrence == wanted.occurrence,
    )


def join(
    connection: Connection, rota: Rota, wanted: Iterable[tuple[Reader, date]], now: datetime
) -> dict[tuple[Reader, date], date]:
    """Plans the morning messages of some people and days, and says which day each came to.

    A message that is sent, or on its way, takes nothing more: then it is the next working day's. The caller's
    transaction holds the messages, so that none is built before what joins it is stored.
    """
    left = {asked: asked[1] for asked in wanted}
    found: dict[tuple[Reader, date], date] = {}
    while left:
        messages = {(reader, on) for (reader, _), on in left.items()}
        takes = _planned(connection, rota, messages, now)
        for asked, on in list(left.items()):
            reader = asked[0]
            if (reader, on) in takes:
                found[asked] = left.pop(asked)
            else:
                left[asked] = rota.calendar(reader.workspace_id).forward(on + DAY)
    return found


def _planned(
    connection: Connection, rota: Rota, messages: set[tuple[Reader, date]], now: datetime
) -> set[tuple[Reader, date]]:
    """Those of some messages that are planned, just now or before, and held by nobody who sends them."""
    by_workspace: dict[str, list[tuple[Reader, date]]] = {}
    # All workers take them in the same order, so that two never wait in a ring.
    for reader, on in sorted(messages, key=lambda one: (one[0].workspace_id, one[0].user_id, one[1])):
        by_workspace.setdefault(reader.workspace_id, []).append((reader, on))
    known: dict[tuple[str, str, str], tuple[Reader, date]] = {}
    for workspace_id, mine in by_workspace.items():
        rows = [(key(reader.user_id, on), rota.instant(reader, on)) for reader, on in mine]
        if outbox.plan_many(connection, workspace_id, rows, now) < len(rows):
            known |= {(workspace_id, reader.user_id, on.isoformat()): (reader, on) for reader, on in mine}
    if not known:
        return messages
    waiting = {tuple(row) for row in connection.execute(_WAITING, {"messages": sorted(known)})}
    return messages - {message for row, message in known.items() if row not in waiting}


_WAITING = (
    select(delivery.workspace_id, delivery.recipient_id, delivery.occurrence)
    .where(
        delivery.kind == DeliveryKind.MORNING,
        delivery.subject_id == NO_SUBJECT,
        delivery.state == DeliveryState.PLANNED,
        tuple_(delivery.workspace_id, delivery.recipient_id, delivery.occurrence).in_(
            bindparam("messages", expanding=True)
        ),
    )
    .order_by(delivery.workspace_id, delivery.recipient_id, delivery.occurrence)
    .with_for_update()
)
