"""The App Homes that people have opened, and what has changed for them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from bot.store.schema.columns import due_index, metadata, slack_id, workspace
from bot.store.types import BigKey, UtcDateTime

homes = Table(
    "homes",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("stale_at", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("steps_from", Integer, nullable=False),
    Column("reviews_from", Integer, nullable=False),
    Column("said", Text),
    Column("step_id", BigKey),
    due_index("homes", "stale_at"),
    due_index("homes", "lease_until"),
)
"""All times are real time. ``said`` and ``step_id`` are what the last press there came to: a sentence, or the
next step that it changed."""

home_changes = Table(
    "home_changes",
    metadata,
    Column("id", BigKey, primary_key=True),
    workspace(key=False),
    Column("channel_id", String(64)),
    Column("user_id", String(64)),
)
"""Something changed that is shown to the members of a channel, to a person, or, where neither is named, to
everybody. Rows are only added, so nobody waits for anybody; whoever spreads them takes them away."""
