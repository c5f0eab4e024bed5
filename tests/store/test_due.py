"""What a worker has to do next, among all that waits for an instant."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.domain.deliveries import DeliveryKey, DeliveryKind, DeliveryState
from bot.domain.reviews import ReviewState
from bot.store import deliveries, due
from bot.store.schema import deliveries as table
from bot.store.schema import review_areas, reviews
from tests.store.reviewing import NOW, team

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.store.engine import Database

LATER = NOW + timedelta(days=1)
KEY = DeliveryKey(DeliveryKind.START, "7", "C0000009")


def set_review(connection: Connection, workspace_id: str, **values: object) -> None:
    connection.execute(update(reviews).where(reviews.c.workspace_id == workspace_id).values(**values))


def all_become(connection: Connection, workspace_id: str, state: DeliveryState) -> None:
    of_ours = table.c.workspace_id == workspace_id
    connection.execute(update(table).where(of_ours).values(state=state))


@pytest.mark.parametrize("column", ["next_post_at", "nudge_at", "deadline_at"])
async def test_a_review_that_goes_on_is_due(database: Database, column: str) -> None:
    ours = await team(database)

    async def next_after(**values: object) -> object:
        await ours.write(lambda *given: set_review(*given, **values))
        return await ours.read(due.next_instant, NOW)

    assert await next_after(**{column: LATER}) == LATER
    assert await next_after(paused_at=NOW) is None
    assert await next_after(paused_at=None, state=ReviewState.DISCARDED) is None
    assert await next_after(state=ReviewState.OPEN, **{column: NOW}) is None


async def test_the_first_of_all_is_next(database: Database) -> None:
    ours = await team(database)
    await ours.write(lambda *given: set_review(*given, deadline_at=LATER))
    first = NOW + timedelta(minutes=10)
    await ours.write(
        lambda connection, workspace_id: connection.execute(
            update(review_areas).where(review_areas.c.workspace_id == workspace_id).values(reveal_at=first)
        )
    )
    assert await ours.read(due.next_instant, NOW) == first
    assert await ours.read(due.next_instant, first) == LATER
    assert await ours.read(due.next_instant, LATER) is None


async def test_quiet_is_when_nothing_that_was_due_is_left_to_post(database: Database) -> None:
    ours = await team(database)
    assert await ours.read(due.is_quiet, NOW) is False
    assert await ours.read(due.is_quiet, NOW - timedelta(seconds=1)) is True
    await ours.write(all_become, DeliveryState.SENDING)
    assert await ours.read(due.is_quiet, NOW) is False
    await ours.write(all_become, DeliveryState.CHECK)
    assert await ours.read(due.is_quiet, NOW) is True
    await ours.write(lambda *given: deliveries.plan(*given, KEY, NOW, at=LATER))
    assert await ours.read(due.is_quiet, NOW) is True
    assert await ours.read(due.next_instant, NOW) == LATER
