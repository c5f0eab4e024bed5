"""The end of the time to answer: what is revealed then, and who is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryKey, DeliveryKind
from bot.domain.errors import NothingToReveal
from bot.domain.reviews import AreaState, RevealRule
from bot.store import areas, audit, deliveries, lifecycle, marks, reviews, rhythm

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists

logger = logging.getLogger(__name__)


def end_if_due(
    connection: Connection, workspace_id: str, checklists: Checklists, review_id: int, now: datetime
) -> None:
    """Ends the time to answer, once: looks again under the locks of the review and its areas.

    With ``AT_DEADLINE`` all open areas that have answers are revealed, in their order.
    """
    review = reviews.get_whole(connection, workspace_id, review_id)
    due = review.deadline_at
    if due is None or due > now or not review.is_open or review.is_paused:
        return
    rhythm.set_instants(connection, workspace_id, review_id, deadline_at=None, nudge_at=None)
    waited = [
        area.area_id
        for area in reviews.all_areas(connection, workspace_id, review_id)
        if area.state is not AreaState.REVEALED
    ]
    revealed = 0
    if review.reveal_rule is RevealRule.AT_DEADLINE:
        revealed = _reveal(connection, workspace_id, checklists, review, now)
    audit.record(
        connection,
        workspace_id,
        None,
        "deadline passed",
        now,
        review_id=review_id,
        deadline_on=str(review.deadline_on),
        revealed=revealed,
    )
    marks.mark_review(connection, workspace_id, review_id, only=AreaState.OPEN)
    if waited:
        told = lifecycle.active_facilitators(connection, workspace_id, review)
        rows = [(key(review, user_id), now) for user_id in sorted(told)]
        deliveries.plan_many(connection, workspace_id, rows, now)


def key(review: Review, recipient_id: str) -> DeliveryKey:
    """Told once of each deadline."""
    return DeliveryKey(DeliveryKind.DEADLINE, str(review.id), recipient_id, str(review.deadline_on))


def _reveal(
    connection: Connection, workspace_id: str, checklists: Checklists, review: Review, now: datetime
) -> int:
    checklist = checklists.get(connection, review.checklist_hash)
    revealed = 0
    for area in reviews.all_areas(connection, workspace_id, review.id):
        if area.state is not AreaState.OPEN:
            continue
        try:
            areas.reveal(connection, workspace_id, review, checklist, area.area_id, area.round, None, now)
        except NothingToReveal:
            logger.info("Nobody has answered area %s of review %d by its deadline", area.area_id, review.id)
        else:
            revealed += 1
    return revealed
