"""A copy of the migrations to which a test adds one of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bot.store.migrate import CHECKOUT, config, head

if TYPE_CHECKING:
    from pathlib import Path

    from alembic.config import Config

NEXT = "9001"
TEMPLATE = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{after}"


def upgrade():
{body}


def downgrade():
    pass
"""


def with_migration(directory: Path, url: str, *statements: str) -> Config:
    """A configuration whose last migration, ``NEXT``, runs ``statements``."""
    scripts = copied(directory)
    body = "\n".join(f"    {statement}" for statement in statements)
    source = TEMPLATE.format(revision=NEXT, after=head(), body=body)
    (scripts / "versions" / f"{NEXT}_later.py").write_text(source)
    return of(scripts, url)


def copied(directory: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(CHECKOUT / "migrations", directory / "migrations", ignore=ignored)


def of(scripts: Path, url: str) -> Config:
    made = config(url)
    made.set_main_option("script_location", str(scripts))
    return made
