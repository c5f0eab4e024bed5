"""The answers to a review's follow-up questions."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, Table

from bot.store.schema.columns import metadata, of_review, slack_id, workspace
from bot.store.types import BigKey, UtcDateTime

ONCE = "-"
"""Stands for the area where a question is asked once, so that one answer of each is one row."""

follow_up_answers = Table(
    "follow_up_answers",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("follow_up_id", key=True),
    slack_id("area_id", key=True),
    Column("step_id", BigKey, nullable=False),
    Column("sequence", Integer, nullable=False),
    slack_id("answered_by"),
    Column("answered_at", UtcDateTime, nullable=False),
    of_review(),
    ForeignKeyConstraint(["workspace_id", "step_id"], ["next_steps.workspace_id", "next_steps.id"]),
    CheckConstraint("sequence >= 1", "sequence"),
)
"""Text, owner and due date are the next step's, which the answer is: nothing is kept twice."""
