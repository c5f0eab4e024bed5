"""The record: who did what, and when. People stand in it by a random key."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table, UniqueConstraint

from bot.store.schema.columns import metadata, of_review, slack_id, workspace
from bot.store.types import BigKey, UtcDateTime

person_keys = Table(
    "person_keys",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("person_key", String(32), nullable=False),
    UniqueConstraint("workspace_id", "person_key"),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("id", BigKey, primary_key=True),
    workspace(key=False),
    Column("at", UtcDateTime, nullable=False),
    Column("person_key", String(32), nullable=False),
    Column("action", String(48), nullable=False),
    Column("review_id", BigKey),
    Column("subject", String(160), nullable=False),
    Column("detail", JSON, nullable=False),
    of_review(),
    Index("ix_audit_events_workspace_id_review_id", "workspace_id", "review_id"),
)
