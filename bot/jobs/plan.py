"""Finds what has become due and sets it going."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError
from bot.jobs.clean import take_names_off
from bot.jobs.digests import plan_digests
from bot.jobs.mornings import plan_mornings
from bot.jobs.pace import end_answering, plan_nudges, post_next_areas
from bot.jobs.profiles import refresh_profiles
from bot.store import areas, reviews
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.services import Services
    from bot.store.checklists import Checklists

logger = logging.getLogger(__name__)


Planner = Callable[["Services"], Awaitable[None]]


async def reveal_what_is_due(services: Services) -> None:
    """Reveals areas whose ten minutes since everyone answered are over."""
    now = services.clock.now()
    for workspace_id, review_id, area_id in await services.database.read(
        EVERY_WORKSPACE, areas.due_to_reveal, now
    ):
        await services.database.write(
            workspace_id, reveal_if_due, services.checklists, review_id, area_id, now
        )


def reveal_if_due(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    review_id: int,
    area_id: str,
    now: datetime,
) -> None:
    """Looks again under the area's lock: an answer may have been removed meanwhile."""
    area = reviews.area(connection, workspace_id, review_id, area_id, locked=True)
    if area.reveal_at is None or area.reveal_at > now:
        return
    review = reviews.get(connection, workspace_id, review_id)
    checklist = checklists.get(connection, review.checklist_hash)
    try:
        areas.reveal(connection, workspace_id, review, checklist, area_id, area.round, None, now)
    except SocmobError as refusal:
        logger.info("Area %s of review %d does not reveal itself: %s", area_id, review_id, refusal)
        areas.set_completeness(connection, workspace_id, review_id, area_id, None, None)


PLANNERS: tuple[Planner, ...] = (
    reveal_what_is_due,
    post_next_areas,
    end_answering,
    plan_nudges,
    plan_mornings,
    plan_digests,
    refresh_profiles,
    take_names_off,
)
"""What a tick asks, one after the other; each stands for itself when it fails."""
