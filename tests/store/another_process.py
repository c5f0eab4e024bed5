"""A transaction that another process has open."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bot.store.engine import database_url

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from sqlalchemy import Connection


@contextlib.contextmanager
def another_process(url: str) -> Iterator[Connection]:
    """Commits at the end of the block; until then it holds what it has locked."""
    with create_engine(database_url(url), poolclass=NullPool).begin() as connection:
        yield connection


async def waits(doing: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Asserts that it cannot finish now; it goes on."""
    task = asyncio.ensure_future(doing)
    await asyncio.wait([task], timeout=0.15)
    assert not task.done(), task
    return task
