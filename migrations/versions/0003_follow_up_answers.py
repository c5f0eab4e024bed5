"""The answers to a review's follow-up questions: an answer is a next step, so a row only says which one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "follow_up_answers",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True, autoincrement=False),
        sa.Column("follow_up_id", sa.String(64), primary_key=True),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("step_id", BIG_KEY, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("answered_by", sa.String(64), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
        sa.CheckConstraint("sequence >= 1", "sequence"),
    )


def downgrade() -> None:
    op.drop_table("follow_up_answers")
