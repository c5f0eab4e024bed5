"""Following what happens in Slack: whom we count, and what can be posted, changes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import deliveries, lifecycle, marks, members

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people import Member

follows_channel = members.knows_channel
renamed = members.rename_channel


def app_joined(connection: Connection, workspace_id: str, channel_id: str, now: datetime) -> None:
    """Posts what could not be posted there, and shows what could not be shown."""
    deliveries.revive(connection, workspace_id, channel_id, now)
    marks.mark_channel(connection, workspace_id, [channel_id], only=None)


def joined(connection: Connection, workspace_id: str, channel_id: str, user_id: str) -> None:
    if members.joined(connection, workspace_id, channel_id, user_id):
        marks.mark_channel(connection, workspace_id, [channel_id])


def left(connection: Connection, workspace_id: str, channel_id: str, user_id: str, now: datetime) -> None:
    members.left(connection, workspace_id, channel_id, user_id)
    marks.mark_channel(connection, workspace_id, [channel_id])
    lifecycle.tell_where_nobody_facilitates(connection, workspace_id, [channel_id], now)


def changed(connection: Connection, workspace_id: str, person: Member, now: datetime) -> None:
    """Only people whom we know already: a workspace has many more."""
    known = members.member(connection, workspace_id, person.user_id)
    if known is None or known == person:
        return
    members.save_members(connection, workspace_id, [person], now)
    channel_ids = members.channels_of(connection, workspace_id, person.user_id)
    marks.mark_channel(connection, workspace_id, channel_ids)
    if person.is_deleted:
        lifecycle.tell_where_nobody_facilitates(connection, workspace_id, channel_ids, now)


def archived(
    connection: Connection, workspace_id: str, channel_id: str, is_archived: bool, now: datetime
) -> None:
    members.set_archived(connection, workspace_id, channel_id, is_archived)
    if not is_archived:
        app_joined(connection, workspace_id, channel_id, now)
