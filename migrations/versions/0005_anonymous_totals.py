"""Answers without names, as numbers; and how many had answered in part, which is fixed at the reveal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

BEGUN = """
    (SELECT count(DISTINCT answers.user_id) FROM answers
     WHERE answers.workspace_id = review_areas.workspace_id AND answers.review_id = review_areas.review_id
     AND answers.area_id = review_areas.area_id AND answers.round = review_areas.round
     AND answers.choice IS NOT NULL)
"""


def upgrade() -> None:
    op.create_table(
        "answer_totals",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("review_id", BIG_KEY, primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.String(64), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("choice", sa.String(24), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "review_id", "area_id"],
            ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
        ),
        sa.CheckConstraint("round >= 1", "round"),
        sa.CheckConstraint("number >= 1", "number"),
    )
    op.add_column("review_areas", sa.Column("in_part", sa.Integer))
    op.execute(
        f"UPDATE review_areas SET in_part = CASE WHEN {BEGUN} > answered THEN {BEGUN} - answered ELSE 0 END"
        " WHERE state = 'revealed'"
    )


def downgrade() -> None:
    with op.batch_alter_table("review_areas") as batch:
        batch.drop_column("in_part")
    op.drop_table("answer_totals")
