"""What is to be posted, and how fast Slack may be called."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint, text

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.store.schema.columns import metadata, slack_id, workspace
from bot.store.types import BigKey, EnumText, UtcDateTime

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("id", String(36), nullable=False),
    workspace(key=False),
    Column("kind", EnumText(DeliveryKind), nullable=False),
    Column("subject_id", String(160), nullable=False),
    Column("recipient_id", String(64), nullable=False),
    Column("occurrence", String(32), nullable=False),
    Column("state", EnumText(DeliveryState), nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("checks", Integer, nullable=False),
    Column("lease_owner", String(36)),
    Column("lease_until", UtcDateTime),
    Column("first_try_at", UtcDateTime),
    Column("channel_id", String(64)),
    Column("ts", String(32)),
    Column("reason", Text),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("id"),
    UniqueConstraint("workspace_id", "kind", "subject_id", "recipient_id", "occurrence"),
    Index(
        "ix_deliveries_unfinished",
        "next_at",
        sqlite_where=text("state IN ('planned', 'sending', 'check')"),
        postgresql_where=text("state IN ('planned', 'sending', 'check')"),
    ),
)

slack_paces = Table(
    "slack_paces",
    metadata,
    workspace(),
    Column("method", String(64), primary_key=True),
    slack_id("channel_id", key=True),
    Column("next_at", UtcDateTime, nullable=False),
)
