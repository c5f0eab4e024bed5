"""What follows once a digest is posted: the next one counts from there, and its picture is planned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.calendar import instant, local_date
from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.store import deliveries, digest_times, morning_rows
from bot.store.schema import person_settings, workspace_settings
from bot.store.settings import of_person

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.store.settings import Calendars

SINCE = "%Y%m%dT%H%M%S.%f%z"
"""The occurrence of a picture is the instant since when it shows what moved, as ISO 8601 has it."""


def record(connection: Connection, workspace_id: str, delivery: Delivery, now: datetime) -> None:
    """In the transaction that records it as sent.

    What moved while it was on its way is told again rather than never: the next one counts from when this
    one was taken to be built.
    """
    built_at = delivery.last_try_at
    if delivery.key.is_direct:
        user_id = delivery.key.recipient_id
        since = digest_times.since_of_person(connection, workspace_id, user_id, built_at)
        connection.execute(
            update(person_settings).where(*of_person(workspace_id, user_id)).values(last_digest_at=built_at)
        )
    else:
        since = digest_times.since_of_channel(connection, workspace_id, built_at)
        connection.execute(
            update(workspace_settings)
            .where(workspace_settings.c.workspace_id == workspace_id)
            .values(digest_channel_last_at=built_at)
        )
    key = DeliveryKey(DeliveryKind.CHART, delivery.id, delivery.key.recipient_id, since.strftime(SINCE))
    deliveries.plan(connection, workspace_id, key, now)


def carried_morning(
    connection: Connection, workspace_id: str, delivery: Delivery, calendars: Calendars
) -> date | None:
    """The day whose morning message a digest carries: one of the same hour that waited when the digest was
    taken to be built.
    """
    user_id = delivery.key.recipient_id
    mine = calendars.person(connection, workspace_id, user_id)
    tz = calendars.tz_of(connection, workspace_id, user_id)
    on = local_date(delivery.due_at, tz)
    apart = abs(instant(on, mine.morning(), tz) - delivery.due_at)
    if apart > morning_rows.SAME_HOUR:
        return None
    waits = morning_rows.is_carried(connection, workspace_id, user_id, on, delivery.last_try_at)
    return on if waits else None


def since_of(chart: Delivery) -> datetime:
    return datetime.fromisoformat(chart.key.occurrence)
