"""The workspace, its people and the channels that the app knows."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, String, Table, Text

from bot.store.schema.columns import metadata, slack_id, workspace
from bot.store.types import UtcDateTime

workspaces = Table(
    "workspaces",
    metadata,
    slack_id("id", key=True),
    Column("name", Text, nullable=False),
    Column("app_user_id", String(64), nullable=False),
    Column("bot_id", String(64), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

members = Table(
    "members",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("name", Text, nullable=False),
    Column("tz", String(64)),
    Column("is_bot", Boolean, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_external", Boolean, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("dm_channel_id", String(64)),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("locale", String(35)),
)

channels = Table(
    "channels",
    metadata,
    workspace(),
    slack_id("channel_id", key=True),
    Column("name", Text, nullable=False),
    Column("is_archived", Boolean, nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

channel_members = Table(
    "channel_members",
    metadata,
    workspace(),
    slack_id("channel_id", key=True),
    slack_id("user_id", key=True),
    ForeignKeyConstraint(
        ["workspace_id", "channel_id"],
        ["channels.workspace_id", "channels.channel_id"],
        ondelete="CASCADE",
    ),
    Index("ix_channel_members_workspace_id_user_id", "workspace_id", "user_id"),
)
