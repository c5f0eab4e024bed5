"""Who wants to hear what, and when: the network's members, personal settings and the workspace's own."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text, Time

from bot.domain.network import Membership
from bot.store.schema.columns import due_index, metadata, slack_id, workspace
from bot.store.types import EnumText, UtcDateTime

workspace_settings = Table(
    "workspace_settings",
    metadata,
    workspace(),
    Column("tz", String(64), nullable=False),
    Column("region", String(16), nullable=False),
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_time", Time, nullable=False),
    Column("network_channel_id", String(64)),
    Column("digest_channel_id", String(64)),
    Column("digest_channel_at", UtcDateTime),
    Column("digest_channel_last_at", UtcDateTime),
    due_index("workspace_settings", "digest_channel_at"),
)

workspace_days = Table(
    "workspace_days",
    metadata,
    workspace(),
    Column("on", Date, primary_key=True),
    Column("is_off", Boolean, nullable=False),
    Column("name", Text, nullable=False),
)

coordinators = Table(
    "coordinators",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("added_at", UtcDateTime, nullable=False),
)

person_settings = Table(
    "person_settings",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("membership", EnumText(Membership), nullable=False),
    Column("membership_at", UtcDateTime),
    Column("digest_weekday", Integer),
    Column("digest_time", Time),
    Column("wants_reminders", Boolean, nullable=False),
    Column("reminders_time", Time),
    Column("digest_at", UtcDateTime),
    Column("last_digest_at", UtcDateTime),
    due_index("person_settings", "digest_at"),
)
