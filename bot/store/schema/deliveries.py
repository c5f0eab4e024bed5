"""What is to be posted, and how fast Slack may be called."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, text

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.store.schema.columns import due_index, metadata, slack_id, workspace
from bot.store.types import BigKey, EnumText, UtcDateTime


def _index_where(name: str, *columns: str, holds: str) -> Index:
    """A claim costs what is due, not what exists."""
    return Index(f"ix_deliveries_{name}", *columns, sqlite_where=text(holds), postgresql_where=text(holds))


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
    Column("last_try_at", UtcDateTime),
    Column("is_repeat", Boolean, nullable=False, server_default=text("false")),
    Column("channel_id", String(64)),
    Column("ts", String(32)),
    Column("reason", Text),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("id"),
    UniqueConstraint("workspace_id", "kind", "subject_id", "recipient_id", "occurrence"),
    # With the number, what is due at one instant (everybody's morning) need not be sorted for each claim.
    _index_where(
        "unfinished", "workspace_id", "next_at", "number", holds="state IN ('planned', 'sending', 'check')"
    ),
    _index_where("sending", "workspace_id", "recipient_id", holds="state = 'sending'"),
    due_index("deliveries", "lease_until"),
)

slack_paces = Table(
    "slack_paces",
    metadata,
    workspace(),
    Column("method", String(64), primary_key=True),
    slack_id("channel_id", key=True),
    Column("next_at", UtcDateTime, nullable=False),
)

worker_ticks = Table(
    "worker_ticks",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("ticked_at", UtcDateTime, nullable=False),
)
"""When a worker last looked for what is due, in real time: one row for all of them."""
