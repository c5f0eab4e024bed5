"""Files that people asked for: a press that arrives twice sends one file."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from bot.store.schema.columns import metadata, workspace
from bot.store.types import UtcDateTime

export_requests = Table(
    "export_requests",
    metadata,
    workspace(),
    Column("origin", String(255), primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
)
"""Who asked for what is on the record; here it only counts that it was asked. Rows live for a day."""
