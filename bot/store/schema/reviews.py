"""A review and its areas, and where their messages live."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.domain.reviews import AreaState, Pace, RevealRule, ReviewState, TakesPart, Visibility
from bot.store.schema.columns import due_index, metadata, of_area, of_review, slack_id, workspace
from bot.store.types import BigKey, EnumText, UtcDateTime

checklists = Table(
    "checklists",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("content", JSON, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", BigKey, primary_key=True),
    workspace(key=False),
    slack_id("channel_id"),
    Column("checklist_hash", String(64), ForeignKey("checklists.hash"), nullable=False),
    Column("origin", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("state", EnumText(ReviewState), nullable=False),
    Column("started_by", String(64), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("tz", String(64), nullable=False),
    Column("deadline_on", Date),
    Column("visibility", EnumText(Visibility), nullable=False),
    Column("pace", EnumText(Pace), nullable=False),
    Column("reveal_rule", EnumText(RevealRule), nullable=False),
    Column("takes_part", EnumText(TakesPart), nullable=False),
    Column("allows_external", Boolean, nullable=False),
    Column("shares_counts", Boolean, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("next_post_at", UtcDateTime),
    Column("nudge_at", UtcDateTime),
    Column("deadline_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("closed_by", String(64)),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "origin"),
    Index(
        "uq_reviews_open_in_channel",
        "workspace_id",
        "channel_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_reviews_workspace_id_channel_id", "workspace_id", "channel_id"),
    due_index("reviews", "next_post_at"),
    due_index("reviews", "nudge_at"),
    due_index("reviews", "deadline_at"),
)

review_facilitators = Table(
    "review_facilitators",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("user_id", key=True),
    Column("added_at", UtcDateTime, nullable=False),
    of_review(),
)

review_participants = Table(
    "review_participants",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("user_id", key=True),
    of_review(),
)

review_areas = Table(
    "review_areas",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("area_id", key=True),
    Column("position", Integer, nullable=False),
    Column("state", EnumText(AreaState), nullable=False),
    Column("round", Integer, nullable=False),
    Column("opened_at", UtcDateTime),
    Column("complete_at", UtcDateTime),
    Column("reveal_at", UtcDateTime),
    Column("revealed_at", UtcDateTime),
    Column("revealed_by", String(64)),
    Column("answered", Integer),
    Column("taking_part", Integer),
    Column("in_part", Integer),
    of_review(),
    CheckConstraint("round >= 1", "round"),
    due_index("review_areas", "reveal_at"),
)

area_messages = Table(
    "area_messages",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("area_id", key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    slack_id("channel_id"),
    Column("ts", String(32), nullable=False),
    Column("is_final", Boolean, nullable=False),
    of_area(),
)

area_marks = Table(
    "area_marks",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("area_id", key=True),
    Column("is_set", Boolean, nullable=False),
    Column("lease_until", UtcDateTime),
    of_area(),
)
