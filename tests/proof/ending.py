"""Waiting until every delivery has come to its end."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from tests.proof.seeding import ENDED, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row


async def all_ended(database_url: str, least: int, seconds: float) -> Sequence[Row]:
    """All deliveries, once there are at least ``least`` and none of them waits for anything."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + seconds
    while True:
        found = await rows(database_url)
        if len(found) >= least and all(row.state in ENDED for row in found):
            return found
        states = Counter(str(row.state) for row in found)
        assert clock() < deadline, f"after {seconds} s: {dict(states)} of {least}"
        await asyncio.sleep(0.2)
