"""What is kept no longer than it is needed: the names beside answers, and the comments."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store import ticks, totals
from bot.store.workspaces import EVERY_WORKSPACE

if TYPE_CHECKING:
    from bot.services import Services

logger = logging.getLogger(__name__)

TURN = "names"
GAP = timedelta(hours=1)
"""It is a matter of days: nothing is looked for at each tick."""

BATCH = 20


async def take_names_off(services: Services) -> None:
    """The answers of reviews that ended long ago become numbers; a review at a time, so that none waits."""
    database, now = services.database, services.clock.now()
    if not await database.write(EVERY_WORKSPACE, ticks.take_turn, TURN, now, GAP):
        return
    closed_before = now - services.keep_answers
    while found := await database.read(EVERY_WORKSPACE, totals.due, closed_before, BATCH):
        taken = 0
        for workspace_id, review_id in found:
            taken += await database.write(workspace_id, totals.take_all_names_off, review_id)
        logger.info("%d answers of %d reviews have no names any more", taken, len(found))
        if not taken:
            return
