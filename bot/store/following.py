"""Following what happens in Slack: whom we count, and what can be posted, changes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.store import deliveries, home_changes, lifecycle, marks, members, network, presence

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people import Member
    from bot.store.settings import Calendars

follows_channel = members.knows_channel
renamed = members.rename_channel


def app_joined(connection: Connection, workspace_id: str, channel_id: str) -> None:
    """Posts what could not be posted there, and shows what could not be shown."""
    deliveries.revive(connection, workspace_id, channel_id)
    marks.mark_channel(connection, workspace_id, [channel_id], only=None)


def joined(
    connection: Connection,
    workspace_id: str,
    channel_id: str,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> None:
    if members.joined(connection, workspace_id, channel_id, user_id):
        home_changes.in_channels(connection, workspace_id, [channel_id])
        marks.mark_channel(connection, workspace_id, [channel_id])
        network.joined_channel(connection, workspace_id, calendars, channel_id, user_id, now)


def left(
    connection: Connection,
    workspace_id: str,
    channel_id: str,
    user_id: str,
    now: datetime,
    calendars: Calendars,
) -> None:
    members.left(connection, workspace_id, channel_id, user_id)
    home_changes.in_channels(connection, workspace_id, [channel_id])
    home_changes.for_people(connection, workspace_id, [user_id])
    marks.mark_channel(connection, workspace_id, [channel_id])
    network.left_channel(connection, workspace_id, calendars, channel_id, user_id, now)
    lifecycle.tell_where_nobody_facilitates(connection, workspace_id, [channel_id], now)


def changed(
    connection: Connection, workspace_id: str, person: Member, now: datetime, calendars: Calendars
) -> None:
    """Only people whom we know already: a workspace has many more."""
    known = members.member(connection, workspace_id, person.user_id)
    if known is None or known == replace(person, locale=person.locale or known.locale):
        return
    presence.save(connection, workspace_id, [person], now, calendars)
    channel_ids = members.channels_of(connection, workspace_id, person.user_id)
    marks.mark_channel(connection, workspace_id, channel_ids)
    home_changes.in_channels(connection, workspace_id, channel_ids)
    home_changes.for_people(connection, workspace_id, [person.user_id])
    if person.is_deleted:
        lifecycle.tell_where_nobody_facilitates(connection, workspace_id, channel_ids, now)


def archived(connection: Connection, workspace_id: str, channel_id: str, is_archived: bool) -> None:
    members.set_archived(connection, workspace_id, channel_id, is_archived)
    if not is_archived:
        app_joined(connection, workspace_id, channel_id)
