"""What each person answered, and what the team agreed."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, String, Table, Text

from bot.domain.answers import Choice
from bot.store.schema.columns import metadata, of_area, slack_id, workspace
from bot.store.types import BigKey, EnumText, UtcDateTime

answers = Table(
    "answers",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("area_id", key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    slack_id("question_id", key=True),
    slack_id("user_id", key=True),
    Column("choice", EnumText(Choice)),
    Column("chosen_at_us", BigInteger, nullable=False),
    Column("comment", Text),
    Column("evidence_url", Text),
    Column("comment_id", String(32)),
    Column("comment_hidden_reason", Text),
    Column("comment_hidden_by", String(64)),
    of_area(),
    CheckConstraint("round >= 1", "round"),
    postgresql_with={"fillfactor": "80"},
)

answer_totals = Table(
    "answer_totals",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("area_id", key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    slack_id("question_id", key=True),
    Column("choice", EnumText(Choice), primary_key=True),
    Column("number", Integer, nullable=False),
    of_area(),
    CheckConstraint("round >= 1", "round"),
    CheckConstraint("number >= 1", "number"),
)
"""What became of answers that nobody's name stands beside any more: they go on counting."""

agreements = Table(
    "agreements",
    metadata,
    workspace(),
    Column("review_id", BigKey, primary_key=True, autoincrement=False),
    slack_id("question_id", key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    slack_id("area_id"),
    Column("round", Integer, nullable=False),
    Column("choice", EnumText(Choice)),
    Column("reason", Text),
    Column("agreed_by", String(64), nullable=False),
    Column("agreed_at", UtcDateTime, nullable=False),
    of_area(),
    CheckConstraint("sequence >= 1", "sequence"),
)
