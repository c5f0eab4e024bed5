"""The App Homes that people have opened, and what has changed for them.

The previous release keeps running: it knows nothing of the new tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WAITING = {"stale_at": "stale_at IS NOT NULL", "lease_until": "lease_until IS NOT NULL"}


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("stale_at", INSTANT),
        sa.Column("lease_until", INSTANT),
        sa.Column("steps_from", sa.Integer, nullable=False),
        sa.Column("reviews_from", sa.Integer, nullable=False),
        sa.Column("said", sa.Text),
        sa.Column("step_id", BIG_KEY),
    )
    for column, waiting in WAITING.items():
        op.create_index(
            f"ix_homes_{column}",
            "homes",
            [column],
            sqlite_where=sa.text(waiting),
            postgresql_where=sa.text(waiting),
        )
    op.create_table(
        "home_changes",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("workspace_id", sa.String(64), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("channel_id", sa.String(64)),
        sa.Column("user_id", sa.String(64)),
    )
    op.create_index("ix_channel_members_workspace_id_user_id", "channel_members", ["workspace_id", "user_id"])


def downgrade() -> None:
    op.drop_index("ix_channel_members_workspace_id_user_id", "channel_members")
    op.drop_table("home_changes")
    op.drop_table("homes")
