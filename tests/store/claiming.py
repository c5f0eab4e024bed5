"""Planning, claiming and finishing as workers do it, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryTimes
from bot.store import claims, deliveries, outcomes
from bot.store.claims import Claim
from bot.store.outcomes import Ending
from bot.store.workspaces import EVERY_WORKSPACE
from tests.databases import WORKSPACE
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.deliveries import Delivery
    from bot.domain.outcomes import Outcome
    from bot.store.claims import Look
    from bot.store.engine import Database

TIMES = DeliveryTimes()
GAP = TIMES.post_gap
SOON = timedelta(milliseconds=1)


async def plan(
    database: Database, *places: tuple[int, str], at: datetime = NOW, workspace_id: str = WORKSPACE
) -> None:
    """One delivery for each (number, recipient)."""
    rows = [
        (DeliveryKey(DeliveryKind.START, str(number), recipient_id), at) for number, recipient_id in places
    ]
    assert await database.write(workspace_id, deliveries.plan_many, rows, at) == len(rows)


async def claim(
    database: Database,
    at: datetime = NOW,
    owner: str = "one",
    limit: int = 16,
    *,
    now: datetime = NOW,
    workspace_id: str = WORKSPACE,
) -> list[Delivery]:
    """``at`` is real time, ``now`` business time."""
    taking = Claim(owner, now, at, TIMES, limit)
    claimed: list[Delivery] = await database.write(workspace_id, claims.claim, taking)
    return claimed


async def finish(
    database: Database,
    delivery: Delivery,
    outcome: Outcome,
    owner: str = "one",
    *,
    workspace_id: str = WORKSPACE,
    at: datetime = NOW,
) -> bool:
    ending = Ending(workspace_id, delivery.id, outcome)
    (ours,) = await database.write(EVERY_WORKSPACE, outcomes.record, owner, [ending], at)
    return bool(ours)


async def look(database: Database, at: datetime = NOW, *, now: datetime = NOW) -> Look:
    return await database.read(EVERY_WORKSPACE, claims.look, now, at)
