"""The follow-up questions are offered to the channel once everything is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryState
from bot.store import agreements, deliveries
from bot.store.schema import deliveries as planned
from bot.store.step_news import SETTLES_AFTER

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists


def is_all_agreed(connection: Connection, workspace_id: str, checklists: Checklists, review: Review) -> bool:
    checklist = checklists.get(connection, review.checklist_hash)
    in_force = agreements.in_force(connection, workspace_id, review.id)
    return all(question.id in in_force for area in checklist.areas for question in area.questions)


def offer_follow_ups(
    connection: Connection, workspace_id: str, checklists: Checklists, review: Review, now: datetime
) -> None:
    """Plans the offer where the last answer has just been agreed: once for each review, unless an agreement
    was taken back before it was posted. The caller has locked the review.
    """
    if not is_all_agreed(connection, workspace_id, checklists, review):
        return
    subject = str(review.id)
    if _is_offered(connection, workspace_id, subject):
        return
    before = deliveries.count(connection, workspace_id, DeliveryKind.FOLLOW_UPS, subject)
    key = DeliveryKey(DeliveryKind.FOLLOW_UPS, subject, review.channel_id, str(before + 1))
    deliveries.plan(connection, workspace_id, key, now, at=now + SETTLES_AFTER)


def _is_offered(connection: Connection, workspace_id: str, subject: str) -> bool:
    return (
        connection.execute(
            select(planned.c.number)
            .where(
                planned.c.workspace_id == workspace_id,
                planned.c.kind == DeliveryKind.FOLLOW_UPS,
                planned.c.subject_id == subject,
                planned.c.state != DeliveryState.SKIPPED,
            )
            .limit(1)
        ).first()
        is not None
    )
