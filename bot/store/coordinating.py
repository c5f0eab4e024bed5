"""Who looks after the settings of the whole workspace, and what they set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from bot.domain.network_errors import (
    CoordinatorIsNoMember,
    NobodyCoordinates,
    NotACoordinator,
    OutsidersInChannel,
)
from bot.store import audit, home_changes, members, network, settings, working_days
from bot.store.schema import coordinators, workspace_settings
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.network import OwnDay, WorkspaceSettings
    from bot.store.settings import Calendars


@dataclass(frozen=True)
class Coordinated:
    """What the form of the workspace's settings shows."""

    settings: WorkspaceSettings
    coordinator_ids: tuple[str, ...]
    days: tuple[OwnDay, ...]


def ids(connection: Connection, workspace_id: str) -> tuple[str, ...]:
    """Those who are named, the first one first; Slack's admins can do the same."""
    return tuple(
        connection.execute(
            select(coordinators.c.user_id)
            .where(coordinators.c.workspace_id == workspace_id)
            .order_by(coordinators.c.added_at, coordinators.c.user_id)
        ).scalars()
    )


def is_coordinator(connection: Connection, workspace_id: str, user_id: str) -> bool:
    if user_id in ids(connection, workspace_id):
        return True
    person = members.member(connection, workspace_id, user_id)
    return person is not None and person.is_admin and person.is_full_member


def check(connection: Connection, workspace_id: str, user_id: str) -> None:
    """Raises NotACoordinator."""
    if not is_coordinator(connection, workspace_id, user_id):
        raise NotACoordinator(ids(connection, workspace_id))


def add(connection: Connection, workspace_id: str, user_ids: Iterable[str], now: datetime) -> None:
    """Those whom the operator names, in their order; who is one already stays as they are."""
    for number, user_id in enumerate(user_ids):
        # So that the order stays: the first one's time zone is the workspace's, until one is set.
        added_at = now + timedelta(microseconds=number)
        added = connection.execute(
            insert(connection, coordinators)
            .values(workspace_id=workspace_id, user_id=user_id, added_at=added_at)
            .on_conflict_do_nothing()
            .returning(coordinators.c.user_id)
        ).first()
        if added is not None:
            key = audit.person_key(connection, workspace_id, user_id)
            audit.record(connection, workspace_id, None, "coordinator named", now, subject=key)
            home_changes.for_people(connection, workspace_id, [user_id])


def read(connection: Connection, workspace_id: str, calendars: Calendars, user_id: str) -> Coordinated:
    """Raises NotACoordinator."""
    check(connection, workspace_id, user_id)
    return Coordinated(
        calendars.workspace(connection, workspace_id),
        ids(connection, workspace_id),
        tuple(settings.own_days(connection, workspace_id)),
    )


def save(
    connection: Connection,
    workspace_id: str,
    calendars: Calendars,
    new: WorkspaceSettings,
    coordinator_ids: tuple[str, ...],
    by: str,
    now: datetime,
) -> None:
    """Sets what holds for the whole workspace, and what follows from it for its digests.

    Our copy of the named channels and people has to be current. Raises NotACoordinator, NobodyCoordinates,
    CoordinatorIsNoMember, OutsidersInChannel.
    """
    check(connection, workspace_id, by)
    before = calendars.workspace(connection, workspace_id)
    _check_coordinators(connection, workspace_id, coordinator_ids)
    if new.digest_channel_id not in (None, before.digest_channel_id):
        _check_insiders(connection, workspace_id, new.digest_channel_id)
    values: dict[str, Any] = {
        "tz": new.tz,
        "region": new.region,
        "digest_weekday": new.digest_weekday,
        "digest_time": new.digest_time,
        "network_channel_id": new.network_channel_id,
        "digest_channel_id": new.digest_channel_id,
    }
    if new.digest_channel_id != before.digest_channel_id:
        values["digest_channel_last_at"] = None
    connection.execute(
        insert(connection, workspace_settings)
        .values(workspace_id=workspace_id, **values)
        .on_conflict_do_update(index_elements=["workspace_id"], set_=values)
    )
    _name(connection, workspace_id, coordinator_ids, by, now)
    names = sorted(values.keys() - {"digest_channel_last_at"})
    audit.record_changes(connection, workspace_id, by, "setting changed", names, before, new, now)
    if new.network_channel_id != before.network_channel_id:
        network.follow_channel(connection, workspace_id, new.network_channel_id, now)
    working_days.changed(connection, workspace_id, calendars, now)


def _check_coordinators(connection: Connection, workspace_id: str, user_ids: tuple[str, ...]) -> None:
    if not user_ids:
        raise NobodyCoordinates
    known = [(user_id, members.member(connection, workspace_id, user_id)) for user_id in user_ids]
    wrong = [user_id for user_id, person in known if person is None or not person.is_full_member]
    if wrong:
        raise CoordinatorIsNoMember(wrong)


def _check_insiders(connection: Connection, workspace_id: str, channel_id: str | None) -> None:
    people = members.in_channel(connection, workspace_id, channel_id or "")
    if any(person.is_person and person.is_external for person in people):
        raise OutsidersInChannel


def _name(
    connection: Connection, workspace_id: str, user_ids: tuple[str, ...], by: str, now: datetime
) -> None:
    before = ids(connection, workspace_id)
    if set(before) == set(user_ids):
        return
    connection.execute(
        delete(coordinators).where(
            coordinators.c.workspace_id == workspace_id, coordinators.c.user_id.not_in(user_ids)
        )
    )
    connection.execute(
        insert(connection, coordinators).on_conflict_do_nothing(),
        [{"workspace_id": workspace_id, "user_id": user_id, "added_at": now} for user_id in user_ids],
    )
    for user_id in sorted(set(before) ^ set(user_ids)):
        action = "coordinator removed" if user_id in before else "coordinator named"
        key = audit.person_key(connection, workspace_id, user_id)
        audit.record(connection, workspace_id, by, action, now, subject=key)
