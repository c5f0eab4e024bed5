"""The first tables. Constraints are named by the convention of ``bot.store.schema``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "worker_ticks",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("ticked_at", INSTANT, nullable=False),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("app_user_id", sa.String(64), nullable=False),
        sa.Column("bot_id", sa.String(64), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("number", BIG_KEY, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("subject_id", sa.String(160), nullable=False),
        sa.Column("recipient_id", sa.String(64), nullable=False),
        sa.Column("occurrence", sa.String(32), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("checks", sa.Integer, nullable=False),
        sa.Column("lease_owner", sa.String(36)),
        sa.Column("lease_until", INSTANT),
        sa.Column("first_try_at", INSTANT),
        sa.Column("last_try_at", INSTANT),
        sa.Column("is_repeat", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.Column("channel_id", sa.String(64)),
        sa.Column("ts", sa.String(32)),
        sa.Column("reason", sa.Text),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("workspace_id", "kind", "subject_id", "recipient_id", "occurrence"),
    )
    op.create_index(
        "ix_deliveries_lease_until",
        "deliveries",
        ["lease_until"],
        sqlite_where=sa.text("lease_until IS NOT NULL"),
        postgresql_where=sa.text("lease_until IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_sending",
        "deliveries",
        ["workspace_id", "recipient_id"],
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index(
        "ix_deliveries_unfinished",
        "deliveries",
        ["workspace_id", "next_at", "number"],
        sqlite_where=sa.text("state IN ('planned', 'sending', 'check')"),
        postgresql_where=sa.text("state IN ('planned', 'sending', 'check')"),
    )
    op.create_table(
        "slack_paces",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("method", sa.String(64), primary_key=True),
        sa.Column("channel_id", sa.String(64), primary_key=True),
        sa.Column("next_at", INSTANT, nullable=False),
    )
    op.create_table(
        "workspace_settings",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("tz", sa.String(64), nullable=False),
        sa.Column("region", sa.String(16), nullable=False),
        sa.Column("digest_weekday", sa.Integer, nullable=False),
        sa.Column("digest_time", sa.Time, nullable=False),
        sa.Column("network_channel_id", sa.String(64)),
        sa.Column("digest_channel_id", sa.String(64)),
        sa.Column("digest_channel_at", INSTANT),
        sa.Column("digest_channel_last_at", INSTANT),
    )
    op.create_index(
        "ix_workspace_settings_digest_channel_at",
        "workspace_settings",
        ["digest_channel_at"],
        sqlite_where=sa.text("digest_channel_at IS NOT NULL"),
        postgresql_where=sa.text("digest_channel_at IS NOT NULL"),
    )
    op.create_table(
        "workspace_days",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("on", sa.Date, primary_key=True),
        sa.Column("is_off", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "coordinators",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("added_at", INSTANT, nullable=False),
    )
    op.create_table(
        "person_settings",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("membership", sa.String(24), nullable=False),
        sa.Column("membership_at", INSTANT),
        sa.Column("digest_weekday", sa.Integer),
        sa.Column("digest_time", sa.Time),
        sa.Column("wants_reminders", sa.Boolean, nullable=False),
        sa.Column("reminders_time", sa.Time),
        sa.Column("digest_at", INSTANT),
        sa.Column("last_digest_at", INSTANT),
    )
    op.create_index(
        "ix_person_settings_digest_at",
        "person_settings",
        ["digest_at"],
        sqlite_where=sa.text("digest_at IS NOT NULL"),
        postgresql_where=sa.text("digest_at IS NOT NULL"),
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("tz", sa.String(64)),
        sa.Column("is_bot", sa.Boolean, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sa.Column("is_guest", sa.Boolean, nullable=False),
        sa.Column("is_external", sa.Boolean, nullable=False),
        sa.Column("is_admin", sa.Boolean, nullable=False),
        sa.Column("dm_channel_id", sa.String(64)),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_table(
        "channels",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("channel_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_archived", sa.Boolean, nullable=False),
        sa.Column("is_private", sa.Boolean, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_table(
        "channel_members",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("channel_id", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.channel_id"],
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "person_keys",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("person_key", sa.String(32), nullable=False),
        sa.UniqueConstraint("workspace_id", "person_key"),
    )
    op.create_table(
        "checklists",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "reviews",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("channel_id", sa.String(64), nullable=False),
        sa.Column("checklist_hash", sa.String(64), sa.ForeignKey("checklists.hash"), nullable=False),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("started_by", sa.String(64), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("tz", sa.String(64), nullable=False),
        sa.Column("deadline_on", sa.Date),
        sa.Column("visibility", sa.String(24), nullable=False),
        sa.Column("pace", sa.String(24), nullable=False),
        sa.Column("reveal_rule", sa.String(24), nullable=False),
        sa.Column("takes_part", sa.String(24), nullable=False),
        sa.Column("allows_external", sa.Boolean, nullable=False),
        sa.Column("shares_counts", sa.Boolean, nullable=False),
        sa.Column("paused_at", INSTANT),
        sa.Column("next_post_at", INSTANT),
        sa.Column("nudge_at", INSTANT),
        sa.Column("deadline_at", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", sa.String(64)),
        sa.UniqueConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "origin"),
    )
    op.create_index(
        "ix_reviews_deadline_at",
        "reviews",
        ["deadline_at"],
        sqlite_where=sa.text("deadline_at IS NOT NULL"),
        postgresql_where=sa.text("deadline_at IS NOT NULL"),
    )
    op.create_index(
        "ix_reviews_next_post_at",
        "reviews",
        ["next_post_at"],
        sqlite_where=sa.text("next_post_at IS NOT NULL"),
        postgresql_where=sa.text("next_post_at IS NOT NULL"),
    )
    op.create_index(
        "ix_reviews_nudge_at",
        "reviews",
        ["nudge_at"],
        sqlite_where=sa.text("nudge_at IS NOT NULL"),
        postgresql_where=sa.text("nudge_at IS NOT NULL"),
    )
    op.create_index("ix_reviews_workspace_id_channel_id", "reviews", ["workspace_id", "channel_id"])
    op.create_index(
        "uq_reviews_open_in_channel",
        "reviews",
        ["workspace_id", "channel_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "next_steps",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("review_id", BIG_KEY, nullable=False),
        sa.Column("area_id", sa.String(64)),
        sa.Column("question_id", sa.String(64)),
        sa.Column("follow_up_id", sa.String(64)),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owner_id", sa.String(64), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("evidence_url", sa.Text),
        sa.Column("created_by", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("assigned_by", sa.String(64), nullable=False),
        sa.Column("owner_told_at", INSTANT),
        sa.Column("snoozed_until", sa.Date),
        sa.Column("remind_at", INSTANT),
        sa.Column("remind_on", sa.Date),
        sa.Column("in_morning_of", sa.Date),
        sa.Column("escalated_at", INSTANT),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
        sa.UniqueConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "origin"),
    )
    op.create_index(
        "ix_next_steps_remind_at",
        "next_steps",
        ["remind_at"],
        sqlite_where=sa.text("remind_at IS NOT NULL"),
        postgresql_where=sa.text("remind_at IS NOT NULL"),
    )
    op.create_index("ix_next_steps_workspace_id_owner_id", "next_steps", ["workspace_id", "owner_id"])
    op.create_index("ix_next_steps_workspace_id_review_id", "next_steps", ["workspace_id", "review_id"])
    op.create_table(
        "next_step_changes",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("step_id", BIG_KEY, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("change", sa.String(24), nullable=False),
        sa.Column("changed_by", sa.String(64), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("reason", sa.Text),
        sa.ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
        sa.CheckConstraint("sequence >= 1", "sequence"),
    )
    op.create_table(
        "morning_steps",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("on", sa.Date, primary_key=True),
        sa.Column("step_id", BIG_KEY, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
    )
    op.create_table(
        "audit_events",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("person_key", sa.String(32), nullable=False),
        sa.Column("action", sa.String(48), nullable=False),
        sa.Column("review_id", BIG_KEY),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
    )
    op.create_index("ix_audit_events_workspace_id_review_id", "audit_events", ["workspace_id", "review_id"])
    op.create_table(
        "review_facilitators",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
    )
    op.create_table(
        "review_participants",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
    )
    op.create_table(
        "review_areas",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("opened_at", INSTANT),
        sa.Column("complete_at", INSTANT),
        sa.Column("reveal_at", INSTANT),
        sa.Column("revealed_at", INSTANT),
        sa.Column("revealed_by", sa.String(64)),
        sa.Column("answered", sa.Integer),
        sa.Column("taking_part", sa.Integer),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
        sa.CheckConstraint("round >= 1", "round"),
    )
    op.create_index(
        "ix_review_areas_reveal_at",
        "review_areas",
        ["reveal_at"],
        sqlite_where=sa.text("reveal_at IS NOT NULL"),
        postgresql_where=sa.text("reveal_at IS NOT NULL"),
    )
    op.create_table(
        "answers",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("choice", sa.String(24)),
        sa.Column("chosen_at_us", sa.BigInteger, nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("evidence_url", sa.Text),
        sa.Column("comment_id", sa.String(32)),
        sa.Column("comment_hidden_reason", sa.Text),
        sa.Column("comment_hidden_by", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["workspace_id", "review_id", "area_id"],
            ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
        ),
        sa.CheckConstraint("round >= 1", "round"),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_table(
        "agreements",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("area_id", sa.String(64), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("choice", sa.String(24)),
        sa.Column("reason", sa.Text),
        sa.Column("agreed_by", sa.String(64), nullable=False),
        sa.Column("agreed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "review_id", "area_id"],
            ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
        ),
        sa.CheckConstraint("sequence >= 1", "sequence"),
    )
    op.create_table(
        "area_messages",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("channel_id", sa.String(64), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("is_final", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "review_id", "area_id"],
            ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
        ),
    )
    op.create_table(
        "area_marks",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("is_set", sa.Boolean, nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.ForeignKeyConstraint(
            ["workspace_id", "review_id", "area_id"],
            ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
        ),
    )


def downgrade() -> None:
    for table in (
        "area_marks",
        "area_messages",
        "agreements",
        "answers",
        "review_areas",
        "review_participants",
        "review_facilitators",
        "audit_events",
        "morning_steps",
        "next_step_changes",
        "next_steps",
        "reviews",
        "checklists",
        "person_keys",
        "channel_members",
        "channels",
        "members",
        "person_settings",
        "coordinators",
        "workspace_days",
        "workspace_settings",
        "slack_paces",
        "deliveries",
        "workspaces",
        "worker_ticks",
    ):
        op.drop_table(table)
