"""The tables. Every row of a team carries its ``workspace_id``, in every key and foreign key.

Next steps, digests and settings join later: they refer to ``reviews`` and to question ids, and are delivered
through ``deliveries``, so they need new tables and no change to these.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.reviews import AreaState, Pace, RevealRule, ReviewState, TakesPart, Visibility
from bot.store.types import BigKey, EnumText, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str, *, key: bool = False) -> Column[str]:
    """An id given by Slack or by the checklist."""
    return Column(name, String(64), primary_key=key, nullable=False)


def _workspace(*, key: bool = True) -> Column[str]:
    return Column("workspace_id", String(64), ForeignKey("workspaces.id"), primary_key=key, nullable=False)


def _of_review() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"])


def _of_area() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", "review_id", "area_id"],
        ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
    )


workspaces = Table(
    "workspaces",
    metadata,
    _id("id", key=True),
    Column("name", Text, nullable=False),
    Column("app_user_id", String(64), nullable=False),
    Column("bot_id", String(64), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

members = Table(
    "members",
    metadata,
    _workspace(),
    _id("user_id", key=True),
    Column("name", Text, nullable=False),
    Column("tz", String(64)),
    Column("is_bot", Boolean, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_external", Boolean, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    _workspace(),
    _id("channel_id", key=True),
    Column("name", Text, nullable=False),
    Column("is_archived", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

channel_members = Table(
    "channel_members",
    metadata,
    _workspace(),
    _id("channel_id", key=True),
    _id("user_id", key=True),
    ForeignKeyConstraint(
        ["workspace_id", "channel_id"],
        ["channels.workspace_id", "channels.channel_id"],
        ondelete="CASCADE",
    ),
)

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
    _workspace(key=False),
    _id("channel_id"),
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
)

review_facilitators = Table(
    "review_facilitators",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("user_id", key=True),
    Column("added_at", UtcDateTime, nullable=False),
    _of_review(),
)

review_participants = Table(
    "review_participants",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("user_id", key=True),
    _of_review(),
)

review_areas = Table(
    "review_areas",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("area_id", key=True),
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
    _of_review(),
    CheckConstraint("round >= 1", "round"),
    Index(
        "ix_review_areas_reveal_at",
        "reveal_at",
        sqlite_where=text("reveal_at IS NOT NULL"),
        postgresql_where=text("reveal_at IS NOT NULL"),
    ),
)

area_messages = Table(
    "area_messages",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("area_id", key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    _id("channel_id"),
    Column("ts", String(32), nullable=False),
    Column("is_final", Boolean, nullable=False),
    _of_area(),
)

area_marks = Table(
    "area_marks",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("area_id", key=True),
    Column("is_set", Boolean, nullable=False),
    Column("lease_until", UtcDateTime),
    _of_area(),
)

answers = Table(
    "answers",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("area_id", key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    _id("question_id", key=True),
    _id("user_id", key=True),
    Column("choice", EnumText(Choice)),
    Column("chosen_at_us", BigInteger, nullable=False),
    Column("comment", Text),
    Column("evidence_url", Text),
    Column("comment_id", String(32)),
    Column("comment_hidden_reason", Text),
    Column("comment_hidden_by", String(64)),
    _of_area(),
    CheckConstraint("round >= 1", "round"),
    postgresql_with={"fillfactor": "80"},
)

agreements = Table(
    "agreements",
    metadata,
    _workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    _id("question_id", key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _id("area_id"),
    Column("round", Integer, nullable=False),
    Column("choice", EnumText(Choice)),
    Column("reason", Text),
    Column("agreed_by", String(64), nullable=False),
    Column("agreed_at", UtcDateTime, nullable=False),
    _of_area(),
    CheckConstraint("sequence >= 1", "sequence"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", BigKey, primary_key=True),
    Column("id", String(36), nullable=False),
    _workspace(key=False),
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
    _workspace(),
    Column("method", String(64), primary_key=True),
    _id("channel_id", key=True),
    Column("next_at", UtcDateTime, nullable=False),
)

person_keys = Table(
    "person_keys",
    metadata,
    _workspace(),
    _id("user_id", key=True),
    Column("person_key", String(32), nullable=False),
    UniqueConstraint("workspace_id", "person_key"),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("id", BigKey, primary_key=True),
    _workspace(key=False),
    Column("at", UtcDateTime, nullable=False),
    Column("person_key", String(32), nullable=False),
    Column("action", String(48), nullable=False),
    Column("review_id", BigKey),
    Column("subject", String(160), nullable=False),
    Column("detail", JSON, nullable=False),
    _of_review(),
    Index("ix_audit_events_workspace_id_review_id", "workspace_id", "review_id"),
)
