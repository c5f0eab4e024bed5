"""A press that waits for a refresh on PostgreSQL: what it read of the mark before is out of date."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from tests.faults.stage import Stage


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_mark_that_a_refresh_clears_meanwhile_is_set_again(stage: Stage, database_url: str) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.settled(area)
    with (
        psycopg.connect(database_url, autocommit=True) as connection,
        psycopg.connect(database_url) as refreshing,
    ):
        # Marked, and held by a refresh for longer than this test takes.
        connection.execute(
            "INSERT INTO area_marks"
            " SELECT workspace_id, review_id, area_id, true, now() + interval '1 minute' FROM area_messages"
        )
        refreshing.execute("SELECT 1 FROM review_areas FOR UPDATE")
        refreshing.execute("UPDATE area_marks SET is_set = false")
        pressing = asyncio.ensure_future(stage.answer("ben", area))
        await asyncio.sleep(0.3)
        assert not pressing.done()
        await asyncio.to_thread(refreshing.commit)
        await pressing
        assert await stage.rows("SELECT 1 FROM answers")
        assert [row.is_set for row in await stage.rows("SELECT is_set FROM area_marks")] == [True]
