"""Next steps, and what became of them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.next_steps import StepChange, StepState
from bot.store.schema.columns import due_index, metadata, of_review, slack_id, workspace
from bot.store.types import BigKey, EnumText, UtcDateTime

next_steps = Table(
    "next_steps",
    metadata,
    Column("id", BigKey, primary_key=True),
    workspace(key=False),
    Column("review_id", BigKey, nullable=False),
    Column("area_id", String(64)),
    Column("question_id", String(64)),
    Column("follow_up_id", String(64)),
    Column("origin", String(255), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner_id", String(64), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", EnumText(StepState), nullable=False),
    Column("reason", Text),
    Column("evidence_url", Text),
    Column("created_by", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("assigned_by", String(64), nullable=False),
    Column("owner_told_at", UtcDateTime),
    Column("snoozed_until", Date),
    Column("remind_at", UtcDateTime),
    Column("remind_on", Date),
    Column("in_morning_of", Date),
    Column("escalated_at", UtcDateTime),
    of_review(),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "origin"),
    Index("ix_next_steps_workspace_id_review_id", "workspace_id", "review_id"),
    Index("ix_next_steps_workspace_id_owner_id", "workspace_id", "owner_id"),
    due_index("next_steps", "remind_at"),
)

next_step_changes = Table(
    "next_step_changes",
    metadata,
    workspace(),
    Column("step_id", BigKey, primary_key=True, autoincrement=False),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("change", EnumText(StepChange), nullable=False),
    slack_id("changed_by"),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("reason", Text),
    ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
    CheckConstraint("sequence >= 1", "sequence"),
)

morning_steps = Table(
    "morning_steps",
    metadata,
    workspace(),
    slack_id("user_id", key=True),
    Column("on", Date, primary_key=True),
    Column("step_id", BigKey, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
)
"""What a morning message that was sent carries, in its order: it is shown again whenever one is pressed."""
