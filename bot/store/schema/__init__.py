"""The tables, a file for each subject; whoever needs one takes it from here."""

from __future__ import annotations

from bot.store.schema.answers import agreements, answer_totals, answers
from bot.store.schema.columns import metadata
from bot.store.schema.deliveries import deliveries, slack_paces, worker_ticks
from bot.store.schema.exports import export_requests
from bot.store.schema.follow_ups import follow_up_answers
from bot.store.schema.homes import home_changes, homes
from bot.store.schema.network import coordinators, person_settings, workspace_days, workspace_settings
from bot.store.schema.next_steps import morning_steps, next_step_changes, next_steps
from bot.store.schema.people import channel_members, channels, members, workspaces
from bot.store.schema.record import audit_events, person_keys
from bot.store.schema.reviews import (
    area_marks,
    area_messages,
    checklists,
    review_areas,
    review_facilitators,
    review_participants,
    reviews,
)

__all__ = [
    "agreements",
    "answer_totals",
    "answers",
    "area_marks",
    "area_messages",
    "audit_events",
    "channel_members",
    "channels",
    "checklists",
    "coordinators",
    "deliveries",
    "export_requests",
    "follow_up_answers",
    "home_changes",
    "homes",
    "members",
    "metadata",
    "morning_steps",
    "next_step_changes",
    "next_steps",
    "person_keys",
    "person_settings",
    "review_areas",
    "review_facilitators",
    "review_participants",
    "reviews",
    "slack_paces",
    "worker_ticks",
    "workspace_days",
    "workspace_settings",
    "workspaces",
]
