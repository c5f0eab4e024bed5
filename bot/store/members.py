"""Our copy of who is in the workspace and in its channels. Slack's events keep it current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from bot.domain.people import Member
from bot.store import home_changes
from bot.store.schema import channel_members, channels, members
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Row

COLUMNS = (
    members.c.user_id,
    members.c.name,
    members.c.tz,
    members.c.is_bot,
    members.c.is_deleted,
    members.c.is_guest,
    members.c.is_external,
    members.c.is_admin,
    members.c.locale,
)


def save_members(connection: Connection, workspace_id: str, people: Iterable[Member], now: datetime) -> None:
    rows = [
        {"workspace_id": workspace_id, "seen_at": now, **_values(person)}
        for person in sorted(people, key=lambda person: person.user_id)
    ]
    if not rows:
        return
    statement = insert(connection, members)
    changed: dict[str, Any] = {
        name: statement.excluded[name] for name in rows[0] if name not in {"workspace_id", "user_id"}
    }
    # Slack says it only where it is asked for it.
    changed["locale"] = func.coalesce(statement.excluded.locale, members.c.locale)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=changed), rows
    )


def save_channel(
    connection: Connection,
    workspace_id: str,
    channel_id: str,
    name: str,
    user_ids: Collection[str],
    now: datetime,
    *,
    is_archived: bool = False,
    is_private: bool = False,
) -> None:
    """Takes over a channel and exactly its present members. Nobody tells us who came and went while the app
    was out, and whose App Home shows what is in it.
    """
    before = set(_user_ids(connection, workspace_id, channel_id))
    if before != set(user_ids):
        home_changes.in_channels(connection, workspace_id, [channel_id])
        home_changes.for_people(connection, workspace_id, before.difference(user_ids))
    values = {"name": name, "is_archived": is_archived, "is_private": is_private, "seen_at": now}
    connection.execute(
        insert(connection, channels)
        .values(workspace_id=workspace_id, channel_id=channel_id, **values)
        .on_conflict_do_update(index_elements=["workspace_id", "channel_id"], set_=values)
    )
    connection.execute(delete(channel_members).where(*_in_channel(workspace_id, channel_id)))
    rows = [
        {"workspace_id": workspace_id, "channel_id": channel_id, "user_id": user_id}
        for user_id in sorted(set(user_ids))
    ]
    if rows:
        connection.execute(insert(connection, channel_members).on_conflict_do_nothing(), rows)


def unknown(
    connection: Connection, workspace_id: str, user_ids: Iterable[str], stale_before: datetime
) -> list[str]:
    """Those of some people whom we do not know, or have not looked at since ``stale_before``."""
    wanted = set(user_ids)
    known = connection.execute(
        select(members.c.user_id).where(
            members.c.workspace_id == workspace_id,
            members.c.user_id.in_(wanted),
            members.c.seen_at >= stale_before,
        )
    ).scalars()
    return sorted(wanted.difference(known))


def knows_channel(connection: Connection, workspace_id: str, channel_id: str) -> bool:
    return (
        connection.execute(
            select(channels.c.channel_id).where(
                channels.c.workspace_id == workspace_id, channels.c.channel_id == channel_id
            )
        ).first()
        is not None
    )


def joined(connection: Connection, workspace_id: str, channel_id: str, user_id: str) -> bool:
    """Notes that somebody is in a channel; returns False for a channel that we keep no copy of."""
    if not knows_channel(connection, workspace_id, channel_id):
        return False
    connection.execute(
        insert(connection, channel_members)
        .values(workspace_id=workspace_id, channel_id=channel_id, user_id=user_id)
        .on_conflict_do_nothing()
    )
    return True


def left(connection: Connection, workspace_id: str, channel_id: str, user_id: str) -> None:
    connection.execute(
        delete(channel_members).where(
            *_in_channel(workspace_id, channel_id), channel_members.c.user_id == user_id
        )
    )


def set_archived(connection: Connection, workspace_id: str, channel_id: str, is_archived: bool) -> None:
    connection.execute(
        update(channels)
        .where(channels.c.workspace_id == workspace_id, channels.c.channel_id == channel_id)
        .values(is_archived=is_archived)
    )


def rename_channel(connection: Connection, workspace_id: str, channel_id: str, name: str) -> None:
    connection.execute(
        update(channels)
        .where(channels.c.workspace_id == workspace_id, channels.c.channel_id == channel_id)
        .values(name=name)
    )


def member(connection: Connection, workspace_id: str, user_id: str) -> Member | None:
    row = connection.execute(
        select(*COLUMNS).where(members.c.workspace_id == workspace_id, members.c.user_id == user_id)
    ).first()
    return None if row is None else read_member(row)


def by_id(connection: Connection, workspace_id: str, user_ids: Iterable[str]) -> dict[str, Member]:
    """Those of some people whom we know."""
    rows = connection.execute(
        select(*COLUMNS).where(members.c.workspace_id == workspace_id, members.c.user_id.in_(set(user_ids)))
    )
    return {row.user_id: read_member(row) for row in rows}


def in_channel(connection: Connection, workspace_id: str, channel_id: str) -> list[Member]:
    """The members of a channel that we know by name, people and bots alike."""
    rows = connection.execute(
        select(*COLUMNS)
        .join(
            channel_members,
            (channel_members.c.workspace_id == members.c.workspace_id)
            & (channel_members.c.user_id == members.c.user_id),
        )
        .where(*_in_channel(workspace_id, channel_id))
        .order_by(members.c.user_id)
    )
    return [read_member(row) for row in rows]


def is_in_channel(connection: Connection, workspace_id: str, channel_id: str, user_id: str) -> bool:
    return (
        connection.execute(
            select(channel_members.c.user_id).where(
                *_in_channel(workspace_id, channel_id), channel_members.c.user_id == user_id
            )
        ).first()
        is not None
    )


def _user_ids(connection: Connection, workspace_id: str, channel_id: str) -> list[str]:
    return list(
        connection.execute(
            select(channel_members.c.user_id).where(*_in_channel(workspace_id, channel_id))
        ).scalars()
    )


def channels_of(connection: Connection, workspace_id: str, user_id: str) -> list[str]:
    return list(
        connection.execute(
            select(channel_members.c.channel_id).where(
                channel_members.c.workspace_id == workspace_id, channel_members.c.user_id == user_id
            )
        ).scalars()
    )


def note_direct(connection: Connection, places: Iterable[tuple[str, str, str]]) -> None:
    """Where our direct messages with some people are (workspace, person, channel): only there can be looked
    for what was posted to them."""
    rows = [
        {"of_workspace": workspace_id, "of_person": user_id, "place": channel_id}
        for workspace_id, user_id, channel_id in sorted(places)
    ]
    if rows:
        connection.execute(_NOTE_DIRECT, rows)


def read_member(row: Row) -> Member:
    return Member(**{column.name: getattr(row, column.name) for column in COLUMNS})


def _values(person: Member) -> dict[str, object]:
    return {column.name: getattr(person, column.name) for column in COLUMNS}


def _in_channel(workspace_id: str, channel_id: str) -> tuple:
    return (
        channel_members.c.workspace_id == workspace_id,
        channel_members.c.channel_id == channel_id,
    )


_NOTE_DIRECT = (
    update(members)
    .where(members.c.workspace_id == bindparam("of_workspace"), members.c.user_id == bindparam("of_person"))
    .values(dm_channel_id=bindparam("place"))
)
