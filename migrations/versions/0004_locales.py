"""The language that each person has set in Slack."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("locale", sa.String(35)))


def downgrade() -> None:
    op.drop_column("members", "locale")
