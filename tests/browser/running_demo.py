"""``socmob demo`` in this process, on a port that is free."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.demo import demo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def running_demo() -> AsyncIterator[str]:
    """Yields the address that the demo tells; what ends the demo early is raised here."""
    stop, told = asyncio.Event(), asyncio.get_running_loop().create_future()
    running = asyncio.ensure_future(demo(port=0, database=None, stop=stop, announce=told.set_result))
    try:
        await asyncio.wait([running, told], return_when=asyncio.FIRST_COMPLETED)
        if not told.done():
            await running
        yield re.search(r"http://\S+", told.result())[0]
    finally:
        stop.set()
        await running
