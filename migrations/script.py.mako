"""${message}.

The previous release keeps running while this is applied and for a while afterwards, on the same database:
what it reads must stay, and what it inserts must still be accepted. So a migration only adds (a table, an
index, a column that may be NULL or has a server default). What is no longer used is dropped, renamed or made
stricter one release later, when no process knows it any more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
