"""The App Homes that people have opened: what each shows a page of, and whether it waits to be published.

All times are real time. One home is published by one process at a time, so that what was read later is never
overwritten by what was read before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from bot.domain.home import Pages
from bot.store import paces
from bot.store.schema import homes
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.deliveries import DeliveryTimes

PUBLISH = "views.publish"
FIRST_PAGES = {"steps_from": 0, "reviews_from": 0}
NOTHING_SAID = {"said": None, "step_id": None}


def opened(connection: Connection, workspace_id: str, user_id: str, now: datetime) -> None:
    """Somebody looks at theirs: it begins at the beginning."""
    _set(connection, workspace_id, user_id, now, opened_at=now, **FIRST_PAGES, **NOTHING_SAID)


def pressed(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    now: datetime,
    said: str | None,
    step_id: int | None,
) -> None:
    """What a press there came to stands on top until the next one."""
    _set(connection, workspace_id, user_id, now, opened_at=now, said=said, step_id=step_id)


def turned(
    connection: Connection, workspace_id: str, user_id: str, now: datetime, of: str, start: int
) -> None:
    """``of``: "steps_from" or "reviews_from". A page that is no longer there is the last one."""
    assert of in FIRST_PAGES, "what has pages"
    _set(connection, workspace_id, user_id, now, opened_at=now, **{of: start}, **NOTHING_SAID)


def take(
    connection: Connection,
    workspace_id: str,
    user_id: str,
    now: datetime,
    times: DeliveryTimes,
    paced: bool,
) -> Pages | None:
    """Holds a home for one publication; None where somebody else does, or it is not our turn.

    ``paced``: nobody looks at it at this moment as far as we know, so it waits for the workspace's turn.
    """
    if paced and not paces.take(
        connection, workspace_id, PUBLISH, paces.WHOLE_WORKSPACE, now, times.home_gap
    ):
        return None
    row = connection.execute(
        update(homes)
        .where(*_of(workspace_id, user_id), homes.c.lease_until.is_(None) | (homes.c.lease_until < now))
        .values(stale_at=None, lease_until=now + times.lease)
        .returning(homes.c.steps_from, homes.c.reviews_from, homes.c.said, homes.c.step_id)
    ).first()
    return None if row is None else Pages(**row._mapping)


def done(connection: Connection, workspace_id: str, user_id: str) -> bool:
    """Ends a publication; returns whether something has changed since it was taken."""
    stale_at = connection.execute(
        update(homes).where(*_of(workspace_id, user_id)).values(lease_until=None).returning(homes.c.stale_at)
    ).scalar()
    return stale_at is not None


def again(
    connection: Connection, workspace_id: str, user_id: str, now: datetime, not_before: datetime
) -> None:
    """It did not reach Slack: it is due again at ``not_before``."""
    connection.execute(
        update(homes)
        .where(*_of(workspace_id, user_id))
        .values(stale_at=func.coalesce(homes.c.stale_at, now), lease_until=not_before)
    )


def forget(connection: Connection, workspace_id: str, user_id: str) -> None:
    """Slack does not take it: nothing is published until it is opened again."""
    connection.execute(delete(homes).where(*_of(workspace_id, user_id)))


def next_stale(
    connection: Connection, now: datetime, excluding: Iterable[str] = ()
) -> tuple[str, str] | None:
    """The home (workspace, person) that has waited longest; one whose process was killed waits too."""
    elsewhere = homes.c.workspace_id.not_in(list(excluding))
    waiting = (
        select(homes.c.workspace_id, homes.c.user_id)
        .where(
            homes.c.stale_at.is_not(None),
            homes.c.lease_until.is_(None) | (homes.c.lease_until < now),
            elsewhere,
        )
        .order_by(homes.c.stale_at)
        .limit(1)
    )
    abandoned = (
        select(homes.c.workspace_id, homes.c.user_id)
        .where(homes.c.lease_until < now, elsewhere)
        .order_by(homes.c.lease_until)
        .limit(1)
    )
    row = connection.execute(waiting).first() or connection.execute(abandoned).first()
    return None if row is None else (row.workspace_id, row.user_id)


def next_lease_end(connection: Connection, now: datetime) -> datetime | None:
    """When the first home that is held now becomes free."""
    end: datetime | None = connection.execute(
        select(func.min(homes.c.lease_until)).where(homes.c.lease_until >= now)
    ).scalar()
    return end


def _set(connection: Connection, workspace_id: str, user_id: str, now: datetime, **values: Any) -> None:
    """Whatever is set is to be published."""
    statement = insert(connection, homes).values(
        workspace_id=workspace_id,
        user_id=user_id,
        stale_at=now,
        **{**FIRST_PAGES, **values},
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "user_id"], set_={"stale_at": now, **values}
        )
    )


def _of(workspace_id: str, user_id: str) -> tuple:
    return (homes.c.workspace_id == workspace_id, homes.c.user_id == user_id)
